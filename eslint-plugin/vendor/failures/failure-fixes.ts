import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { indentationAt, styleOf } from '../../edits/source-style.ts';
import { variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import type { FunctionNode } from '../../values/value.ts';
import type { SwallowedFailure } from './swallowed-failures.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

export const FAILURE_FIXES = {
  logError: 'Log the error.',
  rethrowError: 'Log the error, and throw it on.',
  logRejected: 'Log the results that are rejected.',
  throwStatus: 'Throw where the response is not ok.',
  readErrors: "Read 'response?.data'.",
};

/** An edit with its title, for the suggestions of a report. */
export interface FailureFix {
  messageId: keyof typeof FAILURE_FIXES;
  fix: TSESLint.ReportFixFunction;
}

/** What lets a failure be seen; choices where it may go on or stop there. */
export function failureFixes({ node, kind }: SwallowedFailure, sourceCode: SourceCode, vendor: Vendor): FailureFix[] {
  switch (kind) {
    case 'empty':
    case 'default':
      return handlerFixes(node, kind, sourceCode);
    case 'settled':
      return settledFix(node, sourceCode);
    case 'ignored':
    case 'praised':
    case 'kept':
      return statusFix(node, sourceCode, vendor);
    case 'errorBody':
      return bodyFix(node);
    default:
      return [];
  }
}

const LOG_ONLY = ['logError'] as const;
const LOG_OR_THROW = ['logError', 'rethrowError'] as const;

/** A default is what callers wait for, so that only the log is offered for it. */
function handlerFixes(node: TSESTree.Node, kind: 'empty' | 'default', sourceCode: SourceCode): FailureFix[] {
  const handler = handlerOf(node);
  const parameter = handler && parameterOf(handler, sourceCode);
  if (!handler || !parameter) return [];
  // What a listener throws ends the process.
  const ways = kind === 'empty' && !isListening(node) ? LOG_OR_THROW : LOG_ONLY;
  return ways.map(messageId => ({
    messageId,
    fix: fixer => [
      ...parameter.edit(fixer),
      ...bodyEdit(handler, statementsFor(messageId, parameter.name, sourceCode), sourceCode)(fixer),
    ],
  }));
}

function statementsFor(way: (typeof LOG_OR_THROW)[number], error: string, sourceCode: SourceCode): string[] {
  const { end } = styleOf(sourceCode);
  const log = `console.error(${error})${end}`;
  return way === 'logError' ? [log] : [log, `throw ${error}${end}`];
}

type Handler = TSESTree.CatchClause | FunctionNode;

/** `emitter.on('error', …)`. */
function isListening(node: TSESTree.Node): boolean {
  const name = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? staticName(node.callee) : '';
  return /^(?:on|once|addListener)$/.test(name ?? '');
}

/** A `catch` clause, or the function that `.catch(…)`, or `.then(…)` and `.on(…)` behind the first, is given in place. */
function handlerOf(node: TSESTree.Node): Handler | undefined {
  if (node.type === 'CatchClause') return node;
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const argument = node.arguments[staticName(node.callee) === 'then' || isListening(node) ? 1 : 0];
  const given = argument && unwrap(argument);
  return isFunction(given) ? given : undefined;
}

interface Parameter {
  name: string;
  edit(fixer: TSESLint.RuleFixer): TSESLint.RuleFix[];
}

/** How the handler names the error, or the edit that names it. */
function parameterOf(handler: Handler, sourceCode: SourceCode): Parameter | undefined {
  const given = handler.type === 'CatchClause' ? handler.param : handler.params[0];
  if (given) return given.type === 'Identifier' ? { name: given.name, edit: () => [] } : undefined;
  // What the handler names so is of the code around it.
  if (sourceCode.getTokens(handler.body).some(({ value }) => value === 'error')) return undefined;
  if (handler.type === 'CatchClause')
    return { name: 'error', edit: fixer => [fixer.insertTextBefore(handler.body, '(error) ')] };
  const opening = sourceCode.getFirstToken(handler, { filter: ({ value }) => value === '(' });
  return opening ? { name: 'error', edit: fixer => [fixer.insertTextAfter(opening, 'error')] } : undefined;
}

function bodyEdit(
  { body }: Handler,
  statements: readonly string[],
  sourceCode: SourceCode,
): (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[] {
  if (body.type !== 'BlockStatement') {
    const { end } = styleOf(sourceCode);
    const [open, close] = [sourceCode.getTokenBefore(body), sourceCode.getTokenAfter(body)];
    const isParenthesized =
      open?.value === '(' && close?.value === ')' && sourceCode.getTokenBefore(open)?.value === '=>';
    const range: TSESTree.Range = isParenthesized ? [open.range[0], close.range[1]] : body.range;
    const text = sourceCode.text.slice(...range);
    return fixer => [
      fixer.replaceTextRange(range, `{ ${statements.join(' ')}${end === '' ? ';' : ''} return ${text}${end} }`),
    ];
  }
  const inner = sourceCode.getText(body).slice(1, -1);
  const start = body.range[0];
  const indentation = indentationAt(body, sourceCode);
  const lines = statements.map(statement => `\n${indentation}  ${statement}`).join('');
  const isEmpty = inner.trim() === '';
  if (isEmpty) return fixer => [fixer.replaceText(body, `{${lines}\n${indentation}}`)];
  const isOneLine = !inner.includes('\n');
  return fixer => [fixer.insertTextAfterRange([start, start + 1], `${lines}${isOneLine ? `\n${indentation} ` : ''}`)];
}

/** `await Promise.allSettled(…)` as a statement. */
function settledFix(node: TSESTree.Node, sourceCode: SourceCode): FailureFix[] {
  const awaited = node.parent;
  const statement = awaited?.parent;
  if (awaited?.type !== 'AwaitExpression' || statement?.type !== 'ExpressionStatement') return [];
  if (!isInBlock(statement) || isTaken('results', statement, sourceCode)) return [];
  const { end, quote } = styleOf(sourceCode);
  const indentation = indentationAt(statement, sourceCode);
  const loop = `for (const result of results) if (result.status === ${quote}rejected${quote}) console.error(result.reason)${end}`;
  return [
    {
      messageId: 'logRejected',
      fix: fixer => [
        fixer.insertTextBefore(statement, 'const results = '),
        fixer.insertTextAfter(statement, `\n${indentation}${loop}`),
      ],
    },
  ];
}

/** `await fetch(…)` as a statement, or as what a variable is. */
function statusFix(node: TSESTree.Node, sourceCode: SourceCode, vendor: Vendor): FailureFix[] {
  const isFetch = node.type === 'CallExpression' && spelledNames(node.callee).at(-1) === 'fetch';
  const awaited = node.parent;
  if (!isFetch || awaited?.type !== 'AwaitExpression') return [];
  const { end } = styleOf(sourceCode);
  const check = (name: string): string =>
    `if (!${name}.ok) throw new Error(\`${vendor.name} answered \${${name}.status}\`)${end}`;
  const { parent } = awaited;
  if (parent.type === 'ExpressionStatement' && isInBlock(parent) && !isTaken('response', parent, sourceCode)) {
    const line = `\n${indentationAt(parent, sourceCode)}${check('response')}`;
    const fix: FailureFix['fix'] = fixer => [
      fixer.insertTextBefore(parent, 'const response = '),
      fixer.insertTextAfter(parent, line),
    ];
    return [{ messageId: 'throwStatus', fix }];
  }
  const declaration =
    parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.parent : undefined;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier' || !declaration) return [];
  if (!isInBlock(declaration) || declaration.declarations.length > 1) return [];
  const line = `\n${indentationAt(declaration, sourceCode)}${check(parent.id.name)}`;
  return [{ messageId: 'throwStatus', fix: fixer => fixer.insertTextAfter(declaration, line) }];
}

function isInBlock({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'BlockStatement' || parent?.type === 'Program';
}

function isTaken(name: string, node: TSESTree.Node, sourceCode: SourceCode): boolean {
  const scope = sourceCode.getScope(node);
  return (
    scope.set.has(name) ||
    scope.through.some(({ identifier }) => identifier.name === name) ||
    scope.references.some(({ identifier }) => identifier.name === name)
  );
}

/** All reads of one error at once: where one is right, the others are taken to know better. */
function bodyFix(node: TSESTree.Node): FailureFix[] {
  const read = bodyRead(node);
  const variable = read && variableOf(read.object);
  const all = variable?.references.flatMap(({ identifier }) => bodyRead(memberOf(identifier)) ?? []) ?? [];
  if (!read || all.length === 0) return [];
  const fix: FailureFix['fix'] = fixer => all.map(({ property }) => fixer.replaceText(property, 'response?.data'));
  return [{ messageId: 'readErrors', fix }];
}

function memberOf({ parent }: TSESTree.Node): TSESTree.Node | undefined {
  return parent?.type === 'MemberExpression' ? parent.property : undefined;
}

/** `error.body`, given its last name, where it is not assigned. */
function bodyRead(property: TSESTree.Node | undefined): TSESTree.MemberExpression | undefined {
  const member = property?.parent;
  if (member?.type !== 'MemberExpression' || member.computed || member.property !== property) return undefined;
  const isAssigned = member.parent.type === 'AssignmentExpression' && member.parent.left === member;
  return member.object.type === 'Identifier' && staticName(member) === 'body' && !isAssigned ? member : undefined;
}
