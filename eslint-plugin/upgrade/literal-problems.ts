import type { TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../program/node.ts';
import { propertiesOf, propertyOf, type PropertyFacts, type TypeFacts } from './type-facts.ts';

/** Where something written does not fit a type. */
export interface Problem {
  kind: 'unknown' | 'missing' | 'value';
  node: TSESTree.Node;
  /** Of the property; where it is the value that does not fit, that. */
  name: string;
}

/**
 * What of an object that is written out does not fit its type. What is cast, spread or put together elsewhere is not judged.
 *
 * @param place where a missing property is reported; undefined for the object itself
 */
export function literalProblems(
  node: TSESTree.Node,
  type: string,
  facts: TypeFacts,
  place: TSESTree.Node = node,
): Problem[] {
  const object = node.type === 'TSAsExpression' && isConst(node) ? node.expression : node;
  const properties = propertiesOf(facts, type);
  if (object.type !== 'ObjectExpression' || properties === undefined) return [];
  const problems = object.properties.flatMap(property => problemsOfProperty(property, type, facts));
  if (!object.properties.every(property => property.type === 'Property' && staticName(property) !== undefined))
    return problems;
  const given = new Set(object.properties.map(property => staticName(property as TSESTree.Property)));
  const missing = Object.entries(properties).filter(([name, { isOptional }]) => !isOptional && !given.has(name));
  return [...problems, ...missing.map(([name]): Problem => ({ kind: 'missing', node: place, name }))];
}

function problemsOfProperty(property: TSESTree.ObjectLiteralElement, type: string, facts: TypeFacts): Problem[] {
  const name = property.type === 'Property' ? staticName(property) : undefined;
  if (property.type !== 'Property' || name === undefined) return [];
  const known = propertyOf(facts, type, name);
  if (known === undefined) return [{ kind: 'unknown', node: property.key, name }];
  return valueProblems(property.value, known, facts, property.key);
}

function valueProblems(
  value: TSESTree.Node,
  { isList, type, values }: PropertyFacts,
  facts: TypeFacts,
  key: TSESTree.Node,
): Problem[] {
  if (values !== undefined && value.type === 'Literal' && typeof value.value === 'string')
    return isList || values.includes(value.value) ? [] : [{ kind: 'value', node: value, name: value.value }];
  if (type === undefined) return [];
  if (!isList) return literalProblems(value, type, facts, key);
  return value.type === 'ArrayExpression'
    ? value.elements.flatMap(element => (element === null ? [] : literalProblems(element, type, facts)))
    : [];
}

function isConst({ typeAnnotation }: TSESTree.TSAsExpression): boolean {
  return (
    typeAnnotation.type === 'TSTypeReference' &&
    typeAnnotation.typeName.type === 'Identifier' &&
    typeAnnotation.typeName.name === 'const'
  );
}
