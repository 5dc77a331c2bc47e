/** Who imports whom, by the names of files. */
export interface Importers {
  /** The files that import values from one of some files; what never reaches the browser is left out. */
  importersOf(names: readonly string[]): readonly string[];
  /** Decides by itself whether a file reaches the browser. */
  isClient(name: string): boolean;
}

/** The nearest file of the browser that imports a file, directly or not. */
export function clientAbove(start: string, { importersOf, isClient }: Importers): string | undefined {
  const seen = new Set([start]);
  let level: readonly string[] = [start];
  while (level.length > 0) {
    level = [...new Set(importersOf(level))].filter(name => !seen.has(name));
    const client = level.find(isClient);
    if (client !== undefined) return client;
    for (const name of level) seen.add(name);
  }
  return undefined;
}
