import { posix } from 'node:path';
import type { ValueImport } from './value-imports.ts';

const GLOB =
  /\bimport\.meta\.glob(?:Eager)?\s{0,5}(?:<[^()]{0,200}>)?\(\s{0,100}(\[[^\]]{0,1000}\]|'[^'\n]{1,300}'|"[^"\n]{1,300}")([^)]{0,300})\)/g;
/** What is taken as text or as an address is not run. */
const NO_CODE = /['"`]?(?:as|query)['"`]?\s{0,5}:\s{0,5}['"`]\??(?:raw|url)/;

/** Returns whether a module may load others by patterns in the browser: what asks where it runs may load them on the server only. */
export function mayImportByGlob(text: string): boolean {
  return text.includes('import.meta.glob') && !text.includes('import.meta.env.SSR');
}

/**
 * Finds the files that a module loads by patterns: `import.meta.glob('./forms/*.ts')`.
 *
 * Source: the documentation of Vite; read 2026-11-23.
 *
 * @param files all that there are
 */
export async function globImports(path: string, text: string, files: readonly string[]): Promise<ValueImport[]> {
  const { globMatcher } = await import('../discovery/globs.ts');
  const folder = posix.dirname(path);
  return [...text.matchAll(GLOB)].flatMap(([, written = '', options = '']) => {
    if (NO_CODE.test(options)) return [];
    const patterns = [...written.matchAll(/['"]([^'"\n]+)['"]/g)].map(([, pattern = '']) => pattern);
    const matches = globMatcher(
      patterns.filter(pattern => !pattern.startsWith('!')).flatMap(pattern => fromRoot(pattern, folder)),
      patterns.filter(pattern => pattern.startsWith('!')).flatMap(pattern => fromRoot(pattern.slice(1), folder)),
    );
    return files
      .filter(file => file !== path && matches(file))
      .map(file => ({ specifier: relative(folder, file), names: undefined, used: undefined }));
  });
}

/** A pattern from the folder of the module, or from anywhere, as one from the checked folder. */
function fromRoot(pattern: string, folder: string): string[] {
  if (/^\.\.?\//.test(pattern)) return [posix.join(folder, pattern)];
  return pattern.startsWith('**') ? [posix.join(folder, pattern)] : [];
}

function relative(folder: string, file: string): string {
  const path = posix.relative(folder, file);
  return path.startsWith('.') ? path : `./${path}`;
}
