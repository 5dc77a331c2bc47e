/** What a module passes on from another one. */
export interface ReExport {
  specifier: string;
  /** The names in the other module, by those under which they are passed on; `*` where it passes on everything under its own name. */
  names: ReadonlyMap<string, string> | '*';
}

const RE_EXPORT =
  /\bexport\s{0,20}(?:(\*)(?:\s{0,20}as\s{1,20}([\w$]{1,100}))?|\{([^{}'"`;]{0,3000})\})\s{0,20}from\s{0,20}['"]([^'"\n\\]{1,200})['"]/g;

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
  /\bexport\s{1,20}(?:(?:async\s{1,20})?function\s{0,20}\*?\s{0,20}|(?:abstract\s{1,20})?class\s{1,20}|(?:const|let|var|enum)\s{1,20})([\w$]{1,100})/g;
const LISTED = /\bexport\s{0,20}\{([^{}'"`;]{0,3000})\}(?!\s{0,20}from\b)/g;

/** The names of the values that a module declares and exports itself. */
export function exportedNames(text: string): string[] {
  return [
    ...[...text.matchAll(DECLARED)].map(([, name = '']) => name),
    ...[...text.matchAll(LISTED)].flatMap(([, names = '']) => [...pairsIn(names).keys()]),
    ...(/\bexport\s{1,20}default\b/.test(text) ? ['default'] : []),
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
