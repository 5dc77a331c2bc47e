import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';

/**
 * What a handler does with a failure.
 *
 * - `empty`: nothing at all
 * - `default`: it puts something without data in the place of the result
 * - `false`: it returns `false`, which may mean that something failed
 * - `tells`: it returns that something failed
 * - `throws`: it throws the failure on, or another
 * - `sees`: anything else
 */
export type Handling = 'empty' | 'default' | 'false' | 'tells' | 'throws' | 'sees';

/** Judges a `catch` clause. */
export function handlingOf({ param, body }: TSESTree.CatchClause): Handling {
  return handlingBy(param ? [param] : [], body);
}

/** Judges what `.catch(…)` is given, or `.then(…)` behind the first. */
export function handlingOfCallback(node: TSESTree.Node | undefined): Handling {
  if (!node) return 'throws';
  const at = unwrap(node);
  if (isFunction(at)) return handlingBy(at.params, at.body);
  if ((at.type === 'Identifier' && at.name === 'undefined') || (at.type === 'Literal' && at.value === null))
    return 'throws';
  const frame = moduleOf(at)?.frame;
  const values = frame ? alternativesOf(evaluate(at, frame)) : [];
  const [value, ...more] = values;
  if (!value || more.length > 0) return 'sees';
  if (value.kind === 'function') return handlingBy(value.node.params, value.node.body);
  const isNoop = value.kind === 'external' && /^no-?op$/i.test(value.path.at(-1) ?? value.module ?? '');
  return isNoop ? 'empty' : 'sees';
}

function handlingBy(params: readonly TSESTree.Node[], body: TSESTree.Node): Handling {
  if (isOnlyTelling(body)) return 'tells';
  if (params.some(isUsed)) return 'sees';
  if (body.type !== 'BlockStatement') return isFalse(body) ? 'false' : isDefault(body) ? 'default' : 'sees';
  if (throws(body)) return 'throws';
  if (body.body.every(({ type }) => type === 'EmptyStatement')) return 'empty';
  const last = body.body.at(-1);
  if (!body.body.every(isDefaulting)) return 'sees';
  return last?.type === 'ReturnStatement' && last.argument && isFalse(last.argument) ? 'false' : 'default';
}

function isFalse(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === false;
}

function isUsed(param: TSESTree.Node): boolean {
  let used = false;
  visit(param, at => {
    if (at.type === 'Identifier' && variableOf(at)?.references.some(reference => reference.isRead())) used = true;
  });
  return used;
}

function throws(body: TSESTree.BlockStatement): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'ThrowStatement') found = true;
  });
  return found;
}

/** `{ return { error: String(error) }; }` and `{ return { ok: false }; }`: nothing is told to anybody else. */
function isOnlyTelling(body: TSESTree.Node): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const result = last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined;
  if (result?.type !== 'ObjectExpression' || result.properties.every(isNoSignal)) return false;
  let onlyTells = true;
  visit(body, at => {
    if (at.type === 'ThrowStatement' || at.type === 'AssignmentExpression' || at.type === 'UpdateExpression')
      onlyTells = false;
    if (at.type === 'CallExpression' && !/^(?:String|toString|stringify)$/.test(spelledNames(at.callee).at(-1) ?? ''))
      onlyTells = false;
  });
  return onlyTells;
}

const TOLD_TO_OTHERS = /console|log|report|captur|sentry|notify|alert|toast|emit|next|reject/i;

/** Whether a function returns `{ error: … }` or `{ ok: response.ok }`, and neither throws nor says anything to others. */
export function onlyTellsOfStatus({ body }: FunctionNode): boolean {
  let tells = false;
  let isSilent = true;
  visit(body, at => {
    if (at.type === 'ThrowStatement') isSilent = false;
    if (at.type === 'CallExpression' && TOLD_TO_OTHERS.test(spelledNames(at.callee).join('.'))) isSilent = false;
    const result = at.type === 'ReturnStatement' && at.argument ? unwrap(at.argument) : undefined;
    if (result?.type === 'ObjectExpression' && !result.properties.every(isNoSignal)) tells = true;
  });
  return tells && isSilent;
}

function isNoSignal(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && !SIGNAL.test(staticName(property) ?? 'error');
}

/** A statement that puts something empty in the place of a result, or goes on. */
function isDefaulting(statement: TSESTree.Statement): boolean {
  switch (statement.type) {
    case 'EmptyStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true;
    case 'ReturnStatement':
      return statement.argument === null || isDefault(statement.argument) || answersSuccess(statement.argument);
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

/** `response.json({ ok: true })`, `response.status(200).send()`: who called is told that all is well. */
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

/** What says by itself that something failed. */
const SIGNAL = /err|ok|success|status|fail|message|reason|code|valid|healthy|connected|available|warn|note|issue/i;

function isDefault(node: TSESTree.Node): boolean {
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

function isEmptyProperty(property: TSESTree.ObjectLiteralElement): boolean {
  return property.type === 'Property' && !SIGNAL.test(staticName(property) ?? 'error') && isEmptyValue(property.value);
}
