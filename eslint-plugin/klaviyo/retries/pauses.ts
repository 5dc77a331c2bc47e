import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { leadsToKlaviyo } from '../queries.ts';

/** How code waits between two tries. */
export type Pauses = 'none' | 'fixed' | 'other';

const WAITING = /sleep|wait|delay|pause|back_?off|timeout|timer|tick/i;
/** Names that only code has which waits as long as an answer asks for, or for a time that somebody computes. */
const ASKED = /retry_?-?after|rate-?limit-?reset|expected available/i;

/**
 * Returns how a part of the code waits, which repeats a call.
 *
 * @param repeats the call by which a function repeats itself
 */
export function pausesIn(region: TSESTree.Node, repeats: TSESTree.CallExpression | undefined): Pauses {
  const known = pausesOf.get(region) ?? new Map<TSESTree.CallExpression | undefined, Pauses>();
  pausesOf.set(region, known);
  const pauses = known.get(repeats) ?? findPauses(region, repeats);
  known.set(repeats, pauses);
  return pauses;
}

const pausesOf = new WeakMap<TSESTree.Node, Map<TSESTree.CallExpression | undefined, Pauses>>();

function findPauses(region: TSESTree.Node, repeats: TSESTree.CallExpression | undefined): Pauses {
  let pauses: Pauses = 'none';
  visit(region, at => {
    if (isTold(at) || isVarying(at)) pauses = 'other';
    if (at.type !== 'CallExpression' || pauses === 'other') return;
    const duration = durationOf(at);
    if (duration !== undefined)
      pauses = duration !== 'unknown' && duration.every(each => isFixed(each, region, repeats)) ? 'fixed' : 'other';
    else if (mayWait(at)) pauses = 'other';
  });
  return pauses;
}

/** Whether a node names what the vendor asks for. */
export function isTold(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'Literal':
      return ASKED.test('regex' in node ? node.regex.pattern : String(node.value));
    case 'TemplateElement':
      return ASKED.test(node.value.raw);
    case 'Identifier':
      return ASKED.test(node.name);
    default:
      return false;
  }
}

/** Powers and chance are there for pauses that grow. */
function isVarying(node: TSESTree.Node): boolean {
  if (node.type === 'BinaryExpression') return node.operator === '**' || node.operator === '<<';
  const callee = node.type === 'CallExpression' ? spelledNames(node.callee).join('.') : '';
  return callee === 'Math.pow' || callee === 'Math.random' || callee === 'Math.exp';
}

/** How long a call waits, if it does: `setTimeout(resume, 500)`, `sleep(500)`. */
function durationOf(call: TSESTree.CallExpression): TSESTree.Node[] | 'unknown' | undefined {
  const name = spelledNames(call.callee).at(-1) ?? '';
  if (name === 'clearTimeout' || leadsToKlaviyo(call)) return undefined;
  if (name === 'setTimeout') {
    const [first, second] = call.arguments;
    // Of `node:timers/promises` the time comes first. A timer that ends a request is none between two.
    if (!first || endsRequest(first)) return undefined;
    return second && isCallback(first) ? [second] : [first];
  }
  const functions = moduleFunctions(call);
  if (!WAITING.test(name) && !functions.some(setsTimer)) return undefined;
  if (functions.some(hasOwnWay)) return 'unknown';
  const { arguments: given } = call;
  return given.length > 0 || functions.length > 0 ? given : 'unknown';
}

function isCallback(node: TSESTree.Node): boolean {
  return node.type !== 'Literal' && node.type !== 'BinaryExpression';
}

function endsRequest(callback: TSESTree.Node): boolean {
  let found = false;
  visit(callback, at => {
    if (at.type === 'MemberExpression' && staticName(at) === 'abort') found = true;
  });
  return found;
}

function moduleFunctions(call: TSESTree.CallExpression): TSESTree.Node[] {
  const frame = moduleOf(call)?.frame;
  return frame ? calledFunctions(call, frame).map(({ callee }) => callee.node) : [];
}

const timers = new WeakMap<TSESTree.Node, boolean>();

function setsTimer(node: TSESTree.Node): boolean {
  const known = timers.get(node) ?? findTimer(node);
  timers.set(node, known);
  return known;
}

function findTimer(node: TSESTree.Node): boolean {
  let isSet = false;
  visit(node, at => {
    if (at.type === 'Identifier' && at.name === 'setTimeout') isSet = true;
  });
  return isSet;
}

const ownWays = new WeakMap<TSESTree.Node, boolean>();

