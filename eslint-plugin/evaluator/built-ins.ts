import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsOf, valueOfReturn } from './calls.ts';
import { valueOfReduction } from './composition.ts';
import { elementOf, evaluate, spreadInto } from './evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { boundTo } from './invocation.ts';
import { staticName, unwrap } from '../program/node.ts';
import { withoutTrailingSlash } from './urls.ts';
import {
  type ArrayValue,
  concatenate,
  isUrl,
  lazy,
  type Lazy,
  mapAlternatives,
  withUnknownProperties,
  alternativesOf,
  constantString,
  type ExternalValue,
  type Text,
  textFrom,
  textsOf,
  join,
  UNKNOWN,
  type Union,
  type Value,
} from '../values/value.ts';

/** The calls of the language itself whose result the arguments tell; undefined for any other call. */
export function builtinCall(node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier') return conversion(callee.name, node, frame);
  if (callee.type !== 'MemberExpression') return undefined;
  const name = staticName(callee);
  if (name === undefined) return undefined;
  if (callee.object.type === 'Identifier') {
    const known = namespaceCall(`${callee.object.name}.${name}`, node, frame);
    if (known) return known;
  }
  const options = alternativesOf(evaluate(callee.object, frame));
  const isText = options.some(({ kind }) => kind === 'text');
  const results = options.map(option => {
    // What may be a text, such as `process.env.HOST || 'https://…'`, has the methods of one.
    const known = isText && option.kind === 'unknown' ? textsOf(option)[0] : option;
    return methodCall(known ?? option, name, node, frame);
  });
  return results.every(result => result !== undefined) ? join(results) : undefined;
}

function conversion(name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const first = (): Value => argumentsOf(node, frame)[0] ?? UNKNOWN;
  switch (name) {
    case 'String':
      return join(textsOf(first()));
    case 'structuredClone':
      return first();
    case 'encodeURIComponent':
    case 'encodeURI':
      return mapAlternatives(first(), value =>
        value.kind === 'text' && constantString(value) !== undefined ? value : UNKNOWN,
      );
    default:
      return undefined;
  }
}

function namespaceCall(name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const args = (): Value[] => argumentsOf(node, frame);
  switch (name) {
    case 'JSON.stringify':
    case 'JSON.parse':
    case 'Object.freeze':
    case 'Object.seal':
    case 'Promise.resolve':
    case 'Promise.all':
    case 'Array.from':
    case 'Buffer.from':
      return args()[0] ?? UNKNOWN;
    case 'Object.assign':
      return assigned(args());
    case 'Object.fromEntries':
      return fromEntries(args()[0] ?? UNKNOWN);
    case 'Object.values':
      return mapAlternatives(args()[0] ?? UNKNOWN, value =>
        value.kind === 'object'
          ? { kind: 'array', elements: [...value.properties.values()], open: value.open }
          : UNKNOWN,
      );
    default:
      return undefined;
  }
}

const MERGING_PACKAGE =
  /^(?:lodash|underscore|object-assign|deepmerge|defu|extend|xtend|es-toolkit|radash|just-|merge)/;
const MERGING_GLOBAL = new Set(['_', '$', 'jQuery']);

/** `assign` of lodash and its relatives, by the name that the package gives it. */
export function mergedByPackage({ module, path }: ExternalValue, args: readonly Value[]): Value | undefined {
  const isMerging = module === undefined ? MERGING_GLOBAL.has(path[0] ?? '') : MERGING_PACKAGE.test(module);
  const name = path.at(-1) ?? module ?? '';
  if (!isMerging) return undefined;
  const isDeep = /merge|deep/i.test(name) && args.some(({ kind }) => kind !== 'object' && kind !== 'nullish');
  if (isDeep) return withUnknownProperties(assigned(args.filter(({ kind }) => kind === 'object')));
  if (/assign|extend|merge/i.test(name)) return assigned(args);
  return /^def(?:aults|aultsDeep|u)$/.test(name) ? assigned([...args].reverse()) : undefined;
}

function assigned([target, ...sources]: readonly Value[]): Value {
  if (!target || (target.kind !== 'object' && target.kind !== 'instance')) return UNKNOWN;
  const properties = target.kind === 'object' ? new Map(target.properties) : new Map<string, Lazy>();
  let open = target.kind !== 'object' || target.open;
  for (const source of sources) open = !spreadInto(properties, source) || open;
  return { kind: 'object', properties, open, node: target.kind === 'object' ? target.node : undefined };
}

