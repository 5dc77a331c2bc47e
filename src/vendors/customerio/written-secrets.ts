import { mayHoldSecret } from './secret-variable.ts';

/** A name, and the literal that it is set to, or that stands in for it. */
const NAMED_LITERAL = /([A-Za-z_][\w.]{2,100})['"]?\s*(?:[:=]|\?\?|\|\|)=?\s*(["'`])(\w{16,128})\2/g;

/** The secrets of Customer.io that code writes beside a name that says so: more than a rule reports, because what is masked costs nothing. */
export function writtenSecrets(text: string): string[] {
  return [...text.matchAll(NAMED_LITERAL)].flatMap(([, name = '', , value = '']) =>
    mayHoldSecret(name) && /\d/.test(value) ? [value] : [],
  );
}
