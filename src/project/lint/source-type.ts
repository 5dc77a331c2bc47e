type SourceType = 'module' | 'commonjs';

/** What a file can be, the likelier first: nearly all that calls itself neither is a module, or parses as one. */
export function sourceTypes(path: string): readonly [SourceType, SourceType] {
  return /\.c[jt]s$/i.test(path) ? ['commonjs', 'module'] : ['module', 'commonjs'];
}
