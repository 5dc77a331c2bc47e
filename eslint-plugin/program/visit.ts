import type { TSESTree } from '@typescript-eslint/utils';

/** Visits a node and all below it, parents first, in the order of the source. */
export function visit(
  root: TSESTree.Node,
  enter: (node: TSESTree.Node, parent: TSESTree.Node | undefined) => void,
): void {
  const pending: [TSESTree.Node, TSESTree.Node | undefined][] = [[root, undefined]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [node, parent] = next;
    enter(node, parent);
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1)
      pending.push([children[index] as TSESTree.Node, node]);
  }
}

const NO_CHILDREN = new Set(['parent', 'tokens', 'comments', 'loc', 'range', 'type']);

function childrenOf(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const key in node) {
    const value: unknown = NO_CHILDREN.has(key) ? undefined : node[key as keyof typeof node];
    const candidates: unknown[] = Array.isArray(value) ? value : [value];
    for (const child of candidates) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return (
    typeof value === 'object' && value !== null && 'type' in value && 'range' in value && typeof value.type === 'string'
  );
}
