import type { TSESTree } from '@typescript-eslint/utils';

/** The properties of a kind of node that hold its children, in the order of the source. */
export type VisitorKeys = Readonly<Record<string, readonly string[] | undefined>>;

const keysOf = new WeakMap<TSESTree.Node, VisitorKeys>();

/** Notes how a syntax tree is walked, as its parser says. */
export function registerVisitorKeys(ast: TSESTree.Program, keys: VisitorKeys): void {
  keysOf.set(ast, keys);
}

/**
 * Visits a node and all below it, parents first, in the order of the source.
 *
 * @param root a node of a registered syntax tree; other trees have no children
 */
export function visit(
  root: TSESTree.Node,
  enter: (node: TSESTree.Node, parent: TSESTree.Node | undefined) => void,
): void {
  const keys = visitorKeysAround(root);
  // Whole programs are visited: nothing is allocated for a node.
  const pending: TSESTree.Node[] = [root];
  const parents: (TSESTree.Node | undefined)[] = [undefined];
  const add = (child: Child, parent: TSESTree.Node): void => {
    if (!child) return;
    pending.push(child);
    parents.push(parent);
  };
  for (let node = pending.pop(); node; node = pending.pop()) {
    enter(node, parents.pop());
    addChildren(node, keys[node.type] ?? [], add);
  }
}

/** The last one first. */
function addChildren(
  node: TSESTree.Node,
  names: readonly string[],
  add: (child: Child, parent: TSESTree.Node) => void,
): void {
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const child = node[names[index] as keyof TSESTree.Node] as unknown as Child | Child[];
    if (!Array.isArray(child)) add(child, node);
    else for (let element = child.length - 1; element >= 0; element -= 1) add(child[element], node);
  }
}

/** The elements of a pattern may be left out. */
type Child = TSESTree.Node | null | undefined;

/** The nodes directly below a node, in the order of the source. */
export function childrenOf(node: TSESTree.Node, keys: VisitorKeys): Child[] {
  const children: Child[] = [];
  for (const name of keys[node.type] ?? []) {
    const child = node[name as keyof TSESTree.Node] as unknown as Child | Child[];
    if (Array.isArray(child)) for (const element of child) children.push(element);
    else children.push(child);
  }
  return children;
}

/** How the syntax tree around a node is walked. */
export function visitorKeysAround(node: TSESTree.Node): VisitorKeys {
  let at = node;
  while (at.parent) at = at.parent;
  return keysOf.get(at) ?? {};
}
