import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type ts from 'typescript';
import { variableOf } from '../program/module.ts';
import { enclosingFunction, isFunction, positionalParameters, staticName, unwrap } from '../program/node.ts';

/** What a type is for somebody who wants a text: `other` may be missing, or is something else. */
export type KnownType = 'string' | 'number' | 'other';

type Expression = TSESTree.Identifier | TSESTree.MemberExpression;
type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

interface Services {
  program?: ts.Program | null;
  getTypeAtLocation?(node: TSESTree.Node): ts.Type;
}

/** The type of an expression, as the compiler knows it or the file declares it; undefined where neither says. */
export function typeOfExpression(node: Expression, { sourceCode }: Context): KnownType | undefined {
  const { program, getTypeAtLocation } = (sourceCode.parserServices ?? {}) as Services;
  if (program && getTypeAtLocation) {
    const named = kindNamed(program.getTypeChecker().typeToString(getTypeAtLocation(node)));
    if (named) return named;
  }
  return declaredKind(node);
}

/** The type that the file declares for an expression; undefined where it does not say. */
export function declaredKind(node: Expression): KnownType | undefined {
  if (isOptional(node)) return 'other';
  const type = typeNodeOf(node);
  return type && kindOf(type);
}

/** Whether the file declares that an expression may be left out, or be nothing. */
export function mayBeNothing(node: Expression): boolean {
  if (isOptional(node)) return true;
  const type = typeNodeOf(node);
  return (
    type?.type === 'TSUnionType' &&
    type.types.some(({ type: kind }) => kind === 'TSUndefinedKeyword' || kind === 'TSNullKeyword')
  );
}

/** Whether the file declares a name, or a member of its type, as one that may be left out. */
function isOptional(node: TSESTree.Node): boolean {
  const at = unwrap(node);
  if (at.type === 'Identifier') {
    const name = variableOf(at)?.defs[0]?.name;
    return name?.type === 'Identifier' && optional(name);
  }
  if (at.type !== 'MemberExpression') return false;
  const holder = typeNodeOf(at.object);
  return (
    at.optional || (holder && membersOf(holder)?.find(({ name }) => name === staticName(at)))?.member.optional === true
  );
}

/** Whether the type that the file gives to a text where it stands lets it be another one. */
export function mayBeText(node: TSESTree.Node, text: string): boolean {
  const options = optionsAround(node);
  const texts = options.flatMap(option =>
    option.type === 'TSLiteralType' && option.literal.type === 'Literal' ? [option.literal.value] : [],
  );
  return texts.length < options.length || options.length === 0 || texts.includes(text);
}

/** Whether the type that the file gives to a text where it stands lets it be any other. */
export function mayBeAnyText(node: TSESTree.Node): boolean {
  const options = optionsAround(node);
  return options.length === 0 || options.some(({ type }) => type !== 'TSLiteralType');
}

/** What the type around a text is made of, where the file declares it. */
function optionsAround(node: TSESTree.Node): TSESTree.TypeNode[] {
  const type = typeAround(node);
  const declared = type?.type === 'TSTypeReference' ? declarationOf(type.typeName) : undefined;
  const whole = declared?.type === 'TSTypeAliasDeclaration' ? declared.typeAnnotation : type;
  if (!whole) return [];
  return whole.type === 'TSUnionType' ? whole.types : [whole];
}

/** Whether the type that the file gives to an expression, or to what it is an alternative of, has nothing in the place of a text. */
export function mustBeText(node: TSESTree.Node): boolean {
  let at = node;
  while (at.parent?.type === 'LogicalExpression' || at.parent?.type === 'ConditionalExpression') at = at.parent;
  return typeAround(at)?.type === 'TSStringKeyword';
}

/** The names of the properties that the declared type of a variable has; undefined where the file does not say. */
export function declaredMembers(variable: TSESTree.Identifier): ReadonlyMap<string, KnownType> | undefined {
  const type = typeNodeOf(variable);
  const members = type && membersOf(type);
  return members && new Map(members.map(({ name, member }) => [name, kindOfMember(member)]));
}

const OPEN_TYPES =
  /^(?:Record|HeadersInit|RawAxiosRequestHeaders|AxiosHeaders|AxiosRequestConfig|RequestInit|BodyInit|object|const)$/;

/**
 * Whether the type that the file gives to an object literal, or to a larger one around it, lets it have one more property. A type
 * that the file does not declare may, if it comes from a package whose types are known to.
 */
export function mayHaveProperty(
  object: TSESTree.ObjectExpression,
  name: string,
  isKnownPackage: (specifier: string) => boolean = () => false,
): boolean {
  const { outermost, names } = pathTo(object);
  let type = typeAround(outermost);
  for (const step of [...names, name]) {
    if (!type || takesAnything(type, isKnownPackage)) return true;
    type = partOf(type, step);
    if (!type) return false;
  }
  return true;
}

