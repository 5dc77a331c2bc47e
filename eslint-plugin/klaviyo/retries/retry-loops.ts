import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { enclosingFunction, isFunction, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { contains } from '../../values/frame.ts';
import type { FunctionNode } from '../../values/value.ts';
import type { Analysis } from '../analyze.ts';
import { isTold, pausesIn } from './pauses.ts';
import { type RateLimitTest, rateLimitTest } from './rate-limit-tests.ts';
import { leadsToKlaviyo } from '../queries.ts';

/** A retry of a raw call that hammers: it neither waits as long as Klaviyo asks for nor longer each time. */
export interface HammeringRetry {
  node: TSESTree.Node;
  pauses: 'none' | 'fixed';
}

/** What repeats a call after a 429. */
interface Repetition {
  region: TSESTree.Node;
  /** The call by which a function calls itself. */
  repeats?: TSESTree.CallExpression;
  /** Nothing says so but that it waits. */
  isAssumed?: boolean;
}

/** The retry after 429 that a node decides about, if it ignores `Retry-After` and has no growing pause. */
export function hammeringRetry(node: TSESTree.Node, analysis: Analysis): HammeringRetry | undefined {
  const test = rateLimitTest(node, analysis);
  const repetition = test && repetitionAfter(test);
  if (!repetition || isListening(repetition.region)) return undefined;
  const pauses = pausesIn(repetition.region, repetition.repeats);
  const isNone = pauses === 'none' && repetition.isAssumed;
  return pauses === 'other' || isNone ? undefined : { node: test.node, pauses };
}

type Loop =
  | TSESTree.ForStatement
  | TSESTree.WhileStatement
  | TSESTree.DoWhileStatement
  | TSESTree.ForOfStatement
  | TSESTree.ForInStatement;

function isLoop(node: TSESTree.Node): node is Loop {
  return /^(?:For|ForOf|ForIn|While|DoWhile)Statement$/.test(node.type);
}

function repetitionAfter(test: RateLimitTest): Repetition | undefined {
  const branch = branchOf(test);
  return (branch && repetitionIn(branch, test)) ?? repetitionByLoop(test, branch);
}

/** The branch calls the function again, or sends the request once more. */
function repetitionIn(branch: TSESTree.Node, test: RateLimitTest): Repetition | undefined {
  if (!isAboutCall(test, enclosingFunction(test.node))) return undefined;
  const repeats = callsIn(branch).find(repeatsItself);
  if (repeats) return { region: branch, repeats };
  return callsKlaviyo(branch) ? { region: branch } : undefined;
}

/** A loop over a list goes on to the next element, and repeats nothing. */
function repetitionByLoop(test: RateLimitTest, branch: TSESTree.Node | undefined): Repetition | undefined {
  const loop = loopAround(test);
  if (!loop || loop.type === 'ForOfStatement' || loop.type === 'ForInStatement') return undefined;
  if (!isAboutCall(test, loop.body)) return undefined;
  const region = loop.body;
  if (loop.test && contains(loop.test, test.node)) return test.isNegated ? undefined : { region };
  if (test.isNegated) return exitsUnless(test) ? { region } : undefined;
  if (!branch) return undefined;
  if (goesOn(branch)) return { region };
  return leaves(branch) ? undefined : { region, isAssumed: true };
}

/** `if (status !== 429) return`. */
function exitsUnless({ node }: RateLimitTest): boolean {
  const statement = ifAround(node);
  return statement !== undefined && leaves(statement.consequent);
}

/** What runs after a 429: the consequent of the `if`, or its alternative where any other answer is asked for. */
function branchOf({ node, isNegated }: RateLimitTest): TSESTree.Node | undefined {
  if (node.parent?.type === 'SwitchCase') return node.parent;
  const statement = ifAround(node);
  return (isNegated ? statement?.alternate : statement?.consequent) ?? undefined;
}

/** The `if` that an expression is a condition of. */
function ifAround(node: TSESTree.Node): TSESTree.IfStatement | undefined {
  let at = node;
  while (at.parent && at.parent.type !== 'IfStatement') {
    if (isFunction(at) || at.type.endsWith('Statement')) return undefined;
    at = at.parent;
  }
  return at.parent?.type === 'IfStatement' && at.parent.test === at ? at.parent : undefined;
}

function loopAround({ node }: RateLimitTest): Loop | undefined {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) if (isLoop(at)) return at;
  return undefined;
}

