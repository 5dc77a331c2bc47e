import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { MemoMap } from './memo.ts';
import type { Value } from './value.ts';

/** What is bound while the body of one call is read: parameters to arguments, `this`, and what was found so far. */
export interface Frame {
  /** The function, class or object literal whose inside this frame is for; undefined for a whole module. */
  owner: TSESTree.Node | undefined;
  bindings: Map<TSESLint.Scope.Variable, () => Value>;
  thisValue: Value | undefined;
  parent: Frame | undefined;
  /** The frame of the call that was the first to need this one. */
  caller: Frame | undefined;
  /** It stands for many calls of a function, and these addresses among what they give are not followed; what is not known of one is `HOLE`. */
  lostAddresses?: string[];
  /** Values of nodes in this frame. */
  found: MemoMap<TSESTree.Node, Value>;
}

export function createFrame(owner?: TSESTree.Node, parent?: Frame, self?: Value, caller?: Frame): Frame {
  return { owner, bindings: new Map(), thisValue: self, parent, caller, found: new Map() };
}

/** How often a frame for the inside of a node is among those that led to this one, as far as `most`. */
export function nesting(owner: TSESTree.Node, frame: Frame, most: number): number {
  let count = 0;
  for (let at: Frame | undefined = frame; at && count < most; at = at.caller ?? at.parent)
    if (at.owner === owner) count += 1;
  return count;
}

/** The frame that a node is read in: the innermost one around it, which for a function is not its own inside. What stands outside is read once for all calls. */
export function frameAround(node: TSESTree.Node, frame: Frame): Frame {
  let at = frame;
  while (at.parent && at.owner && (at.owner === node || !contains(at.owner, node))) at = at.parent;
  return at;
}

export function contains(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return outer.range[0] <= inner.range[0] && inner.range[1] <= outer.range[1];
}

/** The argument that a parameter is bound to, in this frame or one around it. */
export function boundValue(frame: Frame, variable: TSESLint.Scope.Variable): Value | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const read = at.bindings.get(variable);
    if (read) return read();
  }
  return undefined;
}
