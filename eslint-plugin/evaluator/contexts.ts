import { createFrame, type Frame } from '../values/frame.ts';
import { idOf } from '../values/value-id.ts';
import { CUT, type FunctionNode, type FunctionValue, UNKNOWN, type Value } from '../values/value.ts';
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
 * The frame for the inside of a call: one for each distinct list of arguments, whoever calls.
 *
 * @param caller the frame of the call
 */
export function callFrame(callee: FunctionValue, args: readonly Value[], caller: Frame): Frame {
  const own = callee.node.type === 'ArrowFunctionExpression' ? { ...callee, self: undefined } : callee;
  return recurring(callee.node, caller) ?? contextFor(own, withBound(own, args).map(withoutName), caller);
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
function withoutName(value: Value): Value {
  return value.kind === 'unknown' && value !== CUT && !value.hint.startsWith('env:') ? UNKNOWN : value;
}

function withAnySelf(callee: FunctionValue): FunctionValue {
  const { self } = callee;
  return self?.kind === 'instance' ? { ...callee, self: { kind: 'instance', of: self.of, args: undefined } } : callee;
}

/** @param args undefined for the context of all further calls, whose arguments are not followed */
function contextFor(callee: FunctionValue, args: readonly Value[] | undefined, caller: Frame): Frame {
  const { node, frame: closure, self } = callee;
  const ofClosure = contexts.get(closure) ?? new WeakMap<FunctionNode, Contexts>();
  contexts.set(closure, ofClosure);
  const known = ofClosure.get(node) ?? new Map<string, Frame>();
  ofClosure.set(node, known);
  const key = `${self ? idOf(self) : ''}(${args ? args.map(idOf).join() : '*'})`;
  const before = known.get(key);
  if (before) return before;
  if (args && !mayHaveMore(node, caller)) return contextFor(withAnySelf(callee), undefined, caller);
  const frame = createFrame(node, closure, self, caller);
  bindParameters(node, args ?? node.params.map(() => CUT), frame);
  known.set(key, frame);
  return frame;
}

function mayHaveMore(node: FunctionNode, caller: Frame): boolean {
  if (!caller.parent) return true;
  const count = (counts.get(node) ?? 0) + 1;
  counts.set(node, count);
  return count <= MOST_CONTEXTS;
}
