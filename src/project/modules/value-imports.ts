/** An import that is still there when the types are gone, as far as a text tells without being parsed. */
export interface ValueImport {
  specifier: string;
  /** What it takes by name; undefined if it takes the module as a whole, or by default. */
  names: string[] | undefined;
  /** What it uses of a module that passes on what others export; undefined if that is not known. */
  used: string[] | undefined;
}

const END_OF_IMPORT = /\b(?:from|import|require)\s{0,20}(?:\(\s{0,20})?['"]([^'"\n\\]{1,200})['"]/g;
const LONGEST_CLAUSE = 3000;

/** Finds the imports of values in a text, re-exports left out: what they pass on, a bundler drops where it is not used. */
export function valueImports(text: string): ValueImport[] {
  return [...text.matchAll(END_OF_IMPORT)].flatMap(({ 0: all, 1: specifier = '', index }): ValueImport[] => {
    if (isCommentedOut(text, index)) return [];
    if (!all.startsWith('from')) return [{ specifier, names: undefined, used: all.includes('(') ? undefined : [] }];
    const clause = clauseBefore(text, index);
    return clause === undefined || isTypeClause(clause)
      ? []
      : [{ specifier, names: namesIn(clause), used: usedIn(clause, text) }];
  });
}

/** What stands between `import` and `from`; undefined behind `export`. */
function clauseBefore(text: string, end: number): string | undefined {
  const before = text.slice(Math.max(end - LONGEST_CLAUSE, 0), end);
  const clause = before.slice(before.lastIndexOf('import') + 'import'.length);
  return before.includes('import') && !/['"`;=()]|\bexport\b/.test(clause) ? clause.trim() : undefined;
}

function isCommentedOut(text: string, at: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, at).trimStart();
  return line.startsWith('//') || line.startsWith('*') || line.startsWith('/*');
}

function isTypeClause(clause: string): boolean {
  if (/^type\s+[^,\s]/.test(clause) || /^type\s*\{/.test(clause)) return true;
  const names = /^\{([^}]*)\}$/.exec(clause)?.[1];
  return names !== undefined && splitNames(names).every(name => name.startsWith('type '));
}

function namesIn(clause: string): string[] | undefined {
  const names = /^\{([^}]*)\}$/.exec(clause)?.[1];
  return names === undefined
    ? undefined
    : splitNames(names)
        .filter(name => !name.startsWith('type '))
        .map(name => name.split(' ')[0] ?? '');
}

/** Of a namespace, what is read of it anywhere in the text. */
function usedIn(clause: string, text: string): string[] {
  const namespace = /\*\s{0,20}as\s{1,20}([\w$]{1,100})/.exec(clause)?.[1];
  const named = clause.includes('{') ? clause.slice(clause.indexOf('{')) : undefined;
  return [
    ...(/^[\w$]/.test(clause) ? ['default'] : []),
    ...(named === undefined ? [] : (namesIn(named) ?? [])),
    ...(namespace === undefined ? [] : membersOf(namespace, text)),
  ];
}

function membersOf(name: string, text: string): string[] {
  const member = new RegExp(String.raw`(?<![\w$.])${name.replaceAll('$', String.raw`\$`)}\.([\w$]{1,100})`, 'g');
  return [...text.matchAll(member)].map(([, found = '']) => found);
}

function splitNames(names: string): string[] {
  return names
    .split(',')
    .map(name => name.trim().replaceAll(/\s+/g, ' '))
    .filter(name => name !== '');
}
