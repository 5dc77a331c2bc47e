import type { TSESTree } from '@typescript-eslint/utils';
import { directRequests } from './request.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { isNoClient } from './injected-client.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { spelledNames } from '../program/node.ts';
import { callsIn } from '../call-graph/calls-in.ts';
import { holdsSomewhere } from '../call-graph/closure.ts';
import { calledFunctions } from '../call-graph/effects.ts';
import { type FunctionNode, alternativesOf, type Value } from '../values/value.ts';
import { visit } from '../program/visit.ts';

const known = new WeakMap<FunctionNode, boolean>();

/**
 * Returns whether the arguments of a function escape to a function outside of the checked code that may send them. Where they are only
 * logged, stored or formatted they do not.
 */
export function argumentsEscape(start: FunctionNode): boolean {
  return holdsSomewhere(start, known, node => {
    const frame = moduleOf(node)?.frame;
    const giving = callsIn(node).filter(call => call.arguments.some(argument => isGiven(argument, node)));
    const followed = frame ? giving.map(call => ({ call, frame, functions: calledFunctions(call, frame) })) : [];
    return {
      holds: followed.some(({ call, frame: at, functions }) => functions.length === 0 && isCarrier(call, at)),
      next: followed.flatMap(({ functions }) => functions.map(({ callee }) => callee.node)),
    };
  });
}

const CARRYING =
  /fetch|request|axios|http|ajax|api|client|transport|gateway|proxy|dispatch|send|call|exec|perform|invoke|submit|deliver|forward/i;
const OUTSIDE = new Set(['unknown', 'external', 'externalMember', 'externalCall']);

/** By its name, something that sends, and no client: the request of a client's call is known. */
function isCarrier(call: TSESTree.CallExpression, frame: Frame): boolean {
  const names = spelledNames(call.callee);
  const method = names.at(-1) ?? '';
  if (!names.some(name => CARRYING.test(name)) || isNoClient(names) || DESCRIBING.test(method)) return false;
  if (call.callee.type === 'MemberExpression' && OF_LANGUAGE.has(method)) return false;
  return (
    alternativesOf(evaluate(call.callee, frame)).some(value => OUTSIDE.has(value.kind) && !isOfCollection(value)) &&
    directRequests(call, frame).length === 0
  );
}

/** Methods of regular expressions, texts and collections; no client has one of these names. */
const OF_LANGUAGE = new Set([
  'at',
  'concat',
  'every',
  'exec',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flat',
  'flatMap',
  'has',
  'includes',
  'indexOf',
  'join',
  'lastIndexOf',
  'localeCompare',
  'match',
  'matchAll',
  'reduce',
  'replace',
  'replaceAll',
  'slice',
  'some',
  'sort',
  'split',
  'startsWith',
  'test',
]);

const COLLECTIONS = new Set(['Map', 'Set', 'WeakMap', 'WeakSet']);

/** A method of a collection that the code makes itself. */
function isOfCollection(value: Value): boolean {
  const maker =
    value.kind === 'externalMember' && value.object.kind === 'externalCall' ? value.object.callee : undefined;
  return maker?.kind === 'external' && maker.module === undefined && COLLECTIONS.has(maker.path[0] ?? '');
}

const DESCRIBING =
  /^(?:log|debug|info|warn|error|trace|track|record|emit|save|store|insert|add|push|set|enqueue|queue|create|build|make|define|describe|format|parse|stringify|validate|assign|freeze|keys|entries|values|then|catch|map|filter|forEach|call|apply|bind)/i;

/** Whether an expression reads a parameter of a function, by itself or through variables. */
function isGiven(expression: TSESTree.Node, owner: FunctionNode, seen = new Set<unknown>()): boolean {
  let found = false;
  visit(expression, at => {
    if (found || at.type !== 'Identifier') return;
    const variable = at.name === 'arguments' ? undefined : variableOf(at);
    found = at.name === 'arguments';
    if (!variable || seen.has(variable)) return;
    seen.add(variable);
    found = variable.defs.some(({ type, node }) =>
      type === 'Parameter'
        ? node === owner
        : node.type === 'VariableDeclarator' && node.init !== null && isGiven(node.init, owner, seen),
    );
  });
  return found;
}