/** Whether what is compared comes from a call of Klaviyo inside of a part of the code. */
function isAboutCall({ subject }: RateLimitTest, region: TSESTree.Node | undefined): boolean {
  const root = rootOf(subject);
  const variable = root && variableOf(root);
  if (!region || !variable) return false;
  const known = sources.get(variable) ?? new Map<TSESTree.Node, boolean>();
  sources.set(variable, known);
  const isFromCall = known.get(region) ?? comesFromCall(subject, region);
  known.set(region, isFromCall);
  return isFromCall;
}

/** Whether a variable is given a value by a call of Klaviyo, by the part of the code that the call stands in. */
const sources = new WeakMap<TSESLint.Scope.Variable, Map<TSESTree.Node, boolean>>();

function comesFromCall(subject: TSESTree.Node, region: TSESTree.Node): boolean {
  const values = new Set([subject]);
  for (const value of values) {
    const call = unwrap(value);
    if (value !== subject && contains(region, call) && callsKlaviyo(call)) return true;
    const root = rootOf(call);
    const variable = root && variableOf(root);
    if (!variable) continue;
    for (const { type, node } of variable.defs) {
      if (type === 'CatchClause' && node.parent.block.body.some(callsKlaviyo)) return true;
      if (node.type === 'VariableDeclarator' && node.init) values.add(node.init);
    }
    for (const { writeExpr, init } of variable.references) if (!init && writeExpr) values.add(writeExpr);
  }
  return false;
}

function rootOf(node: TSESTree.Node): TSESTree.Identifier | undefined {
  const at = unwrap(node);
  if (at.type === 'Identifier') return at;
  if (at.type === 'MemberExpression') return rootOf(at.object);
  if (at.type === 'LogicalExpression') return rootOf(at.left);
  if (at.type === 'CallExpression') return at.arguments[0] ? rootOf(at.arguments[0]) : undefined;
  return undefined;
}

/** Whether a call calls the function that it stands in. */
function repeatsItself(call: TSESTree.CallExpression): boolean {
  const frame = moduleOf(call)?.frame;
  if (!frame) return false;
  const around: FunctionNode[] = [];
  for (let at = enclosingFunction(call); at; at = enclosingFunction(at)) around.push(at);
  return calledFunctions(call, frame).some(({ callee }) => around.includes(callee.node));
}

const calls = new WeakMap<TSESTree.Node, TSESTree.CallExpression[]>();

function callsIn(node: TSESTree.Node): TSESTree.CallExpression[] {
  const known = calls.get(node);
  if (known) return known;
  const found: TSESTree.CallExpression[] = [];
  visit(node, at => {
    if (at.type === 'CallExpression') found.push(at);
  });
  calls.set(node, found);
  return found;
}

const calling = new WeakMap<TSESTree.Node, boolean>();

function callsKlaviyo(node: TSESTree.Node): boolean {
  const known = calling.get(node) ?? callsIn(node).some(leadsToKlaviyo);
  calling.set(node, known);
  return known;
}

function goesOn(branch: TSESTree.Node): boolean {
  let found = false;
  visit(branch, at => {
    if (at.type === 'ContinueStatement') found = true;
  });
  return found;
}

/** Whether a branch ends the loop. */
function leaves(branch: TSESTree.Node): boolean {
  const statements =
    branch.type === 'BlockStatement' ? branch.body : branch.type === 'SwitchCase' ? branch.consequent : [branch];
  return statements.some(
    ({ type }) => type === 'ReturnStatement' || type === 'ThrowStatement' || type === 'BreakStatement',
  );
}

const listening = new WeakMap<TSESTree.Node, boolean>();

/** The same for each test in a loop. */
function isListening(region: TSESTree.Node): boolean {
  const known = listening.get(region) ?? listens(region);
  listening.set(region, known);
  return known;
}

const MOST_DEPTH = 4;

/** Whether a part of the code, or a function that it calls, reads how long to wait. */
function listens(region: TSESTree.Node, depth = 0, seen = new Set<TSESTree.Node>()): boolean {
  if (seen.has(region) || depth > MOST_DEPTH) return false;
  seen.add(region);
  let found = false;
  visit(region, at => {
    if (isTold(at)) found = true;
  });
  if (found) return true;
  const frame = moduleOf(region)?.frame;
  return (
    frame !== undefined &&
    callsIn(region).some(call =>
      calledFunctions(call, frame).some(({ callee }) => listens(callee.node, depth + 1, seen)),
    )
  );
}