/** The function computes the time by itself, from more than what it is given. */
function hasOwnWay(node: TSESTree.Node): boolean {
  const known = ownWays.get(node) ?? findOwnWay(node);
  ownWays.set(node, known);
  return known;
}

function findOwnWay(node: TSESTree.Node): boolean {
  let isFound = false;
  visit(node, at => {
    const isWrite = at.type === 'UpdateExpression' || (at.type === 'AssignmentExpression' && at.operator !== '=');
    if (isTold(at) || isVarying(at) || isWrite) isFound = true;
  });
  return isFound;
}

const HARMLESS =
  /^(?:json|text|log|warn|error|info|debug|stringify|parse|parseInt|clone|push|String|Number|clearTimeout|cancel|abort)$/;

/** An awaited call of something that cannot be seen may wait for whatever it likes. */
function mayWait(call: TSESTree.CallExpression): boolean {
  const { parent } = call;
  if (parent.type !== 'AwaitExpression' || leadsToKlaviyo(call)) return false;
  const name = spelledNames(call.callee).at(-1) ?? '';
  return !HARMLESS.test(name);
}

/** Whether a time is the same for each try. */
function isFixed(
  node: TSESTree.Node,
  region: TSESTree.Node,
  repeats: TSESTree.CallExpression | undefined,
  seen = new Set<unknown>(),
): boolean {
  const at = unwrap(node);
  const all = (...nodes: readonly TSESTree.Node[]): boolean =>
    nodes.every(each => isFixed(each, region, repeats, seen));
  switch (at.type) {
    case 'Literal':
      return typeof at.value === 'number';
    case 'BinaryExpression':
      return all(at.left, at.right);
    case 'MemberExpression':
      return staticName(at) !== undefined && !isWrittenMember(staticName(at) ?? '', region);
    case 'CallExpression':
      return /^Math\.(?:min|max|round|ceil|floor)$/.test(spelledNames(at.callee).join('.')) && all(...at.arguments);
    case 'Identifier':
      return isFixedVariable(at, region, repeats, seen);
    default:
      return false;
  }
}

function isFixedVariable(
  identifier: TSESTree.Identifier,
  region: TSESTree.Node,
  repeats: TSESTree.CallExpression | undefined,
  seen: Set<unknown>,
): boolean {
  const variable = variableOf(identifier);
  const [definition, ...more] = variable?.defs ?? [];
  if (!variable || !definition || more.length > 0 || seen.has(variable)) return false;
  seen.add(variable);
  const writes = variable.references.filter(reference => reference.isWrite() && !reference.init);
  if (writes.length > 0) return false;
  if (definition.type === 'ImportBinding') return true;
  if (definition.type === 'Parameter') return isFixedParameter(identifier, definition.node, repeats);
  const { node } = definition;
  if (node.type !== 'VariableDeclarator' || !node.init) return false;
  if (node.parent.parent?.type === 'ForStatement') return false;
  return node.id.type === 'Identifier' && isFixed(node.init, region, repeats, seen);
}

/** A parameter is the same in each turn of a loop; in a recursion it is where it is given on as it is. */
function isFixedParameter(
  identifier: TSESTree.Identifier,
  owner: TSESTree.Node,
  repeats: TSESTree.CallExpression | undefined,
): boolean {
  if (!repeats) return true;
  if (!('params' in owner)) return false;
  const index = owner.params.findIndex(parameter => 'range' in parameter && namesParameter(parameter, identifier.name));
  const given = index < 0 ? undefined : repeats.arguments[index];
  return index >= 0 && (given === undefined || (given.type === 'Identifier' && given.name === identifier.name));
}

function namesParameter(parameter: TSESTree.Node, name: string): boolean {
  const at = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
  return at.type === 'Identifier' && at.name === name;
}

function isWrittenMember(name: string, region: TSESTree.Node): boolean {
  const known = written.get(region) ?? membersWrittenIn(region);
  written.set(region, known);
  return known.has(name);
}

const written = new WeakMap<TSESTree.Node, ReadonlySet<string>>();

function membersWrittenIn(region: TSESTree.Node): ReadonlySet<string> {
  const names = new Set<string>();
  visit(region, at => {
    const target =
      at.type === 'AssignmentExpression' ? at.left : at.type === 'UpdateExpression' ? at.argument : undefined;
    const name = target?.type === 'MemberExpression' ? staticName(target) : undefined;
    if (name !== undefined) names.add(name);
  });
  return names;
}
