import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cell, expectedIn, installCell, lintCell, typescriptsIn } from '../cell.ts';
import type { Manager } from '../toolchain.ts';
import { MATRIX } from '../versions.ts';

/** Every combination of the matrix that a package manager installs; one file for each, so that they run side by side. */
export function allOf(manager: Manager): void {
  const cells = MATRIX.eslint.flatMap(eslint =>
    MATRIX.typescript.map((typescript): Cell => ({ manager, eslint, typescript })),
  );

  describe.each(cells)('$manager, ESLint $eslint, TypeScript $typescript', cell => {
    let folder: string;

    beforeAll(() => {
      folder = installCell(cell);
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    it('has one TypeScript', () => {
      expect(typescriptsIn(folder)).toEqual([cell.typescript]);
    });

    it.each(MATRIX.node)('finds everything with Node.js %s', version => {
      const lint = (): string[] => lintCell(folder, cell, version);
      if (isBrokenWithoutUs(cell, version)) expect(lint).toThrow('Cannot convert undefined or null to object');
      else expect(lint()).toEqual(expectedIn(cell));
    });
  });
}

/** ESLint 9.15 itself reads no configuration there: `require.cache` is missing where Plug'n'Play loads it with this Node.js. */
function isBrokenWithoutUs({ manager, eslint }: Cell, node: string): boolean {
  return manager === 'yarn' && eslint === '9.15.0' && node.startsWith('22.');
}
