import { findServiceTokens } from '../../vendors/customerio/keys.ts';
import { mayBeSecret } from '../../vendors/customerio/secret-use.ts';
import { isSecretVariable } from '../../vendors/customerio/secret-variable.ts';
import { rememberUsedSecret } from '../../vendors/known-secrets.ts';
import { passwordIn, type ShellRequest } from './request.ts';
import { flatten, slice, type Span, type Text, trim } from './text.ts';

/** A secret key of Customer.io that is written down. */
export interface FoundKey {
  key: string;
  /** What stands for it. */
  written: string;
  /** The place of that, or where it is not known, of what holds it. */
  at: Span;
  isEncoded: boolean;
}

/** A text that is used as a secret, as far as it is written in one piece. */
type Credential = Pick<FoundKey, 'isEncoded'> & { text: Text };

/** The keys that a request authenticates with, which goes to servers of the vendor's: by an option, in its header, or in its address. */
export function keysSentBy({ headers, passwords, url }: ShellRequest): FoundKey[] {
  const credentials = [
    ...passwords.flat().map(text => ({ text, isEncoded: false })),
    ...(headers.get('authorization') ?? []).flatMap(credentialIn),
    ...url.map(text => ({ text: passwordOfAddress(text), isEncoded: false })),
  ];
  return credentials.flatMap(credential => {
    const found = keyIn(credential);
    if (found) rememberUsedSecret(found.key);
    return found && mayBeSecret(found.key) ? [found] : [];
  });
}

/** What stands behind `Bearer`; behind `Basic`, `user:password`, mostly in base64, also by `$(echo -n … | base64)`. */
function credentialIn(authorization: Text): Credential[] {
  const [whole = '', scheme = ''] = /^(basic|bearer)\s+/i.exec(flatten(authorization)) ?? [];
  if (whole === '') return [];
  const text = trim(slice(authorization, whole.length));
  const [piece, ...others] = text;
  if (piece?.encodes && others.length === 0)
    return scheme.toLowerCase() === 'basic'
      ? passwordIn([piece.encodes]).map(password => ({ text: password, isEncoded: false }))
      : [];
  const colon = scheme.toLowerCase() === 'basic' ? flatten(text).indexOf(':') : -1;
  return [{ text: slice(text, colon + 1), isEncoded: scheme.toLowerCase() === 'basic' && colon < 0 }];
}

/** `https://user:password@host` */
function passwordOfAddress(url: Text): Text {
  const [, before = '', password = ''] = /^((?:https?:)?\/\/[^:@/?#]*:)([^@/?#]+)@/i.exec(flatten(url)) ?? [];
  return slice(url, before.length, before.length + password.length);
}

function keyIn({ text, isEncoded }: Credential): FoundKey | undefined {
  const [piece, ...others] = text;
  if (piece?.text === undefined || others.length > 0) return undefined;
  const key = isEncoded ? passwordInBase64(piece.text) : piece.text;
  return key === undefined
    ? undefined
    : { key, written: piece.text, at: { start: piece.start, end: piece.end }, isEncoded };
}

function passwordInBase64(base64: string): string | undefined {
  return /^[^:]*:(.+)$/s.exec(Buffer.from(base64, 'base64').toString('latin1'))?.[1];
}

/** `NAME=value`, `"NAME": "value"`, and `ENV NAME value`, of a variable whose name ends as that of a key. */
const ASSIGNMENT =
  /(?<![\w$.{-])([A-Za-z]\w{2,60}(?:key|token|secret))(?:["']?[ \t]{0,20}[:=][ \t]{0,20}|(?<=\bENV[ \t]{1,20}\w{1,80})[ \t]{1,20})["']?([A-Za-z0-9]{20,64})(?![\w./+=-])/gi;

/** The keys that tell by themselves what they are: tokens of service accounts, and what is set to a variable that can only hold a key. */
export function keysWrittenIn(text: string): FoundKey[] {
  const named = [...text.matchAll(ASSIGNMENT)].flatMap(({ 0: { length }, 1: name = '', 2: key = '', index }) =>
    isSecretVariable(name) && mayBeSecret(key) ? [{ key, index: index + length - key.length }] : [],
  );
  return [...findServiceTokens(text), ...named].map(({ key, index }) => ({
    key,
    written: key,
    at: { start: index, end: index + key.length },
    isEncoded: false,
  }));
}
