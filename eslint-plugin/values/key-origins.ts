import type { TSESTree } from '@typescript-eslint/utils';
import type { Lazy } from './value.ts';

/** Remembers where the name of a property is written: its key in a literal, or the member that is assigned. */
export function writtenAs(read: Lazy, ...nodes: readonly TSESTree.Node[]): Lazy {
  if (nodes.length > 0) read.keys = nodes;
  return read;
}

/** Where the name of a property is written, as far as that is known; several places where one of them writes it. */
export function keysOf(read: Lazy | undefined): readonly TSESTree.Node[] {
  return read?.keys ?? [];
}
