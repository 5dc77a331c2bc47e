import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

/** A statement that puts something empty in the place of a result, or goes on. */
export function isDefaulting(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'EmptyStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'ReturnStatement':
      return (
        statement.argument === null ||
        isDefault(statement.argument) ||
        isTextForNothing(statement.argument) ||
        answersSuccess(statement.argument)
      );
    case 'ExpressionStatement':
      return (
        answersSuccess(statement.expression) ||
        (statement.expression.type === 'AssignmentExpression' &&
          statement.expression.operator === '=' &&
          statement.expression.left.type === 'Identifier' &&
          isEmptyValue(statement.expression.right))
      );
    default:
      return false;
  }
}

/** A text that the function also returns for an answer without data: `return profile?.city ?? 'Unknown';`. */
function isTextForNothing(node: TSESTree.Node): boolean {
  const text = textOf(node);
  const around = text === undefined || SIGNAL.test(text) ? undefined : enclosingFunction(node);
  if (!around) return false;
  let isFallback = false;
  visit(around.body, at => {
    if (at.type !== 'ReturnStatement' || !at.argument || enclosingFunction(at) !== around) return;
    const result = unwrap(at.argument);
    isFallback ||= result.type === 'LogicalExpression' && result.operator !== '&&' && textOf(result.right) === text;
  });
  return isFallback;
}

/** The text that a handler returns for nothing. */
export function textForNothing(handler: TSESTree.Node): string | undefined {
  const last = handler.type === 'CatchClause' ? handler.body.body.at(-1) : undefined;
  const result = last?.type === 'ReturnStatement' ? last.argument : null;
  return result && isTextForNothing(result) ? textOf(result) : undefined;
}

function textOf(node: TSESTree.Node): string | undefined {
  const at = unwrap(node);
  return at.type === 'Literal' && typeof at.value === 'string' ? at.value : undefined;
}

/** `response.json({ ok: true })`, `response.status(200).send()`: the caller gets the answer that all is well. */
function answersSuccess(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return false;
  const [argument, ...more] = at.arguments;
  if (more.length > 0 || !/^(?:json|send|end)$/.test(staticName(at.callee) ?? '')) return false;
  const holder = unwrap(at.callee.object);
  const status = holder.type === 'CallExpression' ? holder.arguments[0] : undefined;
  if (holder.type === 'CallExpression' && !(status?.type === 'Literal' && /^2\d\d$/.test(String(status.value))))
    return false;
  return argument ? argument.type === 'ObjectExpression' && claimsSuccess(argument) : status !== undefined;
}

/** `{ success: true }`. */
export function claimsSuccess(node: TSESTree.ObjectExpression | TSESTree.ObjectPattern): boolean {
  return node.properties.some(
    property =>
      property.type === 'Property' &&
      /^(?:success|ok|status)$/.test(staticName(property) ?? '') &&
      property.value.type === 'Literal' &&
      /^(?:true|ok|success)$/i.test(String(property.value.value)),
  );
}

const SIGNAL = /err|ok|success|status|fail|message|reason|code|valid|healthy|connected|available|warn|note|issue/i;

/** Whether an expression says nothing of a failure: nothing, something empty, or that all is well. */
export function isDefault(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'CallExpression') return isOf(at);
  if (at.type === 'Identifier') return at.name === 'undefined' || /^(?:default|fallback|empty)/i.test(at.name);
  if (at.type === 'Literal' && typeof at.value === 'boolean') return true;
  return isEmptyValue(at);
}

/** `of(null)` of rxjs, `Promise.resolve([])`. */
function isOf({ callee, arguments: given }: TSESTree.CallExpression): boolean {
  return /^(?:of|Promise\.resolve)$/.test(spelledNames(callee).join('.')) && given.every(isDefault);
}

function isEmptyValue(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  switch (at.type) {
    case 'Identifier':
      return at.name === 'undefined';
    case 'Literal':
      return at.value === null || at.value === '' || at.value === 0;
    case 'UnaryExpression':
      return at.operator === 'void';
    case 'ArrayExpression':
      return at.elements.length === 0;
    case 'NewExpression':
      return at.arguments.length === 0 && /^(?:Map|Set)$/.test(spelledNames(at.callee).join('.'));
    case 'ObjectExpression':
      return at.properties.every(isEmptyProperty);
    default:
      return false;
  }
}

/** Whether a property says by its name that something failed, or may have. */
export function isSignal(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type !== 'Property' || SIGNAL.test(staticName(property) ?? 'error');
}

export function isFalse(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === false;
}

function isEmptyProperty(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && !isSignal(property) && isEmptyValue(property.value);
}
