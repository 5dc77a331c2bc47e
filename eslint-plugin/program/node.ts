import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode } from '../values/value.ts';

export function isFunction(node: TSESTree.Node | undefined | null): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The parameters that arguments are given for: not the `this` of TypeScript, which only has a type. */
export function positionalParameters({ params }: Pick<FunctionNode, 'params'>): TSESTree.Parameter[] {
  const [first] = params;
  return first?.type === 'Identifier' && first.name === 'this' ? params.slice(1) : params;
}

/** The function around a node, or undefined at the top of the module. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | undefined {
  for (let at = node.parent; at; at = at.parent) if (isFunction(at)) return at;
  return undefined;
}

/** The functions around a node, innermost first. */
export function functionsAround(node: TSESTree.Node): FunctionNode[] {
  const around: FunctionNode[] = [];
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) around.push(at);
  return around;
}

/** The body of the class around a node, if there is one. */
export function classAround(node: TSESTree.Node): TSESTree.ClassBody | undefined {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'ClassBody') return at;
  return undefined;
}

/** Takes off what does not change a value: `as`, `satisfies`, `!`, `await`, parentheses of optional chains. */
export function unwrap(node: TSESTree.Node): TSESTree.Node {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return unwrap(node.expression);
    case 'AwaitExpression':
      return unwrap(node.argument);
    default:
      return node;
  }
}

/** The expression around a node that still is the same value: the outermost `as`, `!`, chain or `await`. */
export function wrapped(node: TSESTree.Node): TSESTree.Node {
  let at = node;
  while (at.parent && unwrap(at.parent) === unwrap(at) && at.parent !== at) at = at.parent;
  return at;
}

/** The name of a member access or property, where it is written down: `.name`, `['name']`, `name:`. */
export function staticName(
  node: TSESTree.MemberExpression | TSESTree.Property | TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (!node.computed && key.type === 'Identifier') return key.name;
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'TemplateLiteral' && key.quasis.length === 1
    ? (key.quasis[0]?.value.cooked ?? undefined)
    : undefined;
}

/** How the source spells a callee, from left to right: `this.http.post` gives `this`, `http`, `post`. */
export function spelledNames(node: TSESTree.Node): string[] {
  const names: string[] = [];
  for (let at = unwrap(node); ;) {
    if (at.type === 'MemberExpression') {
      names.push(staticName(at) ?? '');
      at = unwrap(at.object);
    } else if (at.type === 'CallExpression') {
      names.push('()');
      at = unwrap(at.callee);
    } else {
      names.push(at.type === 'Identifier' ? at.name : at.type === 'ThisExpression' ? 'this' : '');
      return names.reverse();
    }
  }
}

/** Whether a name stands for its type only: `useLoaderData<typeof loader>()`. */
export function isTypeQuery({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'TSTypeQuery' || (parent?.type === 'TSQualifiedName' && isTypeQuery(parent));
}
