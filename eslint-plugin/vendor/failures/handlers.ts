import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { isFunction, spelledNames, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { alternativesOf, type FunctionNode } from '../../values/value.ts';
import { isOnlyForDevelopment } from './development.ts';
import { throwsUnseen } from './retries.ts';
import { isOnlyForTimeouts } from './timeouts.ts';
import { isDefault, isDefaulting, isFalse, isSignal } from './defaults.ts';

/**
 * What a handler does with a failure.
 *
 * - `empty`: nothing at all
 * - `default`: it puts something without data in the place of the result
 * - `false`: it returns `false`, which may mean that something failed
 * - `timeouts`: it speaks of what took too long, and of nothing else
 * - `development`: it speaks only where nobody uses the program
 * - `tells`: it returns that something failed
 * - `throws`: it throws the failure on, or another
 * - `sees`: anything else
 */
export type Handling = 'empty' | 'default' | 'false' | 'timeouts' | 'development' | 'signals' | 'throws' | 'sees';

/** Judges a `catch` clause. */
export function handlingOf(clause: TSESTree.CatchClause): Handling {
  const { param, body } = clause;
  const known = handlings.get(clause) ?? handlingBy(param ? [param] : [], body);
  handlings.set(clause, known);
  return known;
}

const handlings = new WeakMap<TSESTree.CatchClause, Handling>();

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
  // `noop` of lodash, `lodash/noop`, `noop3`.
  const isNoop =
    value.kind === 'external' &&
    [value.path.at(-1), value.module?.split('/').at(-1)].some(name => /^no-?op\d?$/i.test(name ?? ''));
  return isNoop ? 'empty' : 'sees';
}

function handlingBy(params: readonly TSESTree.Node[], body: TSESTree.Node): Handling {
  if (isOnlySignaling(body)) return 'signals';
  if (throws(body) && !saysToOthers(body)) return 'throws';
  if (throwsUnseen(params, body, saysToOthers)) return 'throws';
  if (isOnlyForTimeouts(body)) return 'timeouts';
  if (isOnlyForDevelopment(body)) return 'development';
  if (params.some(isUsed)) return 'sees';
  if (body.type !== 'BlockStatement') return isFalse(body) ? 'false' : isDefault(body) ? 'default' : 'sees';
  if (body.body.every(({ type }) => type === 'EmptyStatement')) return 'empty';
  const last = body.body.at(-1);
  if (!body.body.every(isDefaulting)) return 'sees';
  return last?.type === 'ReturnStatement' && last.argument && isFalse(last.argument) ? 'false' : 'default';
}

function isUsed(param: TSESTree.Node): boolean {
  let used = false;
  visit(param, at => {
    if (at.type === 'Identifier' && variableOf(at)?.references.some(reference => reference.isRead())) used = true;
  });
  return used;
}

function throws(body: TSESTree.Node): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'ThrowStatement') found = true;
  });
  return found;
}

/** `{ return { error: String(error) }; }` and `{ return { ok: false }; }`: nothing is logged or reported. */
function isOnlySignaling(body: TSESTree.Node): boolean {
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : undefined;
  const result = last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : undefined;
  if (result?.type !== 'ObjectExpression' || !result.properties.some(isSignal)) return false;
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
export function onlySignalsStatus(node: FunctionNode): boolean {
  const known = telling.get(node) ?? findTelling(node);
  telling.set(node, known);
  return known;
}

const telling = new WeakMap<FunctionNode, boolean>();

function findTelling({ body }: FunctionNode): boolean {
  let tells = false;
  visit(body, at => {
    const result = at.type === 'ReturnStatement' && at.argument ? unwrap(at.argument) : undefined;
    if (result?.type === 'ObjectExpression' && result.properties.some(isSignal)) tells = true;
  });
  return tells && !throws(body) && !saysToOthers(body);
}

function saysToOthers(body: TSESTree.Node): boolean {
  let says = false;
  visit(body, at => {
    if (at.type === 'CallExpression' && TOLD_TO_OTHERS.test(spelledNames(at.callee).join('.'))) says = true;
  });
  return says;
}
