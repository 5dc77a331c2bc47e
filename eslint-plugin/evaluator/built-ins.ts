import type { TSESTree } from '@typescript-eslint/utils';
import { argumentsOf, valueOfReturn } from './calls.ts';
import { arrayMethod } from './array-methods.ts';
import { containerMethod, entriesOf } from './containers.ts';
import { evaluate, spreadInto } from './evaluate.ts';
import { decoded, plainReplacement, signsOf, textMethod, textOfCodes, textOfLanguage } from './text-methods.ts';
import type { Frame } from '../values/frame.ts';
import { boundTo } from './invocation.ts';
import { variableOf } from '../program/module.ts';
import { staticName, unwrap } from '../program/node.ts';
import {
  isUrl,
  lazy,
  type Lazy,
  mapAlternatives,
  withUnknownProperties,
  alternativesOf,
  constantString,
  type ExternalValue,
  textsOf,
  join,
  UNKNOWN,
  unknown,
  type Union,
  type Value,
} from '../values/value.ts';

/** The calls of the language itself whose result the arguments tell; undefined for any other call. */
export function builtinCall(node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const callee = unwrap(node.callee);
  if (callee.type === 'Identifier')
    return (
      encodedInBase64(callee, node, frame) ??
      decodedByGlobal(callee, node, frame) ??
      conversion(callee.name, node, frame)
    );
  if (callee.type !== 'MemberExpression') return undefined;
  const name = staticName(callee);
  if (name === undefined) return undefined;
  if (callee.object.type === 'Identifier') {
    const known = namespaceCall(`${callee.object.name}.${name}`, node, frame);
    if (known) return known;
  }
  const variable = name === 'get' ? variableOfDeno(callee.object, node, frame) : undefined;
  if (variable !== undefined) return unknown(`env:${variable}`);
  const options = alternativesOf(evaluate(callee.object, frame));
  const isText = options.some(({ kind }) => kind === 'text');
  const results = options.map(option => {
    // What may be a text, such as `process.env.HOST || 'https://…'`, has the methods of one.
    const known = isText && option.kind === 'unknown' ? textsOf(option)[0] : option;
    return methodCall(known ?? option, name, node, frame);
  });
  return results.every(result => result !== undefined) ? join(results) : undefined;
}

/** The variable that `Deno.env.get(name)` reads. */
function variableOfDeno(holder: TSESTree.Node, node: TSESTree.CallExpression, frame: Frame): string | undefined {
  if (holder.type !== 'MemberExpression' || staticName(holder) !== 'env') return undefined;
  const isDeno = holder.object.type === 'Identifier' && holder.object.name === 'Deno' && !variableOf(holder.object);
  const [name] = isDeno ? argumentsOf(node, frame) : [];
  return name && constantString(name);
}

/** What `btoa(text)` carries, as `Buffer.from(text)` carries it; undefined for a function of the code's own with that name. */
function encodedInBase64(callee: TSESTree.Identifier, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const isGlobal = callee.name === 'btoa' && variableOf(callee) === undefined;
  return isGlobal ? (argumentsOf(node, frame)[0] ?? UNKNOWN) : undefined;
}

/** What `atob(text)` and its like make of a text; undefined where that is not known. */
function decodedByGlobal(callee: TSESTree.Identifier, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const isGlobal = DECODERS.has(callee.name) && variableOf(callee) === undefined;
  return isGlobal ? decoded(argumentsOf(node, frame)[0], callee.name) : undefined;
}

const DECODERS = new Set(['atob', 'decodeURIComponent', 'decodeURI', 'unescape']);

/** What `Buffer.from(text, encoding)` and `Buffer.from(codes)` hold. */
function bytesFrom([given = UNKNOWN, encoding]: readonly Value[], node: TSESTree.CallExpression): Value {
  const name = encoding && constantString(encoding)?.toLowerCase();
  const isEncoded = name === 'base64' || name === 'base64url' || name === 'hex';
  return (isEncoded ? decoded(given, name) : textOfCodes(given, node)) ?? given;
}

function conversion(name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  const first = (): Value => argumentsOf(node, frame)[0] ?? UNKNOWN;
  switch (name) {
    case 'String':
      return textOfLanguage(name, [first()], node);
    case 'structuredClone':
      return first();
    case 'encodeURIComponent':
    case 'encodeURI':
      return mapAlternatives(first(), value => textOfLanguage(name, [value], node) ?? UNKNOWN);
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
    case 'globalThis.btoa':
    case 'window.btoa':
      return args()[0] ?? UNKNOWN;
    case 'Buffer.from':
      return bytesFrom(args(), node);
    case 'globalThis.atob':
    case 'window.atob':
      return decoded(args()[0], 'atob');
    case 'Array.from':
      return listFrom(args(), node, frame);
    case 'String.fromCharCode':
    case 'String.fromCodePoint':
      return textOfLanguage(name, args(), node);
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

/** `Array.from(list)` and `Array.from(list, callback)`. */
function listFrom([given = UNKNOWN, callback]: readonly Value[], node: TSESTree.CallExpression, frame: Frame): Value {
  const list = entriesOf(given) ?? signsOf(given) ?? given;
  if (!callback) return list;
  const mapped =
    list.kind === 'array'
      ? arrayMethod(list, { name: 'map', args: [callback], node }, frame)
      : mappedOnce(callback, frame);
  return mapped ?? UNKNOWN;
}

/** `[['name', value], …]`, or what holds them, as an object. */
export function fromEntries(given: Value): Value {
  const value = entriesOf(given) ?? given;
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
      return textMethod(object, name, argumentsOf(node, frame), node);
    case 'array':
      return arrayMethod(object, { name, args: argumentsOf(node, frame), node }, frame);
    case 'externalCall':
      if (isUrl(object) && (name === 'toString' || name === 'toJSON')) return object.args[0] ?? UNKNOWN;
      return containerMethod(object, name, () => argumentsOf(node, frame)) ?? ofUnknown(object, name, node, frame);
    case 'external':
    case 'externalMember':
      return ofUnknown(object, name, node, frame);
    case 'unknown':
      return (
        ofUnknown(object, name, node, frame) ??
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

/** What a method makes of what is not known, as far as that does not matter. */
function ofUnknown(value: Value, name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  if (name !== 'replace') return mappedUnknown(name, node, frame);
  const pattern = plainReplacement(node)?.source;
  const [text] = pattern === '^' || pattern === '$' ? textsOf(value) : [];
  return text && textMethod(text, name, argumentsOf(node, frame), node);
}

/** What a list of unknown length is mapped to: as far as anybody knows, one such element. */
function mappedUnknown(name: string, node: TSESTree.CallExpression, frame: Frame): Value | undefined {
  if (name !== 'map' && name !== 'flatMap') return undefined;
  const [callback] = argumentsOf(node, frame);
  return callback && mappedOnce(callback, frame);
}

function mappedOnce(callback: Value, frame: Frame): Value | undefined {
  if (callback.kind !== 'function') return undefined;
  return {
    kind: 'array',
    elements: [lazy(() => valueOfReturn(callback, [UNKNOWN, UNKNOWN, UNKNOWN], frame))],
    open: false,
  };
}
