import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { calledFunctions, type WayFold } from '../../call-graph/effects.ts';
import { evaluate } from '../../evaluator/evaluate.ts';
import { callersOf } from '../../evaluator/parameters.ts';
import { moduleOf, variableOf } from '../../program/module.ts';
import {
  enclosingFunction,
  isFunction,
  positionalParameters,
  spelledNames,
  staticName,
  unwrap,
} from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { contains } from '../../values/frame.ts';
import { alternativesOf, constantString, type FunctionNode } from '../../values/value.ts';
import type { Vendor } from '../../../src/vendors/vendor.ts';
import { iterationOf } from './iteration.ts';
import { privateCallsOf } from './private-calls.ts';
import { isLinesOfOrder, isTypedAsLines, LINES_OF_ORDER } from './order-lines.ts';
import { limitIn } from './query-limit.ts';
import { idsSelectedBy } from './selected-by-id.ts';
import { hasWord, wordsOf } from '../words.ts';

/** A list that has a fixed size, whatever that is: somebody cut it so. */
const CUT_TO_SIZE = 0;
const GROWS = Infinity;

const ONE_BATCH = new Set(['batch', 'chunk', 'slice', 'window']);
const BATCHES = new Set(['batches', 'chunks', 'slices', 'windows', 'batch', 'chunk', 'partition', 'splitevery']);
const CUTTING = new Set(['take', 'sample', 'head', 'samplesize']);
/** Methods that leave no more elements than there were. */
const NOT_LONGER = new Set([
  'filter',
  'sort',
  'reverse',
  'toSorted',
  'toReversed',
  'map',
  'fill',
  'keys',
  'values',
  'entries',
  'trim',
]);
const LOOPS = /^(?:For(?:In|Of)?|While|DoWhile)Statement$/;
const CONSTANT_NAME = /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/;

/**
 * How many elements a list can have, as far as the source shows: infinitely many where it grows with data, none where it was cut to
 * a size that is not known.
 */
export function mostElements(list: TSESTree.Node, vendor: Vendor): number {
  return sizeOf(list, new Seen(vendor));
}

const NAMED_LIMIT = new Set([
  'max',
  'most',
  'limit',
  'size',
  'batch',
  'concurrency',
  'workers',
  'parallel',
  'retries',
  'attempts',
]);

/** How often a loop runs up to `count`, which is a number: `5`, `Math.min(5, list.length)`. One that callers choose may be any. */
export function mostRepetitions(count: TSESTree.Node, vendor: Vendor): number {
  const at = unwrap(count);
  const isParameter = at.type === 'Identifier' && variableOf(at)?.defs[0]?.type === 'Parameter';
  return isParameter && !hasWord(at.name, NAMED_LIMIT) ? GROWS : countOf(count, new Seen(vendor));
}

/** Whether the elements of a list are parts of another that were cut to a size, or collected for one request each. */
export function holdsBatches(list: TSESTree.Node, vendor: Vendor): boolean {
  return sizeOfElement(list, new Seen(vendor)) === CUT_TO_SIZE || isGrouped(list);
}

const GROUPING = new Set(['group', 'groups', 'grouped', 'jobs', 'split', 'partition', 'partitioned', ...BATCHES]);

function isGrouped(list: TSESTree.Node): boolean {
  let at = unwrap(list);
  while (at.type === 'MemberExpression' || (at.type === 'CallExpression' && at.callee.type === 'MemberExpression'))
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  if (at.type === 'Identifier') {
    if (hasWord(at.name, GROUPING)) return true;
    const [definition] = variableOf(at)?.defs ?? [];
    const init = definition?.type === 'Variable' ? definition.node.init : null;
    at = init ? unwrap(init) : at;
  }
  return at.type === 'CallExpression' && spelledNames(at.callee).some(name => hasWord(name, GROUPING));
}

/** What was looked at for one answer, and whose pages count. */
class Seen extends Set<unknown> {
  readonly vendor: Vendor;

