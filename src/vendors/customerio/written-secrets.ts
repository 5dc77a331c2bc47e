import { mayHoldSecret } from './secret-variable.ts';

/** A name, and the literal that it is set to, or that stands in for it. */
const NAMED_LITERAL = /([A-Za-z_][\w.]{2,100})['"]?\s*(?:[:=]|\?\?|\|\|)=?\s*(["'`])(\w{16,128})\2/g;

/** The secrets of Customer.io that code writes beside a name that says so: more than a rule reports, because what is masked costs nothing. */
export function writtenSecrets(text: string): string[] {
  return [...text.matchAll(NAMED_LITERAL)].flatMap(([, name = '', , value = '']) =>
    mayHoldSecret(name) && /\d/.test(value) ? [value] : [],
  );
}

/** Where a literal is a secret, whatever it looks like: the key of a signature, of a client, of a request, and of a command. */
const SINKS: readonly RegExp[] = [
  /\bcreateHmac\(\s*["'`]sha-?\d{1,3}["'`]\s*,\s*["'`]([^"'`\n$]{1,128})["'`]/gi,
  /\bAPIClient\(\s*["'`]([^"'`\n$]{1,128})["'`]/g,
  /\bTrackClient\(\s*[^,()\n]{1,200},\s*["'`]([^"'`\n$]{1,128})["'`]/g,
  /\bauthorization\b["'`]?[:,]\s{0,10}["'`]?bearer\s+([\w-]{1,128})/gi,
  /\s(?:-u|--user)[\s=]{0,10}["']?[\w-]{1,64}:([^\s"'$]{1,128})/g,
];

/** The literals that code uses as secrets. */
export function usedLiterals(text: string): string[] {
  return SINKS.flatMap(sink => [...text.matchAll(sink)].map(([, value = '']) => value));
}
