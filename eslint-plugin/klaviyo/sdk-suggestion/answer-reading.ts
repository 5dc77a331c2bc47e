import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import type { FunctionNode } from '../../values/value.ts';
import { constantOf, identifiersIn, withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';

/** A wrapper, and the call in it that sends. */
export interface Answers {
  wrapper: FunctionNode;
  sender: TSESTree.CallExpression;
  /** Variables that are being read, which may hold each other. */
  open: Set<TSESLint.Scope.Variable>;
}

/** What an expression holds of the answer. */
export interface Answer {
  kind: 'response' | 'json' | 'text' | 'header';
  /** What stands for JSON where the answer has no body. */
  empty?: TSESTree.Node | undefined;
}

/** What an expression of a wrapper holds of the answer: `res`, `await res.json()`, `text ? JSON.parse(text) : null`. */
export function answerKind(node: TSESTree.Node, answers: Answers): Answer | undefined {
  const at = withoutTypes(node);
  switch (at.type) {
    case 'AwaitExpression':
      return answerKind(at.argument, answers);
    case 'Identifier':
      return variableKind(at, answers);
    case 'CallExpression':
      return at === answers.sender ? { kind: 'response' } : callKind(at, answers);
    case 'ConditionalExpression': {
      const test = testKind(at.test, answers);
      if (test !== 'full' && test !== 'empty') return undefined;
      const [full, empty] = test === 'full' ? [at.consequent, at.alternate] : [at.alternate, at.consequent];
      const kind = answerKind(full, answers)?.kind;
      return kind && { kind, empty };
    }
    case 'LogicalExpression':
      return at.operator === '&&' ? undefined : answerKind(at.left, answers);
    default:
      return undefined;
  }
}

function variableKind(node: TSESTree.Identifier, answers: Answers): Answer | undefined {
  const variable = variableOf(node);
  if (variable?.defs[0]?.type !== 'Variable' || answers.open.has(variable)) return undefined;
  answers.open.add(variable);
  const answer = writtenKind(variable, node, answers);
  answers.open.delete(variable);
  return answer;
}

function writtenKind(variable: TSESLint.Scope.Variable, node: TSESTree.Node, answers: Answers): Answer | undefined {
  const written = variable.references.flatMap(({ writeExpr, identifier }) =>
    writeExpr && identifier.parent.type !== 'Property' ? [writeExpr] : [],
  );
  const found = written.flatMap(each => (isInside(node, each) ? [] : (answerKind(each, answers) ?? [])));
  const others = written.filter(each => isInside(node, each) || !answerKind(each, answers));
  const [first] = found;
  if (!first || found.some(({ kind }) => kind === 'response') !== (first.kind === 'response')) return undefined;
  // What is given where the JSON cannot be read.
  if (others.length > 1 || (others.length > 0 && first.kind === 'response')) return undefined;
  const json = found.find(({ kind }) => kind === 'json') ?? first;
  return { kind: json.kind, empty: json.empty ?? others[0] };
}

function isInside(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

function callKind({ callee, arguments: [first] }: TSESTree.CallExpression, answers: Answers): Answer | undefined {
  const at = withoutTypes(callee);
  if (at.type !== 'MemberExpression') return undefined;
  const name = staticName(at);
  if (at.object.type === 'Identifier' && at.object.name === 'JSON' && name === 'parse')
    return first && answerKind(first, answers)?.kind === 'text' ? { kind: 'json' } : undefined;
  if (name === 'get' && at.object.type === 'MemberExpression' && staticName(at.object) === 'headers')
    return answerKind(at.object.object, answers)?.kind === 'response' ? { kind: 'header' } : undefined;
  const object = answerKind(at.object, answers)?.kind;
  if (name === 'trim' && object === 'text') return { kind: 'text' };
  if (name === 'catch' && object === 'json' && isFunction(first) && first.body.type !== 'BlockStatement')
    return { kind: 'json', empty: first.body };
  if (name === 'catch' && object === 'text') return { kind: 'text' };
  if (object !== 'response') return undefined;
  return name === 'json' || name === 'text' ? { kind: name } : name === 'clone' ? { kind: 'response' } : undefined;
}

/** Of what a test is true: all or some failures, successes, answers without or with a body, another attempt, missing or given arguments. */
export type TestKind = 'failure' | 'some failures' | 'success' | 'empty' | 'full' | 'again' | 'missing' | 'given';

/** Classifies a test of a wrapper. */
export function testKind(test: TSESTree.Node, answers: Answers): TestKind {
  const kind = ofAnswer(test, answers);
  if (kind === undefined && isOfAnswer(test, answers)) return refuse('the wrapper looks at the answer');
  return kind ?? ofArguments(withoutTypes(test));
}

/** Whether a test is true of failures only. */
export function isOfFailure(test: TSESTree.Node, answers: Answers): boolean {
  const kind = ofAnswer(test, answers);
  return kind === 'failure' || kind === 'some failures';
}

function isOfAnswer(node: TSESTree.Node, answers: Answers, seen = new Set<TSESTree.Node>()): boolean {
  return identifiersIn(node).some(each => {
    const init = constantOf(each)?.declarator.init;
    if (answerKind(each, answers) !== undefined) return true;
    if (!init || seen.has(init)) return false;
    return isOfAnswer(init, answers, seen.add(init));
  });
}

/** A test that a constant stands for. */
function writtenTest(test: TSESTree.Node): TSESTree.Node {
  const at = writtenAt(test);
  return at.type === 'BinaryExpression' || at.type === 'LogicalExpression' ? at : withoutTypes(test);
}

function ofAnswer(test: TSESTree.Node, answers: Answers): TestKind | undefined {
  const at = writtenTest(test);
  switch (at.type) {
    case 'UnaryExpression': {
      const kind = at.operator === '!' ? ofAnswer(at.argument, answers) : undefined;
      return kind && OPPOSITES[kind];
    }
    case 'LogicalExpression':
      return at.operator === '&&' ? both(at, answers) : either(at, answers);
    case 'BinaryExpression':
      return compared(at, answers);
    case 'MemberExpression':
      return memberKind(at, answers);
    case 'CallExpression':
      return called(at, answers);
    case 'Identifier': {
      const kind = answerKind(at, answers)?.kind;
      return kind === 'text' || kind === 'header' ? 'full' : undefined;
    }
    default:
      return undefined;
  }
}

/** `res.ok`, `data.errors` */
function memberKind(member: TSESTree.MemberExpression, answers: Answers): TestKind | undefined {
  const kind = answerKind(member.object, answers)?.kind;
  if (kind === 'response') return staticName(member) === 'ok' ? 'success' : undefined;
  return kind === 'json' && /^errors?$/.test(staticName(member) ?? '') ? 'some failures' : undefined;
}

const OPPOSITES: Partial<Record<TestKind, TestKind>> = {
  success: 'failure',
  failure: 'success',
  full: 'empty',
  empty: 'full',
};

function both({ left, right }: TSESTree.LogicalExpression, answers: Answers): TestKind | undefined {
  const kinds = [ofAnswer(left, answers), ofAnswer(right, answers)];
  if (kinds.includes('failure') || kinds.includes('some failures')) return 'some failures';
  if (kinds.includes('empty')) return 'empty';
  return kinds[0] === 'full' && (kinds[1] === 'full' || kinds[1] === undefined) ? 'full' : undefined;
}

function either({ left, right }: TSESTree.LogicalExpression, answers: Answers): TestKind | undefined {
  const kinds = [ofAnswer(left, answers), ofAnswer(right, answers)];
  if (kinds.every(isOfFailures)) return kinds.includes('failure') ? 'failure' : 'some failures';
  return kinds.every(kind => kind === 'empty') ? 'empty' : undefined;
}

function isOfFailures(kind: TestKind | undefined): boolean {
  return kind === 'failure' || kind === 'some failures';
}

const EMPTY_STATUSES = new Set([202, 204, 205]);

function compared({ left, operator, right }: TSESTree.BinaryExpression, answers: Answers): TestKind | undefined {
  const member = writtenAt(left);
  if (right.type !== 'Literal') return undefined;
  const isEqual = operator === '===' || operator === '==';
  if (answerKind(member, answers)?.kind === 'header')
    return isEqual && String(right.value) === '0' ? 'empty' : undefined;
  if (answerKind(member, answers)?.kind === 'text') return isEqual && right.value === '' ? 'empty' : undefined;
  if (member.type !== 'MemberExpression') return undefined;
  if (staticName(member) === 'length' && answerKind(member.object, answers)?.kind === 'text')
    return isEqual && right.value === 0 ? 'empty' : operator === '>' && right.value === 0 ? 'full' : undefined;
  const isStatus = staticName(member) === 'status' && answerKind(member.object, answers)?.kind === 'response';
  return isStatus && typeof right.value === 'number' ? ofStatus(operator, right.value) : undefined;
}

function ofStatus(operator: string, status: number): TestKind | undefined {
  const isFailure = status >= 400;
  switch (operator) {
    case '===':
    case '==':
      return isFailure ? 'some failures' : EMPTY_STATUSES.has(status) ? 'empty' : undefined;
    case '!==':
    case '!=':
      return EMPTY_STATUSES.has(status) ? 'full' : undefined;
    case '>=':
      return status === 400 || status === 300 ? 'failure' : isFailure ? 'some failures' : undefined;
    case '>':
      return status === 399 || status === 299 ? 'failure' : isFailure ? 'some failures' : undefined;
    case '<':
      return status === 400 || status === 300 ? 'success' : undefined;
    default:
      return undefined;
  }
}

/** `[429, 503].includes(res.status)`, `type.includes('json')`, `text.trim()` */
function called(call: TSESTree.CallExpression, answers: Answers): TestKind | undefined {
  const callee = withoutTypes(call.callee);
  if (callee.type !== 'MemberExpression') return undefined;
  const kind = answerKind(callee.object, answers)?.kind;
  if (staticName(callee) === 'trim' && kind === 'text') return 'full';
  if (staticName(callee) === 'startsWith' && kind === 'text') return undefined;
  if (staticName(callee) !== 'includes') return undefined;
  if (kind === 'header') return 'full';
  const list = writtenAt(callee.object);
  const [member] = call.arguments.map(withoutTypes);
  const isStatus =
    member?.type === 'MemberExpression' &&
    staticName(member) === 'status' &&
    answerKind(member.object, answers)?.kind === 'response';
  const isOfFailure =
    list.type === 'ArrayExpression' &&
    list.elements.every(element => element?.type === 'Literal' && Number(element.value) >= 400);
  return isStatus && isOfFailure ? 'some failures' : undefined;
}

function ofArguments(test: TSESTree.Node): TestKind {
  const isMissing =
    (test.type === 'UnaryExpression' && test.operator === '!') ||
    (test.type === 'BinaryExpression' && /^===?$/.test(test.operator) && isNothing(test.right));
  if (isMissing) return 'missing';
  let isCompared = false;
  visit(test, at => (isCompared ||= at.type === 'BinaryExpression' && /[<>]/.test(at.operator)));
  return isCompared && identifiersIn(test).some(isCounter) ? 'again' : 'given';
}

function isNothing(node: TSESTree.Node): boolean {
  return (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && node.value === null);
}

/** A variable that gets other values, or a parameter that is a number. */
function isCounter(node: TSESTree.Identifier): boolean {
  const variable = variableOf(node);
  const definition = variable?.defs[0];
  const { parent } = definition?.name ?? {};
  const isNumber =
    parent?.type === 'AssignmentPattern' && parent.right.type === 'Literal' && typeof parent.right.value === 'number';
  return isNumber || (variable?.references.some(reference => reference.isWrite() && reference.init !== true) ?? false);
}
