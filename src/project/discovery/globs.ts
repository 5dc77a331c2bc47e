import picomatch from 'picomatch';
import type { Glob } from './scope.ts';

/** Makes a function that tells which relative paths fit one of some patterns, and none of others. */
export function globMatcher(patterns: readonly string[], ignored: readonly string[]): (path: string) => boolean {
  const matches = picomatch([...patterns], { ignore: [...ignored] });
  return path => matches(path);
}

/** Makes patterns of the paths that are some; they fit relative paths with `/`, and dots in names mean nothing. */
export function readGlobs(paths: readonly string[]): Glob[] {
  return paths
    .filter(path => picomatch.scan(path).isGlob)
    .map(pattern => {
      const matches = picomatch(pattern.replace(/^(?:\.\/)+/, ''), { dot: true });
      return { pattern, matches: path => matches(path) };
    });
}
