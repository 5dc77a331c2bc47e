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

/** A file as far as its style is read. */
interface SourceText {
  ast: TSESTree.Program;
  text: string;
}

const IS_MODULE = /^(?:Import|Export|TSImportEquals|TSExport)/;

/** Whether a file has the syntax of an ES module. */
export function isModule({ body }: TSESTree.Program): boolean {
  return body.some(({ type }) => IS_MODULE.test(type));
}

/** Whether a file neither imports nor exports, but requires. */
export function isCommonJs({ ast, text }: SourceText): boolean {
  return !isModule(ast) && /\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/.test(text);
}

interface Style {
  quote: "'" | '"';
  end: ';' | '';
}

const styles = new WeakMap<SourceText['ast'], Style>();

/** How a file writes texts and ends statements. */
export function styleOf(source: SourceText): Style {
  const known = styles.get(source.ast) ?? readStyle(source);
  styles.set(source.ast, known);
  return known;
}

function readStyle({ ast, text }: SourceText): Style {
  const [, specifierQuote] = /(?:\bfrom |\bimport |\brequire\()(['"])/.exec(text) ?? [];
  const isDouble =
    specifierQuote === undefined ? text.split('"').length > text.split("'").length : specifierQuote === '"';
  const ended = ast.body.find(({ type }) => /^(?:Import|Variable|Expression)/.test(type));
  const endsStatement = ended ? /;\s*$/.test(text.slice(...ended.range)) : /;[ \t]*$/m.test(text) || text.trim() === '';
  return { quote: isDouble ? '"' : "'", end: endsStatement ? ';' : '' };
}

/** One more level than the line of a node, for what is put inside of it. */
export function innerIndentation(node: TSESTree.Node, sourceCode: SourceCode): string {
  return deeper(indentationAt(node, sourceCode), sourceCode);
}
