import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Whether types are written in a file: its name says so, or the script of a component. */
export function isTypeScript({ filename, sourceCode }: Context): boolean {
  return (
    /\.[cm]?tsx?$/i.test(filename) || (/\.\w+$/.test(filename) && /<script[^>]*\blang=["']tsx?/.test(sourceCode.text))
  );
}

/** The white space that the line of a node starts with. */
export function indentationAt(node: TSESTree.Node | TSESTree.Comment | TSESTree.Token, { lines }: SourceCode): string {
  return /^[ \t]*/.exec(lines[node.loc.start.line - 1] ?? '')?.[0] ?? '';
}

/** One more level of indentation than that of a line. */
function deeper(indentation: string, { text }: SourceCode): string {
  const [, unit = '  '] = /\n(\t| {2,8})(?=\S)/.exec(text) ?? [];
  return `${indentation}${indentation.includes('\t') ? '\t' : unit}`;
}

/** How a file writes texts and ends statements. */
export function styleOf({ ast, text }: SourceCode): { quote: "'" | '"'; end: ';' | '' } {
  const first = ast.body.find(({ type }) => type === 'ImportDeclaration') ?? ast.body[0];
  const written = text.slice(...(first?.range ?? [0, 0]));
  const double = text.split('"').length > text.split("'").length;
  const source = first?.type === 'ImportDeclaration' ? first.source.raw[0] : undefined;
  return { quote: (source === undefined ? double : source === '"') ? '"' : "'", end: /;\s*$/.test(written) ? ';' : '' };
}

/** One more level than the line of a node, for what is put inside of it. */
export function innerIndentation(node: TSESTree.Node, sourceCode: SourceCode): string {
  return deeper(indentationAt(node, sourceCode), sourceCode);
}
