import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction } from '../program/node.ts';
import { UNKNOWN, type Value } from '../values/value.ts';

/** `{import('package').Name}` as JSDoc writes the type of a parameter, a variable or a field. */
const IMPORTED_TYPE = /@(param|type)\s+\{\s*import\(['"]([^'"]+)['"]\)\.(\w+)\s*\}\s*\[?(\w*)/g;

/** An object of the type that the JSDoc above a parameter's function, or above a variable, imports. */
export function valueOfJsDoc(name: TSESTree.Node): Value {
  if (name.type !== 'Identifier') return UNKNOWN;
  const holder = documented(name);
  const comment = holder && commentAbove(holder);
  if (!comment) return UNKNOWN;
  for (const [, tag, module = '', type = '', parameter] of comment.value.matchAll(IMPORTED_TYPE)) {
    const isMeant =
      isFunction(holder) || parameter === name.name ? tag === 'param' && parameter === name.name : tag === 'type';
    if (!isMeant) continue;
    return {
      kind: 'externalCall',
      callee: { kind: 'external', module, path: [type] },
      args: [],
      node: name,
      constructed: true,
    };
  }
  return UNKNOWN;
}

/** What a comment would stand above: the function of a parameter, or the declaration of a variable. */
function documented(name: TSESTree.Node): TSESTree.Node | undefined {
  for (let at = name.parent; at; at = at.parent) {
    if (isFunction(at) || at.type === 'VariableDeclaration') return at;
  }
  return undefined;
}

function commentAbove(node: TSESTree.Node): TSESTree.Comment | undefined {
  let root: TSESTree.Node = node;
  while (root.parent) root = root.parent;
  const comments = root.type === 'Program' ? (root.comments ?? []) : [];
  const starts = [node, ...outerStarts(node)].map(({ range }) => range[0]);
  return comments.findLast(
    ({ range, value, type }) =>
      type === 'Block' && value.startsWith('*') && starts.some(start => range[1] <= start && start - range[1] < 100),
  );
}

/** `export`, `async method`, `const name =` stand between the comment and the function. */
function outerStarts(node: TSESTree.Node): TSESTree.Node[] {
  const outer: TSESTree.Node[] = [];
  for (
    let at = node.parent;
    at &&
    !at.type.endsWith('Block') &&
    at.type !== 'BlockStatement' &&
    at.type !== 'ClassBody' &&
    at.type !== 'Program';
    at = at.parent
  )
    outer.push(at);
  return outer;
}
