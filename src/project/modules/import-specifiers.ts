/** `from '…'`, `import '…'`, `import('…')`, `require('…')`: what a file may import, found without parsing it. */
const SPECIFIER = /\b(?:from|import|require)\s*(?:\(\s*)?(['"`])([^'"`\n\\${}]{1,200})\1/g;

/** The module specifiers that stand in a text, each once; a comment's may be among them, which costs only a look-up. */
export function importSpecifiers(text: string): string[] {
  return [...new Set([...text.matchAll(SPECIFIER)].map(([, , specifier = '']) => specifier))];
}
