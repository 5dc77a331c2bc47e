import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, isFunction, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { isInside, type Edit } from './edits.ts';
import { constantOf, usesOf } from './names.ts';
import { refuse } from './refusal.ts';

interface Reading {
  /** The raw client throws for an answer that is none of success, as the SDK does. */
  throwsByItself: boolean;
  source: string;
}

export interface ResponseEdits {
  edits: Edit[];
  /** Something of the response is still read. */
  isRead: boolean;
  /** The code looks at an answer that is none of success. */
  isTested: boolean;
}

/**
 * Translates what is read of a `Response` to what the SDK's `response` has.
 *
 * @throws Refusal where it is used in any other way
 */
export function responseEdits(
  name: string,
  uses: readonly TSESTree.Node[],
  { throwsByItself, source }: Reading,
): ResponseEdits {
  const guards = uses.flatMap(use => guardAround(use) ?? []);
  const left = uses.filter(use => !guards.some(guard => contains(guard, use)));
  const reads = left.map(use => editOf(name, use, source));
  const isTested =
    !throwsByItself &&
    (reads.some(read => read.isTest) || (left.length > 0 && guards.length === 0 && readsErrors(left, source)));
  return {
    edits: [
      ...guards.map(guard => ({ range: lineOf(guard, source), text: '' })),
      ...reads.flatMap(({ edit }) => (edit ? [edit] : [])),
    ],
    isTested,
    isRead: left.length > 0,
  };
}

function contains(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return isInside({ range: inner.range, text: '' }, outer.range);
}

/** `if (!res.ok) throw …`, which the SDK does; before it throws nothing is done but reading the answer. */
function guardAround(use: TSESTree.Node): TSESTree.IfStatement | undefined {
  const statement = use.parent?.parent?.parent;
  if (statement?.type !== 'IfStatement' || !isGuard(statement)) return undefined;
  return contains(statement.test, use) ? statement : undefined;
}

/** Whether a statement throws where the response that it looks at is none of success, and does nothing else. */
function isGuard({ test, consequent, alternate }: TSESTree.IfStatement): boolean {
  const member = test.type === 'UnaryExpression' ? test.argument : test.type === 'BinaryExpression' ? test.left : test;
  if (member.type !== 'MemberExpression' || member.object.type !== 'Identifier' || alternate) return false;
  const isOfFailure =
    test.type === 'UnaryExpression'
      ? test.operator === '!' && staticName(member) === 'ok'
      : isFailureStatus(test, member);
  return isOfFailure && onlyThrows(consequent);
}

/** `res.status !== 200`, `res.status >= 400` */
function isFailureStatus(test: TSESTree.Node, member: TSESTree.MemberExpression): boolean {
  if (test.type !== 'BinaryExpression' || test.left !== member || staticName(member) !== 'status') return false;
  const value = test.right.type === 'Literal' ? Number(test.right.value) : Number.NaN;
  return (test.operator === '>=' && value === 400) || (test.operator === '>' && value === 399);
}

/** It throws, and declares at most what it throws. */
function onlyThrows(node: TSESTree.Statement): boolean {
  if (node.type === 'ThrowStatement') return true;
  if (node.type !== 'BlockStatement' || node.body.at(-1)?.type !== 'ThrowStatement') return false;
  return node.body.slice(0, -1).every(({ type }) => type === 'VariableDeclaration');
}

/** The statement with its line, where it stands alone on it. */
function lineOf({ range: [start, end] }: TSESTree.Node, source: string): [number, number] {
  const before = /\n[^\S\n]*$/.exec(source.slice(0, start))?.[0].length ?? 0;
  const isAlone = before > 0 && /^[^\S\n]*(?:\n|$)/.test(source.slice(end));
  return isAlone ? [start - before, end] : [start, end];
}

interface Read {
  edit?: Edit;
  isTest: boolean;
}

function editOf(name: string, use: TSESTree.Node, source: string): Read {
  const member = use.parent;
  if (member?.type !== 'MemberExpression' || member.object !== use) return refuse('the response is passed on');
  switch (staticName(member)) {
    case 'ok':
      return { edit: okEdit(name, member), isTest: true };
    case 'status':
    case 'statusText':
      return { isTest: true };
    case 'json':
      return { edit: bodyEdit(member, `${name}.data`, source), isTest: false };
    case 'text':
      return { edit: textEdit(member, `JSON.stringify(${name}.data)`), isTest: false };
    case 'headers':
      return { edit: headerEdit(name, member, source), isTest: false };
    default:
      return refuse(`the response is asked for '${staticName(member) ?? '?'}'`);
  }
}

/** For `!res.ok` the other comparison. */
function okEdit(name: string, member: TSESTree.MemberExpression): Edit {
  const { parent } = member;
  if (parent?.type === 'UnaryExpression' && parent.operator === '!')
    return { range: parent.range, text: inComparison(parent, `${name}.status >= 300`) };
  return { range: member.range, text: inComparison(member, `${name}.status < 300`) };
}

/** In parentheses beside another operator that might bind it first. */
function inComparison({ parent }: TSESTree.Node, text: string): string {
  const isBound =
    parent && ['BinaryExpression', 'UnaryExpression', 'MemberExpression', 'TSAsExpression'].includes(parent.type);
  return isBound ? `(${text})` : text;
}

