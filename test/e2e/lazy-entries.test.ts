import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type BuildFailure } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { writeRepository } from './run-bundle.ts';

const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const LAZY_ENTRY = { 'src/project/lint/eslint-linter.ts': "export { Linter } from 'eslint/universal';" };

/** Bundles one part of a program that consists of these files. @returns its text, or what is wrong with it */
async function bundleOf(files: Record<string, string>, part: string, source: string): Promise<string> {
  const { lazyEntries } = await import(pathToFileURL(path.join(REPOSITORY, 'scripts/build/lazy-entries.mjs')).href);
  const root = writeRepository(files);
  try {
    const { outputFiles } = await build({
      entryPoints: [source],
      absWorkingDir: root,
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      plugins: [lazyEntries(root, part)],
      logLevel: 'silent',
    });
    return outputFiles[0]?.text ?? '';
  } catch (error) {
    return (error as BuildFailure).errors.map(({ text }) => text).join('\n');
  }
}

describe('a part of its own', () => {
  it('is imported from the file beside the entry when it is needed', async () => {
    const text = await bundleOf(
      { ...LAZY_ENTRY, 'src/cli/main.ts': "export const load = () => import('../project/lint/eslint-linter.ts');" },
      'cli.js',
      'src/cli/main.ts',
    );
    expect(text).toContain('import("./linter.mjs")');
  });

  it('cannot be imported before it is needed', async () => {
    const text = await bundleOf(
      { ...LAZY_ENTRY, 'src/cli/main.ts': "export * from '../project/lint/eslint-linter.ts';" },
      'cli.js',
      'src/cli/main.ts',
    );
    expect(text).toBe("'src/project/lint/eslint-linter.ts' is heavy. Load it with import() where it is needed.");
  });

  it('takes its package from the file that holds nothing else', async () => {
    expect(await bundleOf(LAZY_ENTRY, 'linter.mjs', 'src/project/lint/eslint-linter.ts')).toContain(
      'from "./eslint.mjs"',
    );
  });

  it('is the only place for a heavy package', async () => {
    const text = await bundleOf(
      { 'src/cli/main.ts': "export { Linter } from 'eslint/universal';" },
      'cli.js',
      'src/cli/main.ts',
    );
    expect(text).toBe("'eslint/universal' is heavy. Import it only in a lazy entry point (scripts/build/parts.mjs).");
  });

  it('takes no name from a package that is not listed', async () => {
    const text = await bundleOf(
      {
        'src/project/lint/eslint-linter.ts':
          "import { SourceCode } from 'eslint/universal';\nexport const code = SourceCode;",
      },
      'linter.mjs',
      'src/project/lint/eslint-linter.ts',
    );
    expect(text).toContain('No matching export');
  });
});