  constructor(vendor: Vendor) {
    super();
    this.vendor = vendor;
  }
}

function sizeOf(node: TSESTree.Node, seen: Seen): number {
  const at = unwrap(node);
  if (seen.has(at)) return CUT_TO_SIZE;
  seen.add(at);
  switch (at.type) {
    case 'ArrayExpression':
      return at.elements.reduce(
        (sum, element) => sum + (element?.type === 'SpreadElement' ? sizeOf(element.argument, seen) : 1),
        0,
      );
    case 'ConditionalExpression':
      return Math.max(sizeOf(at.consequent, seen), sizeOf(at.alternate, seen));
    case 'LogicalExpression':
      return at.operator === '&&' ? sizeOf(at.right, seen) : Math.max(sizeOf(at.left, seen), sizeOf(at.right, seen));
    case 'Identifier':
      return isTypedAsLines(at) ? LINES_OF_ORDER : sizeOfNamed(at, seen);
    case 'MemberExpression':
      if (isLinesOfOrder(at)) return LINES_OF_ORDER;
      if (isDelivered(at)) return CUT_TO_SIZE;
      return hasWord(staticName(at) ?? '', ONE_BATCH) || CONSTANT_NAME.test(staticName(at) ?? '')
        ? CUT_TO_SIZE
        : Math.min(evaluatedSize(at), sizeOfFetched(at, seen));
    case 'ObjectExpression':
      return sizeOfArrayLike(at, seen);
    case 'CallExpression':
      return sizeOfResult(at, seen);
    case 'NewExpression':
      return sizeOfConstruction(at, seen);
    default:
      return GROWS;
  }
}

/**
 * The records that AWS Lambda is invoked with: 10 of SQS, 1 of SNS or S3, unless configured otherwise; those of a stream are 100 and
 * more. Source: the documentation of AWS Lambda on event sources; read on 2026-11-22.
 */
function isDelivered(list: TSESTree.MemberExpression): boolean {
  return staticName(list) === 'Records' && !/dynamodb|kinesis/i.test(moduleOf(list)?.text ?? '');
}

function evaluatedSize(node: TSESTree.Node): number {
  const frame = moduleOf(node)?.frame;
  const options = frame ? alternativesOf(evaluate(node, frame)) : [];
  const sizes = options.map(option =>
    option.kind === 'array' && !option.open && option.elements.length > 0 ? option.elements.length : GROWS,
  );
  return Math.max(...(sizes.length > 0 ? sizes : [GROWS]));
}

/** `page.data` of a query that says how many it fetches. */
function sizeOfFetched(member: TSESTree.MemberExpression, { vendor }: Seen): number {
  let holder: TSESTree.Node = member;
  while (holder.type === 'MemberExpression') holder = unwrap(holder.object);
  const [definition] = variableOf(holder)?.defs ?? [];
  const init = definition?.type === 'Variable' ? definition.node.init : null;
  return (init && (limitIn(init) ?? sizeOfPage(init, vendor))) ?? GROWS;
}

/**
 * What one request for a page gives at most: one of a vendor's resources, unless page after page is requested, or one whose function
 * says so.
 */
function sizeOfPage(init: TSESTree.Node, vendor: Vendor): number | undefined {
  const call = unwrap(init);
  if (call.type !== 'CallExpression') return undefined;
  const limits = functionsCalled(call).flatMap(({ body }) => limitIn(body) ?? []);
  if (limits.length > 0) return Math.max(...limits);
  if (isRepeated(call)) return undefined;
  const calls = privateCallsOf(call, vendor);
  const sizes = calls.map(({ operation, fold }) =>
    operation?.verb === 'GET' && !fold(REPEATED) ? vendor.limits.mostPerPage(operation) : undefined,
  );
  return sizes.length > 0 && sizes.every(size => size !== undefined) ? Math.max(...sizes) : undefined;
}

const REPEATED: WayFold<boolean> = {
  first: isRepeated,
  outer: (call, isInnerRepeated) => isInnerRepeated || isRepeated(call),
};