/** `await res.json()`, also with something for an answer that is no JSON: `await res.json().catch(() => null)`. */
function bodyEdit(member: TSESTree.MemberExpression, text: string, source: string): Edit {
  const call = calledBy(member);
  const caught = caughtAround(call);
  if (!caught) return { range: withParentheses(outerOf(call), source), text };
  return {
    range: outerOf(caught.call).range,
    text: `(typeof ${text} === 'object' ? ${text} : ${source.slice(...caught.instead.range)})`,
  };
}

/** `(await res.json()).data` and `(await res.json()) as Answer` need no parentheses without `await`. */
function withParentheses({ range: [start, end], parent }: TSESTree.Node, source: string): TSESTree.Range {
  const isGrouped = source[start - 1] === '(' && source[end] === ')';
  const isOperand = parent?.type === 'MemberExpression' || parent?.type === 'TSAsExpression';
  return isGrouped && isOperand ? [start - 1, end + 1] : [start, end];
}

/** The text of an answer is there to be shown; nothing depends on how its JSON was spaced. */
function textEdit(member: TSESTree.MemberExpression, text: string): Edit {
  const call = calledBy(member);
  const caught = caughtAround(call);
  const outer = outerOf(caught?.call ?? call);
  const constant =
    outer.parent?.type === 'VariableDeclarator' && outer.parent.init === outer
      ? constantOf(outer.parent.id)
      : undefined;
  const shown = constant ? usesOf(constant.variable) : [outer];
  if (!shown.every(isShown)) refuse('the text of the response is read');
  return { range: outer.range, text };
}

/** In a template, an argument of a logger or of an error, or a property of what is returned or shown. */
function isShown(node: TSESTree.Node): boolean {
  let at = node;
  while (
    at.parent?.type === 'MemberExpression' &&
    at.parent.object === at &&
    at.parent.parent.type === 'CallExpression'
  ) {
    if (!['slice', 'substring', 'trim'].includes(staticName(at.parent) ?? '')) return false;
    at = at.parent.parent;
  }
  const { parent } = at;
  if (
    parent?.type === 'LogicalExpression' ||
    parent?.type === 'ConditionalExpression' ||
    parent?.type === 'BinaryExpression'
  )
    return isShown(parent);
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
    const isParsing = parent.callee.type === 'MemberExpression' && staticName(parent.callee) === 'parse';
    return parent.callee !== at && !isParsing;
  }
  return parent?.type === 'TemplateLiteral' || parent?.type === 'Property';
}

function headerEdit(name: string, member: TSESTree.MemberExpression, source: string): Edit {
  const get = member.parent;
  const call = get?.type === 'MemberExpression' && staticName(get) === 'get' ? get.parent : undefined;
  const [header] = call?.type === 'CallExpression' ? call.arguments : [];
  if (!call || header?.type !== 'Literal') return refuse('the headers of the response are read');
  const quote = source.slice(header.range[0], header.range[0] + 1);
  return { range: call.range, text: `${name}.headers[${quote}${String(header.value).toLowerCase()}${quote}]` };
}

function calledBy(member: TSESTree.MemberExpression): TSESTree.CallExpression {
  const call = member.parent;
  const isCall = call?.type === 'CallExpression' && call.callee === member && call.arguments.length === 0;
  return isCall ? call : refuse('the body of the response is read in another way');
}

function caughtAround(
  call: TSESTree.CallExpression,
): { call: TSESTree.CallExpression; instead: TSESTree.Node } | undefined {
  const member = call.parent;
  if (member?.type !== 'MemberExpression' || member.object !== call) return undefined;
  const caught = member.parent;
  const [callback] = caught.type === 'CallExpression' ? caught.arguments : [];
  const isCaught = staticName(member) === 'catch' && isFunction(callback) && callback.body.type !== 'BlockStatement';
  if (!isCaught || caught.type !== 'CallExpression' || !isFunction(callback))
    return refuse('the body of the response is read in another way');
  return { call: caught, instead: callback.body };
}

/** With its `await`; without, only where a promise and its value are one: what a function returns. */
function outerOf(call: TSESTree.Node): TSESTree.Node {
  const { parent } = call;
  if (parent?.type === 'AwaitExpression') return parent;
  const isReturned = parent?.type === 'ReturnStatement' || (isFunction(parent) && parent.body === call);
  const isInPromise = isReturned && (enclosingFunction(call)?.async === true || isCallback(enclosingFunction(call)));
  return isInPromise ? call : refuse('the body of the response is read in another way');
}

/** The function of `.then`. */
function isCallback(node: TSESTree.Node | undefined): boolean {
  const call = node?.parent;
  return (
    call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && staticName(call.callee) === 'then'
  );
}

/** Nothing is said of the status, but of the errors in the body. */
export function readsErrors(uses: readonly TSESTree.Node[], source: string): boolean {
  return uses.some(use => {
    const around = enclosingFunction(use);
    let isRead = false;
    if (around) visit(around, at => (isRead ||= at.type === 'MemberExpression' && staticName(at) === 'errors'));
    return isRead && source.length > 0;
  });
}
