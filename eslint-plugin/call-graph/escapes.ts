import type { TSESTree } from '@typescript-eslint/utils';
import { directRequests } from '../http/request.ts';
import { evaluate } from '../evaluator/evaluate.ts';
import type { Frame } from '../values/frame.ts';
import { isNoClient } from '../http/injected-client.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { spelledNames } from '../program/node.ts';
import { calledFunctions, callsIn } from './effects.ts';
import { remember, type WeakAnswerMap } from '../values/remember.ts';
import { type FunctionNode, optionsOf } from '../values/value.ts';
import { visit } from '../program/visit.ts';

const answers: WeakAnswerMap<FunctionNode, boolean> = new WeakMap();

/**
 * Tells whether a function hands what it is given to something outside of the checked code that carries it away. One that only
 * logs, stores or describes it does not.
 */
export function passesOn(node: FunctionNode): boolean {
  const frame = moduleOf(node)?.frame;
  return (
    frame !== undefined &&
    remember(answers, node, () => callsIn(node).some(call => takesAway(call, node, frame)), false)
  );
}

function takesAway(call: TSESTree.CallExpression, node: FunctionNode, frame: Frame): boolean {
  if (!call.arguments.some(argument => isGiven(argument, node))) return false;
  const functions = calledFunctions(call, frame);
  return functions.length > 0 ? functions.some(({ callee }) => passesOn(callee.node)) : isCarrier(call, frame);
}

const CARRYING =
  /fetch|request|axios|http|ajax|api|client|transport|gateway|proxy|dispatch|send|call|exec|perform|invoke|submit|deliver|forward/i;
const OUTSIDE = new Set(['unknown', 'symbol', 'member', 'result']);

/** By its name, something that sends, and no client: a call of one is followed, and known where it leads. */
function isCarrier(call: TSESTree.CallExpression, frame: Frame): boolean {
  const names = spelledNames(call.callee);
  const isOutside =
    optionsOf(evaluate(call.callee, frame)).some(({ kind }) => OUTSIDE.has(kind)) &&
    directRequests(call, frame).length === 0;
  return (
    isOutside && !isNoClient(names) && !DESCRIBING.test(names.at(-1) ?? '') && names.some(name => CARRYING.test(name))
  );
}

const DESCRIBING =
  /^(?:log|debug|info|warn|error|trace|track|record|emit|save|store|insert|add|push|set|enqueue|queue|create|build|make|define|describe|format|parse|stringify|validate|assign|freeze|keys|entries|values|then|catch|map|filter|forEach|call|apply|bind)/i;

/** An expression that says something of the parameters, by itself or through variables. */
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
