import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../program/node.ts';
import type { Problem } from './literal-problems.ts';
import { propertiesOf, propertyOf, type TypeFacts } from './type-facts.ts';

/** The type of an expression: what a method answers, or a type of the SDK. */
type Known = { kind: 'externalCall'; gives: string } | { kind: 'type'; type: string; isList: boolean };

interface Reading {
  facts: TypeFacts;
  source: Readonly<TSESLint.SourceCode>;
  /** How far the expression is from the call. */
  step: number;
}

/** Methods of lists that hand each item to a function, as its first parameter. */
const EACH = new Set(['every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'some']);
const MOST_STEPS = 40;

/** The properties that code reads from the answer of a call, and that the type of the answer does not have. */
export function readProblems(
  call: TSESTree.CallExpression,
  gives: string,
  facts: TypeFacts,
  source: Readonly<TSESLint.SourceCode>,
): Problem[] {
  if (call.parent.type !== 'AwaitExpression') return [];
  return problemsOf(call.parent, { kind: 'externalCall', gives }, { facts, source, step: 0 });
}

function problemsOf(node: TSESTree.Node, known: Known, reading: Reading): Problem[] {
  const { parent } = node;
  if (parent === undefined || parent === null || reading.step > MOST_STEPS) return [];
  switch (parent.type) {
    case 'ChainExpression':
    case 'TSNonNullExpression':
      return problemsOf(parent, known, deeper(reading));
    case 'MemberExpression':
      return parent.object === node ? problemsOfMember(parent, known, reading) : [];
    case 'VariableDeclarator':
      return parent.init === node ? problemsOfPattern(parent.id, known, reading, parent) : [];
    case 'ForOfStatement':
      return parent.right === node ? problemsOfLoop(parent, known, reading) : [];
    default:
      return [];
  }
}

function problemsOfMember(node: TSESTree.MemberExpression, known: Known, reading: Reading): Problem[] {
  if (known.kind === 'type' && known.isList) {
    if (node.computed) return problemsOf(node, { ...known, isList: false }, deeper(reading));
    return problemsOfEach(node, known, reading);
  }
  const name = staticName(node);
  if (name === undefined) return [];
  const next = stepInto(known, name, reading.facts);
  if (next === 'unknown') return [{ kind: 'unknown', node: node.property, name }];
  return next === undefined ? [] : problemsOf(node, next, deeper(reading));
}

/** `list.map(item => …)` */
function problemsOfEach(node: TSESTree.MemberExpression, known: Known, reading: Reading): Problem[] {
  const { parent } = node;
  const isCalled = parent.type === 'CallExpression' && parent.callee === node && EACH.has(staticName(node) ?? '');
  const [callback] = isCalled ? parent.arguments : [];
  if (callback?.type !== 'ArrowFunctionExpression' && callback?.type !== 'FunctionExpression') return [];
  const [item] = callback.params;
  return item === undefined || known.kind !== 'type'
    ? []
    : problemsOfPattern(item, { ...known, isList: false }, reading, callback);
}

function problemsOfLoop({ left }: TSESTree.ForOfStatement, known: Known, reading: Reading): Problem[] {
  const declarator = left.type === 'VariableDeclaration' ? left.declarations[0] : undefined;
  if (declarator === undefined || known.kind !== 'type' || !known.isList) return [];
  return problemsOfPattern(declarator.id, { ...known, isList: false }, reading, declarator);
}

/** @param owner declares the variables of the pattern */
function problemsOfPattern(pattern: TSESTree.Node, known: Known, reading: Reading, owner: TSESTree.Node): Problem[] {
  if (pattern.type === 'Identifier' && pattern.typeAnnotation === undefined) {
    const variable = reading.source.getDeclaredVariables?.(owner).find(({ name }) => name === pattern.name);
    // What is assigned later is something else.
    if (variable === undefined || variable.references.some(each => each.isWrite() && each.init !== true)) return [];
    return variable.references
      .filter(reference => reference.isRead())
      .flatMap(({ identifier }) => problemsOf(identifier, known, deeper(reading)));
  }
  if (pattern.type !== 'ObjectPattern' || pattern.typeAnnotation !== undefined) return [];
  return pattern.properties.flatMap(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (property.type !== 'Property' || name === undefined) return [];
    const next = known.kind === 'type' && known.isList ? undefined : stepInto(known, name, reading.facts);
    if (next === 'unknown') return [{ kind: 'unknown', node: property.key, name } satisfies Problem];
    return next === undefined ? [] : problemsOfPattern(property.value, next, deeper(reading), owner);
  });
}

function deeper(reading: Reading): Reading {
  return { ...reading, step: reading.step + 1 };
}

/** What a property holds: a type, or nothing that is known. */
function stepInto(known: Known, name: string, facts: TypeFacts): Known | 'unknown' | undefined {
  if (known.kind === 'externalCall')
    return name === 'body' ? { kind: 'type', type: known.gives, isList: false } : undefined;
  if (propertiesOf(facts, known.type) === undefined) return undefined;
  const property = propertyOf(facts, known.type, name);
  if (property === undefined) return 'unknown';
  return property.type === undefined ? undefined : { kind: 'type', type: property.type, isList: property.isList };
}
