/** What a module exports of another one. */
export interface ReExport {
  specifier: string;
  /** The names in the other module, by those under which they are exported again; `*` where all keep their own. */
  names: ReadonlyMap<string, string> | '*';
}

const RE_EXPORT = /\bexport\s*(?:(\*)(?:\s*as\s+([\w$]+))?|\{([^{}'"`;]*)\})\s*from\s*['"]([^'"\n\\]+)['"]/g;

/** Finds the re-exports of values in a text. */
export function reExports(text: string): ReExport[] {
  return [...text.matchAll(RE_EXPORT)].map(([, , namespace, names = '', specifier = '']) => {
    if (namespace !== undefined) return { specifier, names: new Map([[namespace, '*']]) };
    return { specifier, names: names === '' ? '*' : pairsIn(names) };
  });
}

/** The text without its re-exports. */
export function withoutReExports(text: string): string {
  return text.replaceAll(RE_EXPORT, '');
}

const DECLARED =
  /\bexport\s+(?:(?:async\s+)?function(?:\s*\*\s*|\s+)|(?:abstract\s+)?class\s+|(?:const|let|var|enum)\s+)([\w$]+)/g;
const LISTED = /\bexport\s*\{([^{}'"`;]*)\}(?!\s*from\b)/g;

/** The names of the values that a module declares and exports itself. */
export function exportedNames(text: string): string[] {
  return [
    ...[...text.matchAll(DECLARED)].map(([, name = '']) => name),
    ...[...text.matchAll(LISTED)].flatMap(([, names = '']) => [...pairsIn(names).keys()]),
    ...(/\bexport\s+default\b/.test(text) ? ['default'] : []),
  ];
}

function pairsIn(names: string): Map<string, string> {
  const pairs = names
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '' && !name.startsWith('type '))
    .map((name): [string, string] => {
      const [local = '', exported = local] = name.replaceAll(/\s+/g, ' ').split(' as ');
      return [exported, local];
    });
  return new Map(pairs);
}
