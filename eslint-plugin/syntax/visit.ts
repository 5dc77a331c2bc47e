import type { TSESTree } from '@typescript-eslint/utils';

/** Visits a node and all below it, parents first. Keys that hold no children cost little, so no key table is needed. */
export function visit(node: TSESTree.Node, enter: (node: TSESTree.Node) => void): void {
  const pending: TSESTree.Node[] = [node];
  for (let at = pending.pop(); at; at = pending.pop()) {
    enter(at);
    pending.push(...childrenOf(at).reverse());
  }
}

function childrenOf(node: TSESTree.Node): TSESTree.Node[] {
  const children: TSESTree.Node[] = [];
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'parent' || key === 'tokens' || key === 'comments') continue;
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) children.push(child);
  }
  return children;
}

function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'range' in value && typeof value.type === 'string';
}
