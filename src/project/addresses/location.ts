import type { TSESTree } from '@typescript-eslint/utils';
import type { Location } from '../../model/finding.ts';

/** @param path of the file that the node stands in */
export function locationOf({ loc: { start, end } }: TSESTree.Node, path: string): Location {
  return { path, line: start.line, column: start.column + 1, endLine: end.line, endColumn: end.column + 1 };
}
