import type { TSESTree } from '@typescript-eslint/utils';
import type { TextEdit as Edit } from '../../edits/import-edit.ts';

export type { TextEdit as Edit } from '../../edits/import-edit.ts';

/** The source of a node after the edits inside of it. */
export function rendered(node: Pick<TSESTree.Node, 'range'>, edits: readonly Edit[], source: string): string {
  const [start, end] = node.range;
  let text = '';
  let at = start;
  for (const edit of inOrder(edits).filter(({ range }) => range[0] >= start && range[1] <= end)) {
    text += source.slice(at, edit.range[0]) + edit.text;
    at = edit.range[1];
  }
  return text + source.slice(at, end);
}

export function inOrder(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((one, other) => one.range[0] - other.range[0] || one.range[1] - other.range[1]);
}

export function isInside({ range }: Edit, [start, end]: Readonly<TSESTree.Range>): boolean {
  return range[0] >= start && range[1] <= end;
}
