import picomatch from 'picomatch';

/** Tells whether a path of the command line is a pattern such as `src/*.ts`. */
export function isGlob(path: string): boolean {
  return picomatch.scan(path).isGlob;
}

/** Makes a function that tells whether a path, relative and with `/`, fits a pattern; dots in names mean nothing. */
export function globMatcher(pattern: string): (path: string) => boolean {
  const matches = picomatch(pattern.replace(/^(?:\.\/)+/, ''), { dot: true });
  return path => matches(path);
}
