import { createHeaderList, isAddress, type Client, passwordIn } from './request.ts';
import { type Options, readOptions, type OptionSyntax } from './options.ts';
import { flatten, type Value } from './text.ts';

/** Source: `http --help` of HTTPie 3.2; read 2026-11-20. */
const SYNTAX: OptionSyntax = {
  short: 'aAops',
  long: new Set(
    `auth auth-type boundary cert cert-key cert-key-pass ciphers default-scheme format-options max-headers max-redirects output pretty
    print proxy raw response-charset response-mime session session-read-only ssl style timeout verify`.split(/\s+/),
  ),
};

/** `Name:value`, and not `name:=json`. */
const HEADER = /^[\w-]+:(?!=)/;
/** `name=value`, `name:=json`, `name@file`, and not the query `name==value`. */
const FIELD = /^[^:=@\0]+(?::?=(?!=)|@)/;

/** Reads the arguments of `http` and `https` of HTTPie, and of `xh`: method, address, then headers and fields of the body. */
export const httpie: Client = args => {
  const { options, operands, isOpen } = readOptions(args, SYNTAX);
  const [method] = operands;
  const given = method && /^[A-Z]+$/.test(flat(method)) ? flat(method) : undefined;
  const [url, ...items] = operands.slice(given === undefined ? 0 : 1);
  if (!url || !isAddress(url)) return [];

  const headers = createHeaderList();
  for (const item of items.filter(candidate => HEADER.test(flat(candidate)))) headers.add(item);
  const hasBody = items.some(item => FIELD.test(flat(item))) || options.some(([name]) => name === '--raw');
  const areItemsOpen = isOpen || items.some(item => flat(item).startsWith('\0'));
  const standard = hasBody ? 'POST' : areItemsOpen ? undefined : 'GET';
  return [
    {
      verb: given ?? standard,
      url,
      headers: headers.headers,
      isOpen: areItemsOpen,
      passwords: passwordsIn(options),
    },
  ];
};

/** `-a user:password`, or with `-A bearer` a token. */
function passwordsIn(options: Options['options']): Value[] {
  const isToken = options.some(
    ([name, value]) => (name === '-A' || name === '--auth-type') && value && flat(value) === 'bearer',
  );
  return options.flatMap(([name, value]) =>
    (name === '-a' || name === '--auth') && value ? [isToken ? value : passwordIn(value)] : [],
  );
}

function flat([text]: Value): string {
  return text ? flatten(text) : '';
}