/** Whether a call stands in a loop of its function, so that it may ask for page after page. */
function isRepeated(call: TSESTree.Node): boolean {
  for (let at = call.parent; at && !isFunction(at); at = at.parent) if (LOOPS.test(at.type)) return true;
  return false;
}

function sizeOfNamed(name: TSESTree.Identifier, seen: Seen): number {
  if (hasWord(name.name, ONE_BATCH)) return CUT_TO_SIZE;
  const variable = variableOf(name);
  const [definition] = variable?.defs ?? [];
  if (!variable || definition?.type === 'ImportBinding')
    return CONSTANT_NAME.test(name.name) ? CUT_TO_SIZE : evaluatedSize(name);
  if (definition?.type === 'Parameter') return sizeOfParameter(definition.name, seen);
  if (definition?.type !== 'Variable') return GROWS;
  return Math.max(sizeOfDeclared(definition.node, definition.name, seen), sizeOfWrites(variable, seen));
}

function sizeOfDeclared(declarator: TSESTree.VariableDeclarator, name: TSESTree.Node, seen: Seen): number {
  const { id, init, parent } = declarator;
  const loop = parent.parent;
  if (loop?.type === 'ForOfStatement' && loop.left === parent) return sizeOfElement(loop.right, seen);
  if (!init) return CUT_TO_SIZE;
  if (id === name) return sizeOf(init, seen);
  return limitIn(init) ?? sizeOfPage(init, seen.vendor) ?? GROWS;
}

/** What is assigned and added later. */
function sizeOfWrites(variable: TSESLint.Scope.Variable, seen: Seen): number {
  let size = 0;
  for (const reference of variable.references) {
    if (reference.isWrite() && reference.init !== true && reference.writeExpr)
      size = Math.max(size, sizeOf(reference.writeExpr, seen));
    size += added(reference.identifier, variable, seen);
  }
  return size;
}

/** How many elements `list.push(a, b)` adds, as often as it runs. */
function added(name: TSESTree.Node, variable: TSESLint.Scope.Variable, seen: Seen): number {
  const call = pushOnto(name);
  const declared = variable.defs[0]?.name;
  if (!call || !declared) return 0;
  let times = 1;
  for (let at: TSESTree.Node | undefined = call; at?.parent && !contains(at, declared); at = at.parent)
    times *= turnsOf(at, seen);
  return call.arguments.some(({ type }) => type === 'SpreadElement') ? GROWS : times * call.arguments.length;
}

/** How often the inside of a node may run, as far as it is a loop or a function. */
function turnsOf(node: TSESTree.Node, seen: Seen): number {
  if (node.type === 'ForOfStatement') return sizeOf(node.right, seen);
  if (!isFunction(node)) return LOOPS.test(node.type) ? GROWS : 1;
  const { parent } = node;
  const iteration = parent.type === 'CallExpression' ? iterationOf(parent) : undefined;
  return iteration?.callback === node ? sizeOf(iteration.list, seen) : GROWS;
}

function pushOnto(name: TSESTree.Node): TSESTree.CallExpression | undefined {
  const member = name.parent;
  if (member?.type !== 'MemberExpression' || member.object !== name) return undefined;
  const call = member.parent;
  const isPush = staticName(member) === 'push' || staticName(member) === 'unshift' || staticName(member) === 'add';
  return isPush && call.type === 'CallExpression' && call.callee === member ? call : undefined;
}

