import type { TSESTree } from '@typescript-eslint/utils';
import { calledFunctions } from '../../call-graph/effects.ts';
import { isSame } from '../../evaluator/conditions.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import { spelledNames, staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { constantString } from '../../values/value.ts';
import { findsQuotes, refusesQuotes } from './quote-pattern.ts';

/** Whether a condition around a use of a value, or one that ends the function before it, keeps values with a quote away. */
export function isGuarded(use: TSESTree.Node, quote: string): boolean {
  const guarded = { value: use, quote, known: new Map() };
  const limits = (test: TSESTree.Node, outcome: boolean): boolean => limitsWhen(test, outcome, guarded);
  for (let at = use; at.parent; at = at.parent) {
    const { parent } = at;
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (at === parent.consequent && limits(parent.test, true)) return true;
      if (at === parent.alternate && limits(parent.test, false)) return true;
    }
    if (parent.type === 'LogicalExpression' && at === parent.right && limits(parent.left, parent.operator === '&&'))
      return true;
    if (parent.type === 'SwitchCase' && at !== parent.test && parent.test && isSame(parent.parent.discriminant, use))
      return true;
    const before =
      parent.type === 'BlockStatement' || parent.type === 'Program' ? statementsBefore(at, parent.body) : [];
    if (before.some(statement => endsUnless(statement, limits, use))) return true;
  }
  return false;
}

function statementsBefore(at: TSESTree.Node, body: readonly TSESTree.Node[]): readonly TSESTree.Node[] {
  return body.slice(0, body.indexOf(at));
}

type Limits = (test: TSESTree.Node, outcome: boolean) => boolean;

function endsUnless(statement: TSESTree.Node, limits: Limits, use: TSESTree.Node): boolean {
  if (statement.type === 'IfStatement') return ends(statement.consequent) && limits(statement.test, false);
  if (statement.type !== 'ExpressionStatement') return false;
  const call = unwrap(statement.expression);
  return call.type === 'CallExpression' && takes(call, use) && isGuardFunction(call);
}

const ENDS = new Set(['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement']);

function ends(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  if (last?.type === 'ExpressionStatement')
    return (
      last.expression.type === 'CallExpression' &&
      /^(?:exit|fail|abort|error)$/.test(spelledNames(last.expression.callee).at(-1) ?? '')
    );
  return last !== undefined && ENDS.has(last.type);
}

interface Guarded {
  value: TSESTree.Node;
  quote: string;
  /** What conditions that are kept in variables say when they hold, and when not. */
  known: Map<TSESTree.Node, Map<boolean, boolean>>;
}

/** Whether a condition that has this outcome says that the value holds no quote. */
function limitsWhen(test: TSESTree.Node, outcome: boolean, guarded: Guarded): boolean {
  const at = unwrap(test);
  switch (at.type) {
    case 'UnaryExpression':
      return at.operator === '!' && limitsWhen(at.argument, !outcome, guarded);
    case 'LogicalExpression': {
      const isEither = (at.operator === '&&') === outcome;
      const sides = [limitsWhen(at.left, outcome, guarded), limitsWhen(at.right, outcome, guarded)];
      return isEither ? sides.includes(true) : sides.every(Boolean);
    }
    case 'BinaryExpression':
      return comparisonLimits(at, outcome, guarded);
    case 'CallExpression':
      return callLimits(at, outcome, guarded);
    case 'MemberExpression':
      return limitsWhen(at.object, outcome, guarded);
    case 'Identifier': {
      const [definition, ...more] = variableOf(at)?.defs ?? [];
      const init = definition?.type === 'Variable' && more.length === 0 ? definition.node.init : undefined;
      return init ? limitsOnce(init, outcome, guarded) : false;
    }
    default:
      return false;
  }
}

/** A variable may be read many times, and by its own initialiser: `var options = options || {}`. */
function limitsOnce(init: TSESTree.Expression, outcome: boolean, guarded: Guarded): boolean {
  const outcomes = guarded.known.get(init) ?? new Map<boolean, boolean>();
  guarded.known.set(init, outcomes);
  const known = outcomes.get(outcome);
  if (known !== undefined) return known;
  outcomes.set(outcome, false);
  const limits = limitsWhen(init, outcome, guarded);
  outcomes.set(outcome, limits);
  return limits;
}

function comparisonLimits(
  { operator, left, right }: TSESTree.BinaryExpression,
  outcome: boolean,
  { value, quote }: Guarded,
): boolean {
  if (operator === 'in') return outcome && isSame(left, value);
  if (operator === 'instanceof') return outcome && isSame(left, value);
  if (/^(?:>|>=|!==?|===?)$/.test(operator) && isQuoteSearch(left, value, quote))
    return outcome !== operator.startsWith('>') && outcome !== operator.startsWith('!');
  const isEqual = operator.startsWith('=') === outcome;
  if (!/^[!=]==?$/.test(operator) || !isEqual) return false;
  const checked = unwrap(left);
  if (checked.type === 'UnaryExpression' && checked.operator === 'typeof')
    return isSame(checked.argument, value) && right.type === 'Literal' && right.value !== 'string';
  const other = isSame(left, value) ? right : isSame(right, value) ? left : undefined;
  const frame = moduleOf(value)?.frame;
  return other !== undefined && frame !== undefined && constantString(evaluate(other, frame)) !== undefined;
}

/** `value.indexOf('"') >= 0`. */
function isQuoteSearch(node: TSESTree.Node, value: TSESTree.Node, quote: string): boolean {
  const call = unwrap(node);
  return call.type === 'CallExpression' && isTextSearch(call, value, quote);
}

