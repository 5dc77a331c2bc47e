import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectedIn, installCell, lintCell, typescriptsIn } from './cell.ts';
import { MATRIX } from './versions.ts';

const [oldest, nine, ten] = MATRIX.eslint;
const [five4, five9, six, seven] = MATRIX.typescript;
const [twenty, twentyTwo, twentyFour, twentySix] = MATRIX.node;

/** Each value of each dimension once; `npm run test:matrix` runs all combinations. */
const CELLS = [
  { manager: 'npm', eslint: oldest, typescript: five4, node: twenty },
  { manager: 'pnpm', eslint: nine, typescript: five9, node: twentyTwo },
  { manager: 'yarn', eslint: ten, typescript: six, node: twentyFour },
  { manager: 'bun', eslint: ten, typescript: seven, node: twentySix },
] as const;

it.each(CELLS)('$manager, ESLint $eslint, TypeScript $typescript, Node.js $node', cell => {
  const folder = installCell(cell);
  expect(typescriptsIn(folder)).toEqual([cell.typescript]);
  expect(lintCell(folder, cell, cell.node)).toEqual(expectedIn(cell));
  rmSync(folder, { recursive: true, force: true });
});