/** What the callers give; more than one can see may come from elsewhere only where nobody calls it here. */
function sizeOfParameter(name: TSESTree.Node, seen: Seen): number {
  const owner = enclosingFunction(name);
  if (!owner) return GROWS;
  const index = positionalParameters(owner).findIndex(parameter => contains(parameter, name));
  const parameter = positionalParameters(owner)[index];
  if (parameter?.type === 'RestElement') return CUT_TO_SIZE;
  const isWhole = parameter === name || (parameter?.type === 'AssignmentPattern' && parameter.left === name);
  if (!isWhole) return GROWS;
  const around = unwrap(owner).parent;
  if (around?.type === 'CallExpression' && around.arguments.some(argument => argument === owner))
    return sizeGivenToCallback(around, owner, seen);
  const calls = [...callersOf(owner), ...methodCalls(owner)];
  const usual = parameter.type === 'AssignmentPattern' ? parameter.right : undefined;
  const given = calls.length > 0 ? calls.map(call => call.arguments[index] ?? usual) : [usual];
  return Math.max(
    ...given.map(argument => (argument && argument.type !== 'SpreadElement' ? sizeOf(argument, seen) : GROWS)),
  );
}

function sizeGivenToCallback(call: TSESTree.CallExpression, owner: FunctionNode, seen: Seen): number {
  const iteration = iterationOf(call);
  if (iteration?.callback === owner) return sizeOfElement(iteration.list, seen);
  const callee = unwrap(call.callee);
  if (callee.type === 'MemberExpression' && staticName(callee) === 'then') return sizeOf(callee.object, seen);
  return spelledNames(callee).some(name => hasWord(name, BATCHES)) ? CUT_TO_SIZE : GROWS;
}

/** The calls `this.name(…)` of a method in its class. */
function methodCalls(owner: FunctionNode): TSESTree.CallExpression[] {
  const method = owner.parent;
  const name = method.type === 'MethodDefinition' ? staticName(method) : undefined;
  if (name === undefined || method.type !== 'MethodDefinition') return [];
  const calls: TSESTree.CallExpression[] = [];
  visit(method.parent, at => {
    if (at.type !== 'CallExpression') return;
    const callee = unwrap(at.callee);
    if (callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression' && staticName(callee) === name)
      calls.push(at);
  });
  return calls;
}

function sizeOfResult(call: TSESTree.CallExpression, seen: Seen): number {
  const callee = unwrap(call.callee);
  const names = spelledNames(callee);
  const last = names.at(-1) ?? '';
  const [first, second] = call.arguments;
  if (/^(?:Object\.(?:keys|values|entries)|Promise\.(?:all|allSettled))$/.test(names.join('.')))
    return first ? sizeOfObject(first, seen) : 0;
  if (names.join('.') === 'Array.from' && first) return sizeOf(first, seen);
  if (names.join('.') === 'Array' && first) return countOf(first, seen);
  const limit = limitIn(call);
  if (limit !== undefined) return limit;
  const ids = idsSelectedBy(call);
  if (ids) return sizeOf(ids, seen);
  if (callee.type === 'MemberExpression') {
    if (last === 'slice') return sizeOfSlice(callee.object, call, seen);
    if (last === 'splice' && second) return Math.max(0, literalNumber(second) ?? CUT_TO_SIZE);
    if (last === 'concat') return [callee.object, ...call.arguments].reduce((sum, part) => sum + sizeOf(part, seen), 0);
    if (last === 'split') return isConfiguration(callee.object) ? CUT_TO_SIZE : GROWS;
    if (NOT_LONGER.has(last)) return sizeOf(callee.object, seen);
    // Each of a few gives a few, as far as anybody knows.
    if ((last === 'flat' || last === 'flatMap') && sizeOf(callee.object, seen) !== GROWS) return CUT_TO_SIZE;
  }
  const isOneBatch = hasWord(last, ONE_BATCH) && wordsOf(last).length > 1;
  return isOneBatch || hasWord(last, CUTTING) ? CUT_TO_SIZE : sizeOfReturned(call, seen);
}

function sizeOfObject(node: TSESTree.Node, seen: Seen): number {
  const at = unwrap(node);
  if (at.type === 'ObjectExpression')
    return at.properties.some(({ type }) => type === 'SpreadElement') ? GROWS : at.properties.length;
  if (at.type !== 'Identifier') return sizeOf(at, seen);
  if (CONSTANT_NAME.test(at.name)) return CUT_TO_SIZE;
  const [definition] = variableOf(at)?.defs ?? [];
  const init = definition?.type === 'Variable' && definition.node.id === definition.name ? definition.node.init : null;
  const table = init && unwrap(init);
  if (table?.type !== 'ObjectExpression' || table.properties.length === 0) return sizeOf(at, seen);
  const isExtended = variableOf(at)?.references.some(
    ({ identifier: { parent } }) =>
      parent?.type === 'MemberExpression' && parent.computed && parent.parent.type === 'AssignmentExpression',
  );
  return isExtended === true ? GROWS : sizeOfObject(table, seen);
}

/** `{ length: 5 }`. */
function sizeOfArrayLike({ properties }: TSESTree.ObjectExpression, seen: Seen): number {
  const length = properties.find(property => property.type === 'Property' && staticName(property) === 'length');
  return length?.type === 'Property' ? countOf(length.value, seen) : GROWS;
}

function sizeOfSlice(list: TSESTree.Node, { arguments: [start, end] }: TSESTree.CallExpression, seen: Seen): number {
  const [from, to] = [literalNumber(start), literalNumber(end)];
  if (end) return from !== undefined && to !== undefined && from >= 0 && to >= 0 ? to - from : CUT_TO_SIZE;
  return from !== undefined && from < 0 ? -from : sizeOf(list, seen);
}

function literalNumber(node: TSESTree.Node | undefined): number | undefined {
  const frame = node && moduleOf(node)?.frame;
  const text = frame ? constantString(evaluate(node, frame)) : undefined;
  const negative = node?.type === 'UnaryExpression' && node.operator === '-' ? literalNumber(node.argument) : undefined;
  if (negative !== undefined) return -negative;
  return text !== undefined && /^[\d_]+$/.test(text) ? Number(text.replaceAll('_', '')) : undefined;
}

/** A list in a variable of the environment, or written as one text. */
function isConfiguration(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'Literal' || at.type === 'TemplateLiteral') return true;
  if (at.type === 'LogicalExpression') return isConfiguration(at.left);
  const names = spelledNames(at);
  return names.includes('env') || CONSTANT_NAME.test(names.at(-1) ?? '');
}

