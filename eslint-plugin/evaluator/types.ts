import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from './evaluate.ts';
import { boundValue, createFrame, type Frame, frameAround, nesting } from '../values/frame.ts';
import { valueOfReturn } from './calls.ts';
import { valueOfModule } from './imports.ts';
import { moduleOf, variableOf } from '../program/module.ts';
import { staticName } from '../program/node.ts';
import { memo } from '../values/memo.ts';
import {
  type ClassNode,
  lazy,
  type Lazy,
  mapAlternatives,
  type ObjectValue,
  type TypeValue,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import { onlyImplementation } from './implementations.ts';
import { memberOf } from './members.ts';
import { valueOfVariable } from './variables.ts';

/** Types that only wrap another: what they hold is what counts. */
const TRANSPARENT = new Set([
  'Promise',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Ref',
  'ComputedRef',
  'Pick',
  'Omit',
]);

/**
 * What an object of an annotated type can be: an object of a class, an object with the members of an interface, an object of
 * a class of a package. Everything else is unknown; a type of literals says nothing about the value at run time.
 */
export function valueOfAnnotation(type: TSESTree.TypeNode, frame: Frame): Value {
  return guarded(type, frame, () => readAnnotation(type, frame));
}

function readAnnotation(type: TSESTree.TypeNode, frame: Frame): Value {
  switch (type.type) {
    case 'TSTypeReference':
      return valueOfReference(type, frame);
    case 'TSImportType':
      return objectOf(importedType(type, frame), type, frame);
    case 'TSTypeQuery':
      return valueOfQuery(type, frame);
    case 'TSTypeLiteral':
      return valueOfMembers(type.members, frame);
    case 'TSUnionType':
    case 'TSIntersectionType':
      return known(type.types.map(option => valueOfAnnotation(option, frame)));
    case 'TSTypeOperator':
      return type.typeAnnotation ? valueOfAnnotation(type.typeAnnotation, frame) : UNKNOWN;
    default:
      return UNKNOWN;
  }
}

function known(values: Value[]): Value {
  const useful = values.filter(({ kind }) => kind !== 'unknown' && kind !== 'nullish');
  return useful.length > 0 ? join(useful) : UNKNOWN;
}

function valueOfReference(type: TSESTree.TSTypeReference, frame: Frame): Value {
  const { typeName, typeArguments } = type;
  const name = typeName.type === 'Identifier' ? typeName.name : '';
  const [argument] = typeArguments?.params ?? [];
  if (name === 'ReturnType' && argument) return returnOfType(argument, frame);
  if (name === 'InstanceType' && argument) return objectOf(valueOfAnnotation(argument, frame), type, frame);
  if (TRANSPARENT.has(name) && argument && !variableOf(typeName)) return valueOfAnnotation(argument, frame);
  return objectOf(typeNamed(typeName, frame), type, frame, argumentsOfType(typeArguments, frame));
}

function argumentsOfType(given: TSESTree.TSTypeParameterInstantiation | undefined, frame: Frame): Value[] | undefined {
  return given?.params.map(argument => valueOfAnnotation(argument, frame));
}

/** An object of a class, an interface, an alias, a type of a package, or of what is such an object already. */
function objectOf(type: Value, node: TSESTree.Node, frame: Frame, types?: readonly Value[]): Value {
  return mapAlternatives(type, option => {
    if (option.kind === 'class') return { kind: 'instance', of: option, args: undefined, ...(types && { types }) };
    if (option.kind === 'type') return objectOfDeclared(option, types, frame);
    if (option.kind === 'external') return { kind: 'externalCall', callee: option, args: [], node, constructed: true };
    return ['object', 'instance', 'externalCall'].includes(option.kind) ? option : UNKNOWN;
  });
}

/** `import('package').Name`. */
function importedType({ source, qualifier }: TSESTree.TSImportType, frame: Frame): Value {
  const names = qualifier ? qualifiedNames(qualifier) : [];
  return names.reduce(
    (holder, name) => mapAlternatives(holder, option => memberOf(option, name, source, frame)),
    valueOfModule(source.value, source),
  );
}

function qualifiedNames(name: TSESTree.EntityName): string[] {
  if (name.type === 'TSQualifiedName') return [...qualifiedNames(name.left), name.right.name];
  return name.type === 'Identifier' ? [name.name] : [];
}

/** A class, an interface or an alias as itself, a type from a package as its symbol, a parameter as what stands for it. */
export function typeNamed(name: TSESTree.EntityName, frame: Frame): Value {
  if (name.type === 'TSQualifiedName') {
    return mapAlternatives(typeNamed(name.left, frame), option => memberOf(option, name.right.name, name, frame));
  }
  const variable = name.type === 'Identifier' ? variableOf(name) : undefined;
  if (!variable) return UNKNOWN;
  const isValueToo = variable.defs.some(({ type }) => type === 'ImportBinding' || type === 'ClassName');
  if (isValueToo) return valueOfVariable(variable, name, frame);
  // A constant may have the name of an interface; it is no part of the type.
  const declared = variable.defs.find(({ type }) => type === 'Type');
  return declared ? (boundValue(frame, variable) ?? valueOfTypeName(declared.node, frame)) : UNKNOWN;
}

/** What the declaration of a type stands for: an interface or an alias for itself, a parameter for what it is at least. */
export function valueOfTypeName(node: TSESTree.Node, outer: Frame): Value {
  if (node.type === 'TSTypeParameter') return leastOf(node, outer);
  const isDeclared = node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration';
  return isDeclared ? { kind: 'type', node, frame: frameAround(node, outer) } : UNKNOWN;
}

/** What a parameter extends, which can be made of the parameter itself. */
function leastOf({ constraint }: TSESTree.TSTypeParameter, frame: Frame): Value {
  return constraint ? valueOfAnnotation(constraint, frame) : UNKNOWN;
}

const MOST_NESTED = 2;

/** What an object of a declared interface or alias is, with what stands for its parameters. */
function objectOfDeclared(
  { node, frame: outer }: TypeValue,
  types: readonly Value[] | undefined,
  reader: Frame,
): Value {
  // A type that is made of itself with other arguments never ends.
  const isBound = types !== undefined && nesting(node, reader, MOST_NESTED) < MOST_NESTED;
  const frame = isBound ? createFrame(node, outer, undefined, reader) : outer;
  if (isBound) bindTypes(node, types, frame);
  return guarded(node, frame, () =>
    node.type === 'TSTypeAliasDeclaration'
      ? valueOfAnnotation(node.typeAnnotation, frame)
      : objectOfInterface(node, frame),
  );
}

/** Binds the parameters of a generic class, interface or alias. */
export function bindTypes(node: ClassNode | TypeValue['node'], types: readonly Value[], frame: Frame): void {
  for (const [index, { name }] of (node.typeParameters?.params ?? []).entries()) {
    const variable = variableOf(name);
    const type = types[index];
    if (variable && type) frame.bindings.set(variable, () => type);
  }
}

function objectOfInterface(node: TSESTree.TSInterfaceDeclaration, frame: Frame): Value {
  const own = valueOfMembers(node.body.body, frame);
  for (const { expression, typeArguments } of node.extends) {
    const parent =
      expression.type === 'Identifier'
        ? objectOf(typeNamed(expression, frame), node, frame, argumentsOfType(typeArguments, frame))
        : UNKNOWN;
    if (parent.kind === 'object') inherit(own.properties, parent.properties);
    if (parent.kind === 'externalCall' || parent.kind === 'instance') return parent;
  }
  const of = own.properties.size === 0 ? onlyImplementation(node) : undefined;
  return of ? { kind: 'instance', of, args: undefined } : own;
}

function inherit(own: Map<string, Lazy>, parent: ReadonlyMap<string, Lazy>): void {
  for (const [name, member] of parent) if (!own.has(name)) own.set(name, member);
}

/** Types may be recursive; one that is being read is unknown inside itself. */
function guarded(node: TSESTree.Node, frame: Frame, read: () => Value): Value {
  return memo(frame.found, node, read, UNKNOWN);
}

function valueOfMembers(members: readonly TSESTree.TypeElement[], frame: Frame): ObjectValue {
  const properties = new Map<string, Lazy>();
  for (const member of members) {
    if (member.type !== 'TSPropertySignature' || !member.typeAnnotation) continue;
    const name = staticName(member as unknown as TSESTree.PropertyDefinition);
    const { typeAnnotation } = member.typeAnnotation;
    if (name !== undefined)
      properties.set(
        name,
        lazy(() => valueOfAnnotation(typeAnnotation, frame)),
      );
  }
  return { kind: 'object', properties, open: true, node: undefined };
}

function valueOfQuery(type: TSESTree.TSTypeQuery, frame: Frame): Value {
  const { exprName } = type;
  if (exprName.type === 'Identifier') return evaluate(exprName, frame);
  if (exprName.type !== 'TSQualifiedName') return UNKNOWN;
  const module = moduleOf(exprName);
  return module
    ? mapAlternatives(typeNamed(exprName.left, frame), option => memberOf(option, exprName.right.name, exprName, frame))
    : UNKNOWN;
}

function returnOfType(type: TSESTree.TypeNode, frame: Frame): Value {
  const value = type.type === 'TSTypeQuery' ? valueOfQuery(type, frame) : UNKNOWN;
  return value.kind === 'function' ? valueOfReturn(value, [], frame) : UNKNOWN;
}

/** An enum as the object that it is at run time. */
export function valueOfEnum(node: TSESTree.TSEnumDeclaration, user: Frame): Value {
  const outer = frameAround(node, user);
  return memo(outer.found, node, () => objectOfEnum(node, outer), UNKNOWN);
}

function objectOfEnum(node: TSESTree.TSEnumDeclaration, outer: Frame): Value {
  const frame = createFrame(node, outer);
  const properties = new Map<string, Lazy>();
  for (const { id, initializer } of node.body.members) {
    const name = id.type === 'Identifier' ? id.name : id.value;
    properties.set(
      name,
      lazy(() => (initializer ? evaluate(initializer, frame) : UNKNOWN)),
    );
  }
  return { kind: 'object', properties, open: false, node };
}
