/** An import that is still there when the types are gone, as far as a text tells without being parsed. */
export interface ValueImport {
  specifier: string;
  /** What it takes by name; undefined if it takes the module as a whole, or by default. */
  names: string[] | undefined;
  /** What it uses of a module that exports what others do; undefined if that is not known. */
  used: string[] | undefined;
}

/** Also a worker is loaded: `new Worker(new URL('./worker.ts', import.meta.url))`. */
const END_OF_IMPORT =
  /\b(?:(?:from|import|require)\s*(?:\(\s*)?|new\s+(?:Shared)?Worker\(\s*new\s+URL\(\s*)['"]([^'"\n\\]+)['"]/g;
const MAY_IMPORT = /\b(?:(?:from|import|require)\s*(?:\(\s*)?|new\s+URL\(\s*)['"]/;

/** Whether a text may import something, or export something of another file, wherever in it code stands. */
export function mayImport(text: string): boolean {
  return MAY_IMPORT.test(text);
}

/** Finds the imports of values in a text, re-exports left out, which a bundler drops where they are not used. */
export function valueImports(text: string): ValueImport[] {
  const found: ValueImport[] = [];
  const membersOf = createMembers(text);
  let previous = 0;
  let isInComment = false;
  for (const { 0: all, 1: specifier = '', index } of text.matchAll(END_OF_IMPORT)) {
    const before = text.slice(previous, index);
    isInComment = isCommentedOut(before, isInComment);
    previous = index + all.length;
    if (isInComment) continue;
    if (all.startsWith('from')) {
      const clause = clauseIn(before);
      if (clause !== undefined && !isTypeClause(clause))
        found.push({ specifier, names: namesIn(clause), used: usedIn(clause, membersOf) });
    } else {
      found.push({ specifier, names: undefined, used: all.includes('(') ? undefined : [] });
    }
  }
  return found;
}

/** What stands between `import` and the `from` behind this text; undefined behind `export`. */
function clauseIn(before: string): string | undefined {
  const start = before.lastIndexOf('import');
  const clause = before.slice(start + 'import'.length);
  return start >= 0 && !/['"`;=()]|\bexport\b/.test(clause) ? clause.trim() : undefined;
}

/** @param isInComment what holds for the import before, which may be in the same line */
function isCommentedOut(before: string, isInComment: boolean): boolean {
  const newline = before.lastIndexOf('\n');
  if (newline < 0 && isInComment) return true;
  const line = before.slice(newline + 1).trimStart();
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
function usedIn(clause: string, membersOf: (name: string) => Iterable<string>): string[] {
  const namespace = /\*\s*as\s+([\w$]+)/.exec(clause)?.[1];
  const named = clause.includes('{') ? clause.slice(clause.indexOf('{')) : undefined;
  return [
    ...(/^[\w$]/.test(clause) ? ['default'] : []),
    ...(named === undefined ? [] : (namesIn(named) ?? [])),
    ...(namespace === undefined ? [] : membersOf(namespace)),
  ];
}

/** Makes a function that finds what a text reads of a name, which is looked for once for all names. */
function createMembers(text: string): (name: string) => Iterable<string> {
  let members: Map<string, Set<string>> | undefined;
  return name => {
    members ??= membersIn(text);
    return members.get(name) ?? [];
  };
}

function membersIn(text: string): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  for (const [, name = '', member = ''] of text.matchAll(/(?<![\w$.])([\w$]+)\.([\w$]+)/g)) {
    const known = members.get(name) ?? new Set();
    members.set(name, known.add(member));
  }
  return members;
}

function splitNames(names: string): string[] {
  return names
    .split(',')
    .map(name => name.trim().replaceAll(/\s+/g, ' '))
    .filter(name => name !== '');
}
