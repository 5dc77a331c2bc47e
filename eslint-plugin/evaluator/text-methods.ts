import type { TSESTree } from '@typescript-eslint/utils';
import {
  type ArrayValue,
  concatenate,
  constantString,
  join,
  type Lazy,
  type Text,
  type TextPart,
  textFrom,
  textsOf,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';
import { staticName } from '../program/node.ts';
import { withoutTrailingSlash } from './urls.ts';

/** What a method of a text returns. @param args what it is called with @param node the call */
export function textMethod(text: Text, name: string, args: readonly Value[], node: TSESTree.CallExpression): Value {
  switch (name) {
    case 'toString':
    case 'trim':
    case 'valueOf':
    case 'normalize':
      return text;
    case 'toUpperCase':
    case 'toLowerCase':
      return mapParts(text, part => part[name]());
    case 'concat':
      return concatenate([text, ...args]);
    case 'replace':
    case 'replaceAll':
      return replaced(text, name === 'replaceAll', args, node);
    case 'split':
      return splitAt(text, args[0], node);
    default:
      return cutOut(text, name, args, node);
  }
}

/** Methods whose result a known text and known arguments tell. */
const CUTTING = new Set(['at', 'charAt', 'padEnd', 'padStart', 'repeat', 'slice', 'substr', 'substring']);

function cutOut(text: Text, name: string, args: readonly Value[], node: TSESTree.Node): Value {
  const known = constantString(text);
  const given = args.map(constantString);
  const [size = '0', filling = ' '] = given;
  if (known === undefined || !CUTTING.has(name) || given.includes(undefined) || !isSize(size)) return UNKNOWN;
  const ends = given.map(Number);
  switch (name) {
    case 'at':
    case 'charAt':
      return textFrom(known.at(Number(size)) ?? '', node);
    case 'padStart':
      return textFrom(known.padStart(Number(size), filling), node);
    case 'padEnd':
      return textFrom(known.padEnd(Number(size), filling), node);
    case 'repeat':
      return Number(size) < 0 ? UNKNOWN : textFrom(known.repeat(Number(size)), node);
    case 'substr':
      return textFrom(known.slice(Number(size)).slice(0, ends[1]), node);
    case 'substring':
      return textFrom(known.substring(Number(size), ends[1]), node);
    default:
      return textFrom(known.slice(...ends), node);
  }
}

/** `text[index]`. @param use where it is read */
export function signAt(text: Text, index: string, use: TSESTree.Node): Value {
  const known = constantString(text);
  return known === undefined ? unknown(index) : textFrom(known[Number(index)] ?? '', use);
}

/** A whole number of signs that keeps a text short. */
function isSize(size: string): boolean {
  return /^-?\d{1,2}$/.test(size);
}

function mapParts(text: Text, map: (part: string) => string): Text {
  return {
    kind: 'text',
    parts: text.parts.map((part): TextPart => ('text' in part ? { ...part, text: map(part.text) } : part)),
  };
}

/** Longer texts are none of those that are put together of single signs. */
const MOST_SIGNS = 200;

/** The signs of a text that is known, as a list; undefined for any other value. */
export function signsOf(value: Value): ArrayValue | undefined {
  const known = value.kind === 'text' ? constantString(value) : undefined;
  if (known === undefined || value.kind !== 'text' || known.length > MOST_SIGNS) return undefined;
  const signs = value.parts.flatMap(part =>
    'text' in part ? Array.from(part.text, sign => textFrom(sign, part.node)) : [],
  );
  return {
    kind: 'array',
    elements: signs.map(
      (sign): Lazy =>
        () =>
          sign,
    ),
    open: false,
  };
}

function splitAt(text: Text, separator: Value | undefined, node: TSESTree.Node): Value {
  const known = constantString(text);
  const between = separator && constantString(separator);
  if (known === undefined || between === undefined) return UNKNOWN;
  if (between === '') return signsOf(text) ?? UNKNOWN;
  const pieces = known.split(between, MOST_SIGNS + 1);
  if (pieces.length > MOST_SIGNS) return UNKNOWN;
  return {
    kind: 'array',
    elements: pieces.map(
      (piece): Lazy =>
        () =>
          textFrom(piece, node),
    ),
    open: false,
  };
}

const TRAILING_SLASHES = /^\\\/[+*]?\$$/;

/** Literal patterns are replaced, and of regular expressions the plainest; any other is taken to change nothing. */
function replaced(text: Text, isAll: boolean, args: readonly Value[], node: TSESTree.CallExpression): Value {
  const [pattern, replacement] = node.arguments;
  const [from, to] = args;
  if (pattern?.type === 'Literal' && 'regex' in pattern) {
    if (TRAILING_SLASHES.test(pattern.regex.pattern)) return { kind: 'text', parts: withoutTrailingSlash(text) };
    return replacedByPattern(text, to, node) ?? text;
  }
  const searched = from ? constantString(from) : undefined;
  if (searched === undefined || searched === '' || !to || !replacement) return UNKNOWN;
  const first = text.parts.findIndex(part => 'text' in part && part.text.includes(searched));
  return concatenate(
    text.parts.flatMap((part, index) => {
      if (!('text' in part) || (!isAll && index !== first)) return [{ kind: 'text', parts: [part] }];
      const pieces = split(part.text, searched, isAll).map(piece => textFrom(piece, part.node));
      return pieces.flatMap((piece, at): Value[] => (at === 0 ? [piece] : [to, piece]));
    }),
  );
}

function split(text: string, searched: string, isAll: boolean): string[] {
  const at = text.indexOf(searched);
  return isAll || at < 0 ? text.split(searched) : [text.slice(0, at), text.slice(at + searched.length)];
}

/** One sign, escaped or not, or one set of signs, once or more often: it takes no longer than the text is. */
const SIGN = String.raw`(?:[^\\[\](){}|.*+?^$]|\\[\\[\](){}|.*+?^$\/dDsSwW-]|\[\^?(?:[^\\[\]^]|\\[\\[\](){}|.*+?^$\/dDsSwW-])+\])`;
const PLAIN = new RegExp(String.raw`^(?:\^|\$|\^?${SIGN}\+?\$?)$`);

/** The pattern that a call replaces by a text, where it is plain enough to tell the result; undefined for any other call. */
export function plainReplacement({ callee, arguments: args }: TSESTree.CallExpression): RegExp | undefined {
  const [pattern, replacement] = args;
  const isCall = callee.type === 'MemberExpression' && staticName(callee)?.startsWith('replace') === true;
  const isText = replacement?.type === 'Literal' && typeof replacement.value === 'string';
  if (!isCall || !isText || replacement.value.includes('$') || pattern?.type !== 'Literal') return undefined;
  const regex = 'regex' in pattern ? pattern.regex : { pattern: '', flags: '' };
  return PLAIN.test(regex.pattern) && /^(?:|g|u|gu)$/.test(regex.flags)
    ? new RegExp(regex.pattern, regex.flags)
    : undefined;
}

/** What the call makes of a text; undefined where that is not known. What is not known of a text is taken to match nothing. */
function replacedByPattern(text: Text, to: Value | undefined, node: TSESTree.CallExpression): Value | undefined {
  const pattern = plainReplacement(node);
  const by = to && constantString(to);
  if (!pattern || !to || by === undefined) return undefined;
  if (pattern.source === '^') return concatenate([to, text]);
  if (pattern.source === '$') return concatenate([text, to]);
  const known = constantString(text);
  if (known !== undefined) return textFrom(known.replace(pattern, by), node);
  const isAtEnd = pattern.source.endsWith('$');
  const isFirstOnly = !pattern.global || pattern.source.startsWith('^');
  const first = text.parts.findIndex(part => 'text' in part && part.text.search(pattern) >= 0);
  if (isAtEnd || (pattern.source.startsWith('^') && first !== 0)) return text;
  const pieces = text.parts.map((part, index): Value => {
    const isHit = 'text' in part && (isFirstOnly ? index === first : index >= first && first >= 0);
    return isHit ? textFrom(part.text.replace(pattern, by), node) : { kind: 'text', parts: [part] };
  });
  return concatenate(pieces);
}

/** What a function of the language that is no method makes of texts; undefined for one that is not known here. */
export function textOfLanguage(name: string, args: readonly Value[], node: TSESTree.Node): Value | undefined {
  switch (name) {
    case 'String':
      return join(textsOf(args[0] ?? UNKNOWN));
    case 'encodeURIComponent':
    case 'encodeURI':
      return args[0] && constantString(args[0]) !== undefined ? args[0] : undefined;
    case 'String.fromCharCode':
    case 'String.fromCodePoint':
      return fromCodes(args, node);
    default:
      return undefined;
  }
}

/** What texts that are known decode to; undefined where that is no text, or is not known. @param name of the encoding, or of the function */
export function decoded(value: Value | undefined, name: string): Value | undefined {
  const texts = value === undefined ? [] : textsOf(value).map(text => decodedText(text, name));
  return texts.length > 0 && texts.every(text => text !== undefined) ? join(texts) : undefined;
}

/** The decoded text stands where the encoded one is written. */
function decodedText(text: Text, name: string): Text | undefined {
  const known = constantString(text);
  const node = text.parts.find(part => 'node' in part)?.node;
  if (known === undefined || node === undefined || known.length > LONGEST_CODE) return undefined;
  const plain = decode(known, name);
  return plain !== undefined && /^[\x20-\x7e\s]*$/.test(plain) ? textFrom(plain, node) : undefined;
}

const LONGEST_CODE = 4000;

function decode(code: string, name: string): string | undefined {
  try {
    switch (name) {
      case 'atob':
      case 'base64':
      case 'base64url':
        return atob(code.replaceAll('-', '+').replaceAll('_', '/'));
      case 'hex':
        return /^(?:[0-9a-f]{2})+$/i.test(code) ? fromHex(code) : undefined;
      default:
        return decodeURIComponent(code);
    }
  } catch {
    return undefined;
  }
}

function fromHex(code: string): string {
  return code.replaceAll(/../g, pair => String.fromCharCode(Number.parseInt(pair, 16)));
}

/** `Buffer.from([104, 105])` */
export function textOfCodes(value: Value | undefined, node: TSESTree.Node): Value | undefined {
  if (value?.kind !== 'array' || value.open) return undefined;
  const text = fromCodes(
    value.elements.slice(0, MOST_SIGNS + 1).map(element => element()),
    node,
  );
  return text === UNKNOWN ? undefined : text;
}

function fromCodes(codes: readonly Value[], node: TSESTree.Node): Value {
  const signs = codes.map(code => Number(constantString(code)));
  if (signs.length === 0 || signs.length > MOST_SIGNS) return UNKNOWN;
  return signs.every(isCode) ? textFrom(String.fromCodePoint(...signs), node) : UNKNOWN;
}

function isCode(code: number): boolean {
  return Number.isInteger(code) && code >= 0 && code <= 0x10_ff_ff;
}
