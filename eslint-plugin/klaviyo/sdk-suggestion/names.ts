import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { variableOf } from '../../program/module.ts';
import { classAround, staticName } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';

/** Takes off what only the type checker reads: `as`, `satisfies`, `!`. */
export function withoutTypes(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'ChainExpression':
      return withoutTypes(node.expression);
    default:
      return node;
  }
}

/** A variable that is declared with a value and never gets another. */
export interface Constant {
  variable: TSESLint.Scope.Variable;
  declarator: TSESTree.VariableDeclarator & { init: TSESTree.Expression };
}

/** The constant that an identifier names. */
export function constantOf(node: TSESTree.Node): Constant | undefined {
  if (node.type !== 'Identifier') return undefined;
  const variable = variableOf(node);
  const [definition, ...others] = variable?.defs ?? [];
  const declarator = definition?.node;
  if (!variable || others.length > 0 || declarator?.type !== 'VariableDeclarator') return undefined;
  const { id, init } = declarator;
  const isOnce = variable.references.every(reference => !reference.isWrite() || reference.init === true);
  return id.type === 'Identifier' && init && isOnce
    ? { variable, declarator: declarator as Constant['declarator'] }
    : undefined;
}

/** What an expression is made of, where constants stand for it. */
export function writtenAt(node: TSESTree.Node): TSESTree.Node {
  const bare = withoutTypes(node);
  const constant = constantOf(bare);
  return constant ? writtenAt(constant.declarator.init) : bare;
}

/** The identifiers below a node that name variables. */
export function identifiersIn(node: TSESTree.Node): TSESTree.Identifier[] {
  const found: TSESTree.Identifier[] = [];
  visit(node, (at, parent) => {
    if (at.type !== 'Identifier') return;
    const isMember = parent?.type === 'MemberExpression' && parent.property === at && !parent.computed;
    const isKey = parent?.type === 'Property' && parent.key === at && !parent.computed && !parent.shorthand;
    if (!isMember && !isKey) found.push(at);
  });
  return found;
}

/** The references of a variable other than its declaration. */
export function usesOf(variable: TSESLint.Scope.Variable): TSESTree.Node[] {
  return variable.references.filter(({ init }) => init !== true).map(({ identifier }) => identifier);
}

/** The function that a callee names, in the module or in the class around it. */
export function calledFunction(callee: TSESTree.Node): TSESTree.Node | undefined {
  const at = withoutTypes(callee);
  if (at.type === 'Identifier') {
    const node = variableOf(at)?.defs[0]?.node;
    return node?.type === 'VariableDeclarator' ? (node.init ?? undefined) : node;
  }
  const isOwn = at.type === 'MemberExpression' && at.object.type === 'ThisExpression';
  const member = isOwn
    ? classAround(at)?.body.find(each => each.type === 'MethodDefinition' && staticName(each) === staticName(at))
    : undefined;
  return member?.type === 'MethodDefinition' ? member.value : undefined;
}