/** `[['name', value], …]` as an object. */
export function fromEntries(value: Value): Value {
  if (value.kind !== 'array') return UNKNOWN;
  const properties = new Map<string, Lazy>();
  let { open } = value;
  for (const element of value.elements) {
    const pair = element();
    const name = pair.kind === 'array' && pair.elements[0] ? constantString(pair.elements[0]()) : undefined;
    if (pair.kind !== 'array' || name === undefined) open = true;
    else properties.set(name, pair.elements[1] ?? ((): Value => UNKNOWN));
  }
  return { kind: 'object', properties, open, node: undefined };
}

function methodCall(
  object: Exclude<Value, Union>,
  name: string,
  node: TSESTree.CallExpression,
  frame: Frame,
): Value | undefined {
  if (name === 'then') return thenOf(object, node, frame);
  if (name === 'bind') return boundTo(object, argumentsOf(node, frame));
  if ((name === 'catch' || name === 'finally') && object.kind !== 'external') return object;
  switch (object.kind) {
    case 'text':
      return textMethod(object, name, node, frame);
    case 'array':
      return arrayMethod(object, name, node, frame);
    case 'externalCall':
      if (isUrl(object) && (name === 'toString' || name === 'toJSON')) return object.args[0] ?? UNKNOWN;
      return mappedUnknown(name, node, frame);
    case 'external':
    case 'externalMember':
      return mappedUnknown(name, node, frame);
    case 'unknown':
      return (
        mappedUnknown(name, node, frame) ??
        (name === 'toString' || name === 'trim' || name === 'replace' ? object : undefined)
      );
    default:
      return undefined;
  }
}

function thenOf(object: Value, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const [callback] = argumentsOf(node, frame);
  return callback?.kind === 'function' ? valueOfReturn(callback, [object], frame) : undefined;
}

function textMethod(text: Text, name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  switch (name) {
    case 'toString':
    case 'trim':
    case 'valueOf':
    case 'normalize':
      return text;
    case 'toUpperCase':
    case 'toLowerCase':
      return {
        kind: 'text',
        parts: text.parts.map(part => ('text' in part ? { ...part, text: part.text[name]() } : part)),
      };
    case 'concat':
      return concatenate([text, ...argumentsOf(node, frame)]);
    case 'replace':
    case 'replaceAll':
      return replaced(text, name === 'replaceAll', node, frame);
    default:
      return UNKNOWN;
  }
}

const TRAILING_SLASHES = /^\\\/[+*]?\$$/;

/** Literal patterns are replaced; a regular expression of the checked code is never run, only "slashes at the end" is known. */
function replaced(text: Text, isAll: boolean, node: TSESTree.CallExpression, frame: Frame): Value {
  const [pattern, replacement] = node.arguments;
  if (pattern?.type === 'Literal' && 'regex' in pattern) {
    return TRAILING_SLASHES.test(pattern.regex.pattern) ? { kind: 'text', parts: withoutTrailingSlash(text) } : text;
  }
  const [from, to] = argumentsOf(node, frame);
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

function arrayMethod(array: ArrayValue, name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const [first] = argumentsOf(node, frame);
  switch (name) {
    case 'join':
      return array.open ? UNKNOWN : joined(array, first, node);
    case 'filter':
    case 'slice':
    case 'reverse':
    case 'sort':
    case 'flat':
      return array;
    case 'concat':
      return {
        kind: 'array',
        elements: [...array.elements, ...(first?.kind === 'array' ? first.elements : [])],
        open: first?.kind !== 'array',
      };
    case 'map':
    case 'flatMap':
      if (first?.kind !== 'function') return UNKNOWN;
      return {
        ...array,
        elements: array.elements.map(element => lazy(() => valueOfReturn(first, [element(), UNKNOWN, array], frame))),
      };
    case 'reduce':
    case 'reduceRight': {
      const elements = name === 'reduce' ? array.elements : [...array.elements].reverse();
      const [, ...start] = argumentsOf(node, frame);
      return first?.kind === 'function' ? valueOfReduction({ ...array, elements }, first, start, node) : undefined;
    }
    case 'find':
    case 'at':
    case 'pop':
    case 'shift':
      return elementOf(array);
    default:
      return undefined;
  }
}

/** What a list of unknown length is mapped to: as far as anybody knows, one such element. */
function mappedUnknown(name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  if (name !== 'map' && name !== 'flatMap') return undefined;
  const [callback] = argumentsOf(node, frame);
  if (callback?.kind !== 'function') return undefined;
  return {
    kind: 'array',
    elements: [lazy(() => valueOfReturn(callback, [UNKNOWN, UNKNOWN, UNKNOWN], frame))],
    open: false,
  };
}

function joined(array: ArrayValue, separator: Value | undefined, node: TSESTree.Node): Value {
  const between = separator ?? textFrom(',', node);
  const pieces = array.elements.flatMap((element, index) => (index === 0 ? [element()] : [between, element()]));
  return concatenate(pieces);
}