/** The outermost literal around an object, and the names that lead from it to the object. */
function pathTo(object: TSESTree.Node): { outermost: TSESTree.Node; names: string[] } {
  const names: string[] = [];
  let outermost = object;
  for (;;) {
    const parent: TSESTree.Node | undefined = outermost.parent;
    if (parent?.type === 'Property' && parent.value === outermost) names.unshift(staticName(parent) ?? '');
    else if (parent?.type === 'ArrayExpression') names.unshift(ELEMENT);
    else if (parent?.type !== 'ObjectExpression') return { outermost, names };
    outermost = parent;
  }
}

/** The property in the type that the file gives to an object literal, or to a larger one around it. */
export function declaredProperty(
  object: TSESTree.ObjectExpression,
  name: string,
): TSESTree.TSPropertySignature | undefined {
  const { outermost, names } = pathTo(object);
  let type = typeAround(outermost);
  for (const step of names) type = type && partOf(type, step);
  return type && membersOf(type)?.find(member => member.name === name)?.member;
}

const ELEMENT = '[]';

function takesAnything(type: TSESTree.TypeNode, isKnownPackage: (specifier: string) => boolean): boolean {
  if (type.type === 'TSAnyKeyword' || type.type === 'TSUnknownKeyword' || type.type === 'TSObjectKeyword') return true;
  if (type.type === 'TSTypeLiteral') return type.members.some(member => member.type === 'TSIndexSignature');
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  if (OPEN_TYPES.test(type.typeName.name)) return true;
  const { parent } = variableOf(type.typeName)?.defs[0] ?? {};
  return parent?.type === 'ImportDeclaration' && isKnownPackage(parent.source.value);
}

/** The type of a property or of the elements of a list, required or not. */
function partOf(type: TSESTree.TypeNode, step: string): TSESTree.TypeNode | undefined {
  const [argument] = type.type === 'TSTypeReference' ? (type.typeArguments?.params ?? []) : [];
  const isPromise =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'Promise';
  if (isPromise && argument) return partOf(argument, step);
  if (step === ELEMENT) return elementOf(type);
  return membersOf(type)?.find(({ name }) => name === step)?.member.typeAnnotation?.typeAnnotation;
}

/** The annotation of what an expression is assigned to, passed as, returned by or checked against. */
function typeAround(node: TSESTree.Node): TSESTree.TypeNode | undefined {
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
      return typeOfArgument(node, parent);
    case 'TSSatisfiesExpression':
    case 'TSTypeAssertion':
      return parent.typeAnnotation;
    case 'VariableDeclarator':
      return annotationOf(parent.id);
    case 'PropertyDefinition':
      return parent.typeAnnotation?.typeAnnotation;
    case 'AssignmentPattern':
      return annotationOf(parent.left);
    case 'ArrowFunctionExpression':
      return parent.returnType?.typeAnnotation;
    case 'ReturnStatement':
      return enclosingFunction(parent)?.returnType?.typeAnnotation;
    default:
      return undefined;
  }
}

/** The type of the parameter that a function of the file has for an argument. */
function typeOfArgument(argument: TSESTree.Node, call: TSESTree.CallExpression): TSESTree.TypeNode | undefined {
  const [definition, ...more] = (call.callee.type === 'Identifier' && variableOf(call.callee)?.defs) || [];
  const fn = definition?.type === 'Variable' ? definition.node.init : definition?.node;
  const index = call.arguments.findIndex(each => each === argument);
  const parameter = more.length === 0 && isFunction(fn) ? positionalParameters(fn)[index] : undefined;
  return parameter && annotationOf(parameter);
}

function kindNamed(name: string): KnownType | undefined {
  if (name === 'any' || name === 'unknown' || name === 'error') return undefined;
  if (name === 'string' || name === 'number') return name;
  return /^(?:"[^"]*"|`[^`]*`)(?: \| "[^"]*")*$/.test(name) ? 'string' : /^\d+$/.test(name) ? 'number' : 'other';
}

const MOST_STEPS = 10;

/** Where the file declares the type of an expression. */
function typeNodeOf(node: TSESTree.Node, steps = MOST_STEPS): TSESTree.TypeNode | undefined {
  if (steps === 0) return undefined;
  if (node.type === 'TSAsExpression') return node.typeAnnotation;
  const at = unwrap(node);
  if (at.type === 'MemberExpression') {
    const holder = at.optional ? undefined : typeNodeOf(at.object, steps - 1);
    return holder && memberType(holder, staticName(at));
  }
  const [definition, ...more] = (at.type === 'Identifier' && variableOf(at)?.defs) || [];
  if (!definition || more.length > 0) return undefined;
  const { name } = definition;
  if (name.type === 'Identifier' && name.typeAnnotation)
    return optional(name) ? undefined : name.typeAnnotation.typeAnnotation;
  if (definition.type === 'Variable') return typeOfDeclared(name, definition.node, steps);
  return definition.type === 'Parameter' && isFunction(definition.node)
    ? typeOfParameter(name, definition.node, steps)
    : undefined;
}

function optional(name: TSESTree.Identifier): boolean {
  return name.optional;
}

