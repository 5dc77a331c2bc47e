/** A specifier, with the word before it: what a file may import, found without parsing it. */
const SPECIFIER = /\b(from|import|require)(\s*\(\s*(?:\/\*[^*]{0,200}\*\/\s*)?|\s*)(['"`])([^'"`\n\\${}]{1,200})\3/g;

/** The module specifiers of a text whose exports somebody gets, which nobody does of `import '…'`; each once. */
export interface UsedSpecifiers {
  /** The file itself: `import … from`, `import('…')`, `require('…')`. */
  bound: string[];
  /** Whoever imports the file: `export … from`. */
  reexported: string[];
}

/** The module specifiers that stand in a text, each once; a comment's may be among them, which costs only a look-up. */
export function importSpecifiers(text: string): string[] {
  return [...new Set([...text.matchAll(SPECIFIER)].map(([, , , , specifier = '']) => specifier))];
}

/** The specifiers in a text that bring values somewhere. */
export function usedSpecifiers(text: string): UsedSpecifiers {
  const bound = new Set<string>();
  const reexported = new Set<string>();
  let end = 0;
  for (const { 0: all, 1: keyword, 2: between = '', 4: specifier = '', index } of text.matchAll(SPECIFIER)) {
    const isReexport = keyword === 'from' && isExport(text.slice(end, index));
    const isBare = keyword === 'import' && !between.includes('(');
    if (isReexport) reexported.add(specifier);
    else if (!isBare) bound.add(specifier);
    end = index + all.length;
  }
  return { bound: [...bound], reexported: [...reexported] };
}

const EXPORT = /^export\s*(?:type\s*)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})\s*$/;

/** Whether the statement whose `from` comes next exports; if in doubt it imports, which only costs time. */
function isExport(before: string): boolean {
  const start = before.lastIndexOf('export');
  return start >= 0 && !/[\w$.]/.test(before.charAt(start - 1)) && EXPORT.test(before.slice(start));
}