function sizeOfConstruction({ callee, arguments: [first] }: TSESTree.NewExpression, seen: Seen): number {
  const name = spelledNames(callee).join('.');
  if (name === 'Array' && first) return countOf(first, seen);
  if (name === 'Set' || name === 'Map') return first ? sizeOf(first, seen) : CUT_TO_SIZE;
  return GROWS;
}

/** What functions of the checked code return. */
function sizeOfReturned(call: TSESTree.CallExpression, seen: Seen): number {
  const sizes = returnedBy(call).map(result => sizeOf(result, seen));
  return sizes.length > 0 ? Math.max(...sizes) : GROWS;
}

function returnedBy(call: TSESTree.CallExpression): TSESTree.Node[] {
  return functionsCalled(call).flatMap(resultsOf);
}

function functionsCalled(call: TSESTree.CallExpression): FunctionNode[] {
  const frame = moduleOf(call)?.frame;
  return frame ? calledFunctions(call, frame).map(({ callee }) => callee.node) : [];
}

/** The expressions that a function returns or yields. */
function resultsOf(node: FunctionNode): TSESTree.Node[] {
  if (node.body.type !== 'BlockStatement') return [node.body];
  const results: TSESTree.Node[] = [];
  visit(node.body, at => {
    const isResult = at.type === 'ReturnStatement' || at.type === 'YieldExpression';
    if (isResult && at.argument && enclosingFunction(at) === node) results.push(at.argument);
  });
  return results;
}

