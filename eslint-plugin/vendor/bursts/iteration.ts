import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap, wrapped } from '../../program/node.ts';
import { isInfinite } from './infinite.ts';
import { alternativesOf, packageOf } from '../../values/value.ts';

/** A call that calls a function for each element of a list, and does not wait for one before the next. */
export interface Iteration {
  list: TSESTree.Node;
  /** The function, as it is written or named. */
  callback: TSESTree.Node;
  /** It is given how many may run at once. */
  isLimited: boolean;
}

const METHODS = new Set(['map', 'forEach', 'flatMap']);
/** Methods of packages that take the list first. */
const LIST_FIRST_METHODS = new Set(['map', 'forEach', 'flatMap', 'each', 'mapValues', 'forEachOf', 'eachOf']);
const LIST_FIRST_PACKAGE = /^(?:lodash|lodash-es|underscore|bluebird|async|async-es|remeda|ramda)(?:[./]|$)/;
/** What its functions take third is called when all is done; a limit stands before the task, in `async.eachLimit(list, 5, task)`. */
const CALLBACK_LAST_PACKAGE = /^async(?:-es)?(?:\/|$)/;
/** Packages whose export itself takes a list and a function. */
const MAPPING_PACKAGE = /^(?:p-map|p-filter)$/;

/** Reads a call as an iteration; undefined for any other. */
export function iterationOf(call: TSESTree.CallExpression): Iteration | undefined {
  const callee = unwrap(call.callee);
  const [first, second, third] = call.arguments;
  if (!first || first.type === 'SpreadElement') return undefined;
  if (spelledNames(callee).join('.') === 'Array.from')
    return second ? { list: first, callback: second, isLimited: false } : undefined;
  const name = callee.type === 'MemberExpression' ? (staticName(callee) ?? '') : '';
  if (name === 'forEach' && isOfEffect(callee))
    return second && { list: first, callback: second, isLimited: !isUnbounded(third) };
  const mapper = second && listFirstPackage(callee, name);
  if (mapper !== undefined && second) {
    const hasOptions = !CALLBACK_LAST_PACKAGE.test(mapper);
    return { list: first, callback: second, isLimited: hasOptions && isLimiting(third) };
  }
  if (isMergeMap(callee)) return mergedList(call, first, second);
  if (name === 'reduce' && callee.type === 'MemberExpression')
    return collects(first, second) ? { list: callee.object, callback: first, isLimited: false } : undefined;
  if (callee.type !== 'MemberExpression' || !METHODS.has(name)) return undefined;
  if (!mayBeCallback(first)) return undefined;
  const isOneByOne = second === undefined && isStream(callee.object);
  return { list: callee.object, callback: first, isLimited: isOneByOne || isLimiting(second) };
}

/** A stream of Node, whose methods have one call at a time by default. Source: nodejs.org/api/stream.html; read 2026-11-22. */
function isStream(node: TSESTree.Node): boolean {
  const frame = moduleOf(node)?.frame;
  const values = frame ? alternativesOf(evaluate(node, frame)) : [];
  return values.length > 0 && values.every(value => packageOf(value)?.replace(/^node:/, '') === 'stream');
}

/** The package whose function takes the list first, if it does. */
function listFirstPackage(callee: TSESTree.Node, name: string): string | undefined {
  const holder = callee.type === 'MemberExpression' ? callee.object : callee;
  const isNamespace = callee.type === 'MemberExpression' && LIST_FIRST_METHODS.has(name);
  if (!isNamespace && callee.type !== 'Identifier') return undefined;
  const frame = moduleOf(callee)?.frame;
  const packages = frame ? alternativesOf(evaluate(holder, frame)).map(packageOf) : [];
  return packages.find(
    module => module !== undefined && (isNamespace ? LIST_FIRST_PACKAGE.test(module) : MAPPING_PACKAGE.test(module)),
  );
}

/** `{ concurrency: 5 }`, and options that cannot be seen; not `{ concurrency: Infinity }`. */
function isLimiting(options: TSESTree.Node | undefined): boolean {
  if (!options) return false;
  const at = unwrap(options);
  if (at.type !== 'ObjectExpression') return at.type !== 'ThisExpression';
  return at.properties.some(
    property =>
      property.type === 'SpreadElement' ||
      (/concurren/i.test(staticName(property) ?? '') && !isInfinite(property.value)),
  );
}

/** A function of Effect, whose results are descriptions: nothing runs before one is run. */
export function isOfEffect(callee: TSESTree.Node): boolean {
  const at = unwrap(callee);
  const holder = at.type === 'MemberExpression' ? at.object : at;
  const frame = holder.type === 'Identifier' ? moduleOf(holder)?.frame : undefined;
  return frame !== undefined && /^effect(?:\/|$)/.test(packageOf(evaluate(holder, frame)) ?? '');
}

/** Whether all of a list of effects run at the same time: one after the other is what Effect does by default. */
export function runsUnbounded(list: TSESTree.Node): boolean {
  const { parent } = wrapped(list);
  if (parent?.type !== 'CallExpression' || !isOfEffect(parent.callee)) return false;
  const [first, options] = parent.arguments;
  return first !== undefined && unwrap(first) === list && isUnbounded(options);
}

/** `{ concurrency: 'unbounded' }`. Source: effect.website, Basic Concurrency; read 2026-11-22. */
function isUnbounded(options: TSESTree.Node | undefined): boolean {
  const at = options && unwrap(options);
  if (at?.type !== 'ObjectExpression') return false;
  return at.properties.some(
    property =>
      property.type === 'Property' &&
      staticName(property) === 'concurrency' &&
      ((property.value.type === 'Literal' && property.value.value === 'unbounded') || isInfinite(property.value)),
  );
}

function mayBeCallback(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  return isFunction(at) || at.type === 'Identifier' || at.type === 'MemberExpression' || at.type === 'CallExpression';
}

/** A `reduce` that collects in a list, and puts nothing behind what is in it. */
function collects(callback: TSESTree.Node, start: TSESTree.Node | undefined): boolean {
  return start !== undefined && unwrap(start).type === 'ArrayExpression' && isFunction(callback) && !callback.async;
}

function isMergeMap(callee: TSESTree.Node): boolean {
  if (callee.type !== 'Identifier') return false;
  const frame = moduleOf(callee)?.frame;
  const options = frame ? alternativesOf(evaluate(callee, frame)) : [];
  return options.some(
    option =>
      option.kind === 'external' &&
      /^rxjs(?:\/|$)/.test(option.module ?? '') &&
      /^(?:mergeMap|flatMap)$/.test(option.path[0] ?? ''),
  );
}

/** `from(list).pipe(mergeMap(send))`; a stream of another origin has a pace of its own. */
function mergedList(
  { parent }: TSESTree.CallExpression,
  callback: TSESTree.Node,
  concurrency: TSESTree.Node | undefined,
): Iteration | undefined {
  const pipe = parent.type === 'CallExpression' ? unwrap(parent.callee) : undefined;
  const source = pipe?.type === 'MemberExpression' ? unwrap(pipe.object) : undefined;
  const [list] = source?.type === 'CallExpression' ? source.arguments : [];
  const isList = source?.type === 'CallExpression' && spelledNames(source.callee).at(-1) === 'from';
  return isList && list ? { list, callback, isLimited: concurrency !== undefined } : undefined;
}
