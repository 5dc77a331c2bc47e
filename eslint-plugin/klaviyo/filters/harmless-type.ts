import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { isFunction, staticName } from '../../program/node.ts';

const WITHOUT_TEXT = new Set([
  'TSNumberKeyword',
  'TSBigIntKeyword',
  'TSBooleanKeyword',
  'TSNullKeyword',
  'TSUndefinedKeyword',
]);

/** Whether the declared type of a name says that it holds no text but some that are written in the type. */
export function hasHarmlessType(name: TSESTree.Node): boolean {
  const type = typeOfName(name);
  return type !== undefined && isHarmless(type);
}

function isHarmless(type: TSESTree.TypeNode, depth = 0): boolean {
  if (WITHOUT_TEXT.has(type.type) || type.type === 'TSLiteralType') return true;
  if (type.type === 'TSUnionType') return type.types.every(option => isHarmless(option, depth));
  if (type.type === 'TSArrayType') return isHarmless(type.elementType, depth);
  if (type.type === 'TSTypeOperator')
    return type.operator === 'keyof' || (type.typeAnnotation !== undefined && isHarmless(type.typeAnnotation, depth));
  if (type.type === 'TSIndexedAccessType')
    return type.indexType.type === 'TSNumberKeyword' && type.objectType.type === 'TSTypeQuery';
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || depth > 4) return false;
  const { name } = type.typeName;
  const [argument] = type.typeArguments?.params ?? [];
  if (argument && /^(?:Readonly)?(?:Array|Set)$/.test(name)) return isHarmless(argument, depth);
  const declared = declaredType(type.typeName);
  if (declared?.type === 'TSEnumDeclaration') return true;
  return (
    name === 'Date' || (declared?.type === 'TSTypeAliasDeclaration' && isHarmless(declared.typeAnnotation, depth + 1))
  );
}

function declaredType(name: TSESTree.Identifier): TSESTree.Node | undefined {
  return variableOf(name)?.defs.find(({ type }) => type === 'Type' || type === 'TSEnumName')?.node;
}

/** The annotation of a variable or parameter, also of one that is taken out of an annotated object. */
function typeOfName(name: TSESTree.Node): TSESTree.TypeNode | undefined {
  if (name.type === 'MemberExpression') return typeOfProperty(typeOf(name.object), staticName(name));
  if (name.type !== 'Identifier') return undefined;
  if (name.typeAnnotation) return name.typeAnnotation.typeAnnotation;
  const [pattern, key] = patternAround(name);
  return pattern?.typeAnnotation ? typeOfProperty(pattern.typeAnnotation.typeAnnotation, key) : undefined;
}

function patternAround(name: TSESTree.Identifier): [TSESTree.ObjectPattern | undefined, string | undefined] {
  const holder =
    name.parent.type === 'AssignmentPattern' && !isFunction(name.parent.parent) ? name.parent.parent : name.parent;
  return holder.type === 'Property' && holder.parent.type === 'ObjectPattern'
    ? [holder.parent, staticName(holder)]
    : [undefined, undefined];
}

function typeOf(expression: TSESTree.Expression): TSESTree.TypeNode | undefined {
  if (expression.type === 'MemberExpression') return typeOfName(expression);
  const definition = expression.type === 'Identifier' ? variableOf(expression)?.defs[0] : undefined;
  return definition && typeOfName(definition.name);
}

function typeOfProperty(holder: TSESTree.TypeNode | undefined, key: string | undefined): TSESTree.TypeNode | undefined {
  if (!holder || key === undefined) return undefined;
  if (holder.type === 'TSIntersectionType')
    return holder.types.map(part => typeOfProperty(part, key)).find(type => type !== undefined);
  const member = membersOf(holder).find(
    (candidate): candidate is TSESTree.TSPropertySignature =>
      candidate.type === 'TSPropertySignature' && candidate.key.type === 'Identifier' && candidate.key.name === key,
  );
  return member?.typeAnnotation?.typeAnnotation;
}

function membersOf(type: TSESTree.TypeNode): TSESTree.TypeElement[] {
  if (type.type === 'TSTypeLiteral') return type.members;
  const declared =
    type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? declaredType(type.typeName) : undefined;
  if (declared?.type === 'TSInterfaceDeclaration') return declared.body.body;
  return declared?.type === 'TSTypeAliasDeclaration' ? membersOf(declared.typeAnnotation) : [];
}