function isTextSearch(
  { callee, arguments: [first] }: TSESTree.CallExpression,
  value: TSESTree.Node,
  quote: string,
): boolean {
  return (
    callee.type === 'MemberExpression' &&
    ['includes', 'indexOf', 'search'].includes(staticName(callee) ?? '') &&
    isSame(callee.object, value) &&
    first?.type === 'Literal' &&
    first.value === quote
  );
}

const NUMERIC = /^(?:isFinite|isInteger|isSafeInteger)$/;

function callLimits(call: TSESTree.CallExpression, outcome: boolean, guarded: Guarded): boolean {
  const { value, quote } = guarded;
  const name = spelledNames(call.callee).at(-1) ?? '';
  if (isTextSearch(call, value, quote)) return !outcome;
  const elements = elementTest(call, outcome, guarded);
  if (elements !== undefined) return elements;
  const pattern = patternOf(call, value);
  if (pattern) {
    const { pattern: source, flags } = pattern;
    return outcome ? refusesQuotes(source, flags, quote) : findsQuotes(source, quote);
  }
  if (!takes(call, value)) return false;
  if (NUMERIC.test(name)) return outcome;
  if (name === 'isNaN') return !outcome;
  // A list, a set or an object of what is allowed.
  if (/^(?:includes|has|hasOwn|hasOwnProperty|some)$/.test(name)) return outcome;
  return isGuardFunction(call);
}

/** `list.every(element => …)` that holds, `list.some(element => …)` that does not. */
function elementTest(
  { callee, arguments: [callback] }: TSESTree.CallExpression,
  outcome: boolean,
  { value, quote }: Guarded,
): boolean | undefined {
  const name = callee.type === 'MemberExpression' && isSame(callee.object, value) ? staticName(callee) : undefined;
  if (name !== (outcome ? 'every' : 'some') || callback?.type !== 'ArrowFunctionExpression') return undefined;
  const [element] = callback.params;
  return element !== undefined && limitsWhen(callback.body, outcome, { value: element, quote, known: new Map() });
}

interface Pattern {
  pattern: string;
  flags: string;
}

/** The regular expression that a value is tested with; one that cannot be seen counts as strict. */
function patternOf({ callee, arguments: [first] }: TSESTree.CallExpression, value: TSESTree.Node): Pattern | undefined {
  if (callee.type !== 'MemberExpression' || !first) return undefined;
  const name = staticName(callee);
  if ((name === 'test' || name === 'exec') && mentions(first, value)) return regexIn(callee.object);
  return (name === 'match' || name === 'search') && isSame(callee.object, value) ? regexIn(first) : undefined;
}

const STRICT: Pattern = { pattern: '^\\w$', flags: '' };

function regexIn(node: TSESTree.Node): Pattern {
  const at = unwrap(node);
  if (at.type === 'Literal' && 'regex' in at) return at.regex;
  const [definition] = at.type === 'Identifier' ? (variableOf(at)?.defs ?? []) : [];
  return definition?.type === 'Variable' && definition.node.init ? regexIn(definition.node.init) : STRICT;
}

function takes({ arguments: args }: TSESTree.CallExpression, value: TSESTree.Node): boolean {
  return args.some(argument => mentions(argument, value));
}

/** `value`, `String(value)`, `value.trim()`, `{ email: value }`. */
function mentions(node: TSESTree.Node, value: TSESTree.Node): boolean {
  let found = false;
  visit(node, at => {
    if (isSame(at, value)) found = true;
  });
  return found;
}

const GUARDING_NAME = /valid|safe|allow|assert|ensure|check|verify|guard|saniti|^is[A-Z]|parse/i;

/** Whether a function that a value is given to checks more than that it is there: what cannot be seen is judged by its name. */
export function isGuardFunction(call: TSESTree.CallExpression): boolean {
  const frame = moduleOf(call)?.frame;
  const functions = frame ? calledFunctions(call, frame) : [];
  if (functions.length === 0) return GUARDING_NAME.test(spelledNames(call.callee).at(-1) ?? '');
  return functions.some(({ callee }) => holdsCheck(callee.node.body));
}

/** A strict pattern, a list of what is allowed, or a search for a quote. */
function holdsCheck(body: TSESTree.Node): boolean {
  let found = false;
  visit(body, at => {
    if (at.type === 'Literal' && 'regex' in at && isStrict(at.regex)) found = true;
    if (at.type === 'Identifier' && isStrict(patternNamed(at))) found = true;
    if (at.type === 'Literal' && (at.value === '"' || at.value === "'")) found = true;
    if (
      at.type === 'CallExpression' &&
      /^(?:has|hasOwn|includes|stringify)$/.test(spelledNames(at.callee).at(-1) ?? '')
    )
      found ||= !isWrittenText(at.arguments[0]);
    if (at.type === 'BinaryExpression' && at.operator === 'in') found = true;
  });
  return found;
}

/** `email.includes('@')` says nothing of quotes. */
function isWrittenText(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal' && typeof node.value === 'string';
}

function patternNamed(name: TSESTree.Identifier): Pattern {
  const [definition] = variableOf(name)?.defs ?? [];
  const init = definition?.type === 'Variable' ? definition.node.init : undefined;
  return init?.type === 'Literal' && 'regex' in init ? init.regex : { pattern: '.', flags: '' };
}

function isStrict({ pattern, flags }: Pattern): boolean {
  return refusesQuotes(pattern, flags, '"') || findsQuotes(pattern, '"');
}