function countOf(node: TSESTree.Node, seen: Seen): number {
  const known = literalNumber(node);
  if (known !== undefined) return known;
  const at = unwrap(node);
  if (at.type === 'CallExpression' && spelledNames(at.callee).join('.') === 'Math.min')
    return Math.min(...at.arguments.map(argument => countOf(argument, seen)));
  if (at.type === 'ConditionalExpression' && givesLesser(at))
    return Math.min(countOf(at.consequent, seen), countOf(at.alternate, seen));
  if (at.type === 'MemberExpression' && /^(?:length|size)$/.test(staticName(at) ?? '')) return sizeOf(at.object, seen);
  if (at.type === 'Identifier') {
    const init = initOf(at);
    if (init && !seen.has(init)) {
      seen.add(init);
      return countOf(init, seen);
    }
  }
  return containsLength(at) ? GROWS : CUT_TO_SIZE;
}

function initOf(name: TSESTree.Identifier): TSESTree.Expression | null | undefined {
  const [definition] = variableOf(name)?.defs ?? [];
  return definition?.type === 'Variable' ? definition.node.init : null;
}

/** `list.length < most ? list.length : most`, also with the condition in a variable. */
function givesLesser({ test, consequent, alternate }: TSESTree.ConditionalExpression): boolean {
  const written = unwrap(test);
  const at = written.type === 'Identifier' ? initOf(written) : written;
  if (at?.type !== 'BinaryExpression' || !/^[<>]=?$/.test(at.operator)) return false;
  const [lesser, greater] = at.operator.startsWith('<') ? [at.left, at.right] : [at.right, at.left];
  return isSpelledAs(consequent, lesser) && isSpelledAs(alternate, greater);
}

function isSpelledAs(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const names = spelledNames(one);
  return !names.includes('') && names.join('.') === spelledNames(other).join('.');
}

function containsLength(node: TSESTree.Node): boolean {
  let found = false;
  visit(node, at => {
    if (at.type === 'MemberExpression' && /^(?:length|size)$/.test(staticName(at) ?? '')) found = true;
  });
  return found;
}

/** How many elements an element of a list of lists can have. */
function sizeOfElement(list: TSESTree.Node, seen: Seen): number {
  const at = unwrap(list);
  if (seen.has(at)) return CUT_TO_SIZE;
  seen.add(at);
  if (spelledNames(at).some(name => hasWord(name, BATCHES))) return CUT_TO_SIZE;
  if (at.type === 'ArrayExpression')
    return Math.max(
      0,
      ...at.elements.map(element => (element && element.type !== 'SpreadElement' ? sizeOf(element, seen) : GROWS)),
    );
  if (at.type === 'CallExpression') {
    if (spelledNames(at.callee).some(name => hasWord(name, BATCHES))) return CUT_TO_SIZE;
    const made = iterationOf(at)?.callback;
    if (made && isFunction(made)) return Math.max(0, ...resultsOf(made).map(result => sizeOf(result, seen)));
    const results = returnedBy(at);
    return results.length > 0 ? Math.max(...results.map(result => sizeOfYielded(result, seen))) : GROWS;
  }
  return at.type === 'Identifier' ? sizeOfElementNamed(at, seen) : GROWS;
}

/** What a generator yields is an element itself. */
function sizeOfYielded(result: TSESTree.Node, seen: Seen): number {
  return result.parent?.type === 'YieldExpression' ? sizeOf(result, seen) : sizeOfElement(result, seen);
}

function sizeOfElementNamed(name: TSESTree.Identifier, seen: Seen): number {
  const variable = variableOf(name);
  const [definition] = variable?.defs ?? [];
  const init = definition?.type === 'Variable' && definition.node.id === definition.name ? definition.node.init : null;
  if (!variable || !init) return GROWS;
  const pushed = variable.references.flatMap(({ identifier }) => pushOnto(identifier)?.arguments ?? []);
  const isEmpty = init.type === 'ArrayExpression' && init.elements.length === 0;
  const sizes = [...(isEmpty ? [] : [sizeOfElement(init, seen)]), ...pushed.map(element => sizeOf(element, seen))];
  return sizes.length > 0 ? Math.max(...sizes) : GROWS;
}