function typeOfDeclared(
  name: TSESTree.Node,
  { id, init, parent }: TSESTree.VariableDeclarator,
  steps: number,
): TSESTree.TypeNode | undefined {
  const { parent: loop } = parent;
  const list = loop.type === 'ForOfStatement' && loop.left === parent ? typeNodeOf(loop.right, steps - 1) : undefined;
  const whole = annotationOf(id) ?? (list ? elementOf(list) : init ? typeNodeOf(init, steps - 1) : undefined);
  return whole && inPattern(id, name, whole);
}

function typeOfParameter(name: TSESTree.Node, fn: TSESTree.FunctionLike, steps: number): TSESTree.TypeNode | undefined {
  const pattern = fn.params.find(({ range: [start, end] }) => start <= name.range[0] && name.range[1] <= end);
  const { parent } = fn;
  const isCallback =
    parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression' && pattern === fn.params[0];
  const method = isCallback && parent.callee.type === 'MemberExpression' ? parent.callee : undefined;
  const list =
    method && /^(?:map|forEach|flatMap|filter)$/.test(staticName(method) ?? '')
      ? typeNodeOf(method.object, steps - 1)
      : undefined;
  const whole = (pattern && annotationOf(pattern)) ?? (list && elementOf(list));
  return pattern && whole && inPattern(pattern, name, whole);
}

function annotationOf(pattern: TSESTree.Node): TSESTree.TypeNode | undefined {
  const at = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  return 'typeAnnotation' in at && at.typeAnnotation?.type === 'TSTypeAnnotation'
    ? at.typeAnnotation.typeAnnotation
    : undefined;
}

/** The part of a type that a name of a pattern takes. */
function inPattern(
  pattern: TSESTree.Node,
  name: TSESTree.Node,
  type: TSESTree.TypeNode,
): TSESTree.TypeNode | undefined {
  if (pattern === name) return type;
  const at = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  if (at === name) return type;
  if (at.type !== 'ObjectPattern') return undefined;
  const property = at.properties.find(({ range: [start, end] }) => start <= name.range[0] && name.range[1] <= end);
  if (property?.type !== 'Property') return undefined;
  const inner = memberType(type, staticName(property));
  return inner && inPattern(property.value, name, inner);
}

function elementOf(list: TSESTree.TypeNode): TSESTree.TypeNode | undefined {
  if (list.type === 'TSArrayType') return list.elementType;
  if (list.type === 'TSTypeOperator' && list.typeAnnotation) return elementOf(list.typeAnnotation);
  const isList =
    list.type === 'TSTypeReference' &&
    list.typeName.type === 'Identifier' &&
    /^(?:Readonly)?Array$/.test(list.typeName.name);
  return isList ? list.typeArguments?.params[0] : undefined;
}

interface Member {
  name: string;
  member: TSESTree.TSPropertySignature;
}

/** The properties of a type that the file declares; undefined where it may have others. */
function membersOf(type: TSESTree.TypeNode, steps = MOST_STEPS): Member[] | undefined {
  if (steps === 0) return undefined;
  if (type.type === 'TSTypeLiteral') return propertiesIn(type.members);
  const declaration = type.type === 'TSTypeReference' ? declarationOf(type.typeName) : undefined;
  if (declaration?.type === 'TSTypeAliasDeclaration') return membersOf(declaration.typeAnnotation, steps - 1);
  return declaration?.type === 'TSInterfaceDeclaration' ? propertiesIn(declaration.body.body) : undefined;
}

function propertiesIn(members: readonly TSESTree.TypeElement[]): Member[] {
  return members.flatMap(member => {
    const key = member.type === 'TSPropertySignature' && !member.computed ? member.key : undefined;
    const name = key?.type === 'Identifier' ? key.name : key?.type === 'Literal' ? String(key.value) : undefined;
    return name !== undefined && member.type === 'TSPropertySignature' ? [{ name, member }] : [];
  });
}

function declarationOf(name: TSESTree.EntityName): TSESTree.Node | undefined {
  return name.type === 'Identifier' ? variableOf(name)?.defs[0]?.node : undefined;
}

function memberType(type: TSESTree.TypeNode, name: string | undefined): TSESTree.TypeNode | undefined {
  const found = membersOf(type)?.find(member => member.name === name)?.member;
  return found && !found.optional ? found.typeAnnotation?.typeAnnotation : undefined;
}

function kindOfMember({ optional: mayMiss, typeAnnotation }: TSESTree.TSPropertySignature): KnownType {
  return !mayMiss && typeAnnotation ? (kindOf(typeAnnotation.typeAnnotation) ?? 'other') : 'other';
}

function kindOf(type: TSESTree.TypeNode): KnownType | undefined {
  switch (type.type) {
    case 'TSStringKeyword':
    case 'TSTemplateLiteralType':
      return 'string';
    case 'TSNumberKeyword':
      return 'number';
    case 'TSAnyKeyword':
    case 'TSUnknownKeyword':
      return undefined;
    case 'TSLiteralType':
      return type.literal.type === 'Literal' && typeof type.literal.value === 'string' ? 'string' : 'other';
    case 'TSTypeReference': {
      const declaration = declarationOf(type.typeName);
      return declaration?.type === 'TSTypeAliasDeclaration' ? kindOf(declaration.typeAnnotation) : undefined;
    }
    default:
      return 'other';
  }
}
