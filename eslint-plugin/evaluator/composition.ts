import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../program/module.ts';
import { wrapped } from '../program/node.ts';
import { type Frame, frameAround } from '../values/frame.ts';
import {
  type ArrayValue,
  type FunctionValue,
  type ExternalCallValue,
  textFrom,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { valueOfReturn } from './calls.ts';
import { evaluate } from './evaluate.ts';

/** Functions of packages that put functions together, the last of which is called first: `compose(withAuth, withRetry)(fetch)`. */
const LAST_FIRST = /^(?:compose|composeFunctions|flowRight|just-compose)$/i;
/** The same where the first is called first. */
const FIRST_FIRST = /^(?:pipe|flow|pipeline|just-pipe)$/i;

/** What a function returns that a package put together of several; undefined for anything else. */
export function valueOfComposition(
  { callee, args: given, node }: ExternalCallValue,
  args: readonly Value[],
): Value | undefined {
  const name = callee.kind === 'external' ? (callee.path.at(-1) ?? callee.module ?? '') : callee.name;
  if (!LAST_FIRST.test(name) && !FIRST_FIRST.test(name)) return undefined;
  const functions = given.flatMap(value => (value.kind === 'array' ? value.elements.map(read => read()) : [value]));
  const [first, ...rest] = LAST_FIRST.test(name) ? functions.reverse() : functions;
  return first && rest.reduce((value, step) => returnOfStep(step, [value], node), returnOfStep(first, args, node));
}

function returnOfStep(step: Value, args: readonly Value[], node: TSESTree.Node): Value {
  if (step.kind === 'function') return valueOfReturn(step, args, step.frame);
  return step.kind === 'external' || step.kind === 'externalMember'
    ? { kind: 'externalCall', callee: step, args: [...args], node, constructed: false }
    : UNKNOWN;
}

/**
 * What `list.reduce(callback, start)` makes, as far as that is a function or a text: what else is collected may be changed by
 * more than is seen here.
 */
export function valueOfReduction(
  { elements, open }: ArrayValue,
  callback: FunctionValue,
  start: readonly Value[],
  node: TSESTree.CallExpression,
): Value | undefined {
  if (open) return undefined;
  const values = [...start, ...elements.map(element => element())];
  const [first = UNKNOWN, ...rest] = values;
  const offset = values.length - rest.length - start.length;
  const value = rest.reduce(
    (before, element, index) =>
      valueOfReturn(callback, [before, element, textFrom(String(index + offset), node)], callback.frame),
    first,
  );
  return COLLECTED.has(value.kind) ? value : undefined;
}

const COLLECTED = new Set<Value['kind']>(['function', 'text', 'external', 'externalCall']);

/** The arguments that a function gets as a part of a composition: `fetch` for `withAuth` in `compose(withAuth)(fetch)`. */
export function argumentsByComposition(name: TSESTree.Node | null, frame: Frame): Value[] {
  const references = (name && variableOf(name)?.references) ?? [];
  return references.flatMap(({ identifier }) => {
    const { parent } = identifier;
    const at = parent?.type === 'ArrayExpression' ? parent : identifier;
    const composing = at.parent?.type === 'CallExpression' && at.parent.callee !== at ? wrapped(at.parent) : undefined;
    const call = composing?.parent;
    const [argument] = call?.type === 'CallExpression' && call.callee === composing ? call.arguments : [];
    return argument && argument.type !== 'SpreadElement' ? [evaluate(argument, frameAround(argument, frame))] : [];
  });
}
