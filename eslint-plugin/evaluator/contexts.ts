import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { positionalParameters } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import { createFrame, type Frame } from '../values/frame.ts';
import { idOf } from '../values/value-id.ts';
import {
  CUT,
  type FunctionNode,
  type FunctionValue,
  type TextPart,
  alternativesOf,
  flatten,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { bindParameters } from './calls.ts';
import { withBound } from './invocation.ts';

/** How often a function may be inside of itself with arguments of its own. */
const MOST_NESTED = 2;
/** How many contexts a function may have besides those of calls that stand outside of any function. */
const MOST_CONTEXTS = 600;

type Contexts = Map<string, Frame>;

const contexts = new WeakMap<Frame, WeakMap<FunctionNode, Contexts>>();
const counts = new WeakMap<FunctionNode, number>();

/**
 * The frame for the inside of a call: one for each distinct list of arguments that the function reads, from any caller.
 *
 * @param caller the frame of the call
 */
export function callFrame(callee: FunctionValue, args: readonly Value[], caller: Frame): Frame {
  const { readsThis, ...reading } = readingOf(callee.node);
  const own = readsThis ? callee : { ...callee, thisValue: undefined };
  return recurring(callee.node, caller) ?? contextFor(own, argumentsRead(withBound(callee, args), reading), caller);
}

/** What of a call the inside of a function reads. */
interface Reading {
  /** By position; what is not read says nothing. */
  parameters: readonly boolean[];
  /** All arguments from the last position on are read. */
  hasRest: boolean;
  readsThis: boolean;
}

const readings = new WeakMap<FunctionNode, Reading>();

function readingOf(node: FunctionNode): Reading {
  const known = readings.get(node);
  if (known) return known;
  const reading: Reading = {
    parameters: positionalParameters(node).map(parameter => parameter.type !== 'Identifier' || isRead(parameter)),
    hasRest: positionalParameters(node).at(-1)?.type === 'RestElement',
    readsThis: node.type !== 'ArrowFunctionExpression' && mentionsThis(node),
  };
  readings.set(node, reading);
  return reading;
}

function isRead(parameter: TSESTree.Identifier): boolean {
  return variableOf(parameter)?.references.length !== 0;
}

function mentionsThis(node: FunctionNode): boolean {
  let isFound = false;
  visit(node, ({ type }) => (isFound ||= type === 'ThisExpression' || type === 'Super'));
  return isFound;
}

function argumentsRead(args: readonly Value[], { parameters, hasRest }: Omit<Reading, 'readsThis'>): Value[] {
  const given = hasRest ? args : args.slice(0, parameters.length);
  return given.map((value, index) => ((parameters[index] ?? hasRest) ? withoutNames(value) : UNKNOWN));
}

/** A function that calls itself again and again does the same as it did before. */
function recurring(node: FunctionNode, caller: Frame): Frame | undefined {
  let innermost: Frame | undefined;
  let count = 0;
  for (let at: Frame | undefined = caller; at && count < MOST_NESTED; at = at.caller ?? at.parent) {
    if (at.owner !== node) continue;
    innermost ??= at;
    count += 1;
  }
  return count < MOST_NESTED ? undefined : innermost;
}

/** What an unknown value is called where it comes from says nothing here; a variable of the environment is one everywhere. */
function withoutNames(value: Value): Value {
  return alternativesOf(value).some(isNamed)
    ? join(alternativesOf(value).map(option => (isNamed(option) ? UNKNOWN : option)))
    : value;
}

function isNamed(value: Value): boolean {
  return (
    value.kind === 'unknown' && value !== CUT && value !== UNKNOWN && !value.hint.startsWith('env:') && !value.reads
  );
}

function withAnySelf(callee: FunctionValue): FunctionValue {
  const { thisValue: self } = callee;
  return self?.kind === 'instance'
    ? { ...callee, thisValue: { kind: 'instance', of: self.of, args: undefined } }
    : callee;
}

function contextFor(callee: FunctionValue, args: readonly Value[], caller: Frame): Frame {
  const known = contextsOf(callee);
  const key = keyOf(callee, args);
  const before = known.get(key);
  if (before) return before;
  if (mayHaveMore(callee.node, caller)) return addContext(callee, args, caller);
  return generalContext(withAnySelf(callee), args, caller);
}

/** The context of all further calls that know something of the same arguments. What they know is not followed. */
function generalContext(callee: FunctionValue, args: readonly Value[], caller: Frame): Frame {
  const cut = args.map(value => (value === UNKNOWN || value.kind === 'nullish' ? value : CUT));
  const frame = contextsOf(callee).get(keyOf(callee, cut)) ?? addContext(callee, cut, caller);
  (frame.lostAddresses ??= []).push(...lostAddresses(args));
  return frame;
}

/** How deep in an object an address is searched. */
const DEEPEST_ADDRESS = 2;

/** A request that is given the address itself says that it is cut; one that is given options, or a callback that sends, does not. */
function lostAddresses(args: readonly Value[]): string[] {
  const isCallback = (value: Value): boolean => alternativesOf(value).some(({ kind }) => kind === 'function');
  return args.flatMap(value => addressesIn(value, value.kind === 'object' || args.some(isCallback), 0));
}

function addressesIn(value: Value, countsText: boolean, depth: number): string[] {
  return alternativesOf(value).flatMap(option => {
    if (option.kind === 'text') return countsText && option.parts.some(isAddress) ? [flatten(option)] : [];
    if (option.kind !== 'object' || depth === DEEPEST_ADDRESS) return [];
    return [...option.properties.values()].flatMap(read => addressesIn(read(), true, depth + 1));
  });
}

function isAddress(part: TextPart): boolean {
  return 'text' in part && /^https?:\/\/./.test(part.text);
}

function contextsOf({ node, frame: closure }: FunctionValue): Contexts {
  const ofClosure = contexts.get(closure) ?? new WeakMap<FunctionNode, Contexts>();
  contexts.set(closure, ofClosure);
  const known = ofClosure.get(node) ?? new Map<string, Frame>();
  ofClosure.set(node, known);
  return known;
}

function keyOf({ thisValue: self }: FunctionValue, args: readonly Value[]): string {
  return `${self ? idOf(self) : ''}(${args.map(idOf).join()})`;
}

function addContext(callee: FunctionValue, args: readonly Value[], caller: Frame): Frame {
  const { node, frame: closure, thisValue: self } = callee;
  const frame = createFrame(node, closure, self, caller);
  bindParameters(node, args, frame);
  contextsOf(callee).set(keyOf(callee, args), frame);
  return frame;
}

function mayHaveMore(node: FunctionNode, caller: Frame): boolean {
  if (!caller.parent) return true;
  const count = (counts.get(node) ?? 0) + 1;
  counts.set(node, count);
  return count <= MOST_CONTEXTS;
}
