import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentationAt } from './source-style.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;
type RuleFix = TSESLint.RuleFix;

/** What of a report is read here. */
interface Offers {
  node?: TSESTree.Node | TSESTree.Token;
  fix?: TSESLint.ReportFixFunction | null;
  suggest?: readonly { fix: TSESLint.ReportFixFunction }[] | null;
}

/**
 * Makes every edit of a report one that suits its file. Comments in replaced code move in front of the statement, line ends are those
 * of the file, and what begins the next line with a semicolon keeps it. Nothing is offered where a comment is an instruction to a
 * tool, or where a name would mean something else.
 */
export function withSafeEdits<Report extends object>(report: Report, sourceCode: SourceCode): Report {
  const { node, fix, suggest } = report as Offers;
  const safe = (each: TSESLint.ReportFixFunction): TSESLint.ReportFixFunction => {
    return fixer => safeEdits(listOf(each(fixer)), node, sourceCode);
  };
  return {
    ...report,
    ...(fix ? { fix: safe(fix) } : {}),
    ...(suggest ? { suggest: suggest.map(each => ({ ...each, fix: safe(each.fix) })) } : {}),
  };
}

function listOf(fixes: ReturnType<TSESLint.ReportFixFunction>): RuleFix[] {
  if (fixes === null) return [];
  return Symbol.iterator in fixes ? [...fixes] : [fixes];
}

function safeEdits(edits: readonly RuleFix[], at: Offers['node'], sourceCode: SourceCode): RuleFix[] | null {
  const moved = edits.map(edit => beforeLateSemicolon(edit, sourceCode));
  if (edits.length === 0 || moved.some(edit => isBesideScript(edit, sourceCode))) return null;
  if (hasShadowedName(moved, sourceCode)) return null;
  const kept = withComments(moved, at, sourceCode);
  const isCrlf = /^[^\n]*\r\n/.test(sourceCode.text);
  return kept?.map(edit => (isCrlf ? { ...edit, text: edit.text.replaceAll(/\r?\n/g, '\r\n') } : edit)) ?? null;
}

/** In the tree of a Svelte component, a script is one of the statements, and what is put before or behind it is no code. */
function isBesideScript({ range: [start] }: RuleFix, { ast }: SourceCode): boolean {
  const body: readonly { type: string; range: TSESTree.Range }[] = ast.body;
  return body.some(({ type, range }) => type === 'SvelteScriptElement' && range.includes(start));
}

/** A semicolon at the start of a line ends the statement before it, and keeps the next one apart from whatever comes before. */
function beforeLateSemicolon(edit: RuleFix, sourceCode: SourceCode): RuleFix {
  const [start, end] = edit.range;
  if (sourceCode.text[end - 1] !== ';' || !/^\s*;$/.test(lineUpTo(end, sourceCode.text))) return edit;
  const isInsertion = start === end;
  const before = sourceCode.text.slice(0, end - 1).trimEnd().length;
  const last = sourceCode.ast.tokens.findLast(({ range }) => range[1] <= before);
  if (!last || (!isInsertion && last.range[1] <= start)) return edit;
  const newEnd = isInsertion && edit.text.startsWith('\n') ? before : last.range[1];
  return { ...edit, range: [isInsertion ? newEnd : start, newEnd] };
}

function lineUpTo(end: number, text: string): string {
  return text.slice(text.lastIndexOf('\n', end - 1) + 1, end);
}

/** Comments that speak to a tool, about the code that they stand at. */
const INSTRUCTION = /^[\s*]*(?:@ts-|eslint-|klaviyo-lint-|prettier-|biome-|istanbul |v8 |c8 |@__PURE__|#__PURE__)/;

/** Moves the comments that edits would remove in front of the statement that is reported. */
function withComments(edits: readonly RuleFix[], at: Offers['node'], sourceCode: SourceCode): RuleFix[] | undefined {
  const lost = lostComments(edits, sourceCode);
  if (lost.length === 0) return [...edits];
  const statement = at && statementAround(at);
  const start = statement?.range[0];
  if (start === undefined || lost.some(({ value }) => INSTRUCTION.test(value))) return undefined;
  if (edits.some(({ range }) => range[0] < start && start < range[1])) return undefined;
  const indentation = indentationAt(statement as TSESTree.Node, sourceCode);
  const text = lost.map(({ range }) => `${sourceCode.text.slice(...range)}\n${indentation}`).join('');
  const first = edits.findIndex(({ range }) => range[0] === start && range[1] > start);
  if (first < 0) return [...edits, { range: [start, start], text }];
  return edits.map((edit, index) => (index === first ? { ...edit, text: text + edit.text } : edit));
}

function lostComments(edits: readonly RuleFix[], sourceCode: SourceCode): TSESTree.Comment[] {
  const removing = edits.filter(({ range: [start, end] }) => start < end);
  if (removing.length === 0) return [];
  const written = edits.map(({ text }) => text).join('\n');
  const kept = new Map<string, number>();
  return sourceCode.getAllComments().filter(comment => {
    const [start, end] = comment.range;
    if (!removing.some(({ range }) => range[0] <= start && end <= range[1])) return false;
    const text = sourceCode.text.slice(start, end);
    const left = kept.get(text) ?? written.split(text).length - 1;
    kept.set(text, left - 1);
    return left <= 0;
  });
}

/** The outermost thing around a node that stands in a list of statements or members of a class. */
function statementAround(node: TSESTree.Node | TSESTree.Token): TSESTree.Node | undefined {
  let at = 'parent' in node ? node : undefined;
  while (
    at?.parent &&
    !/^(?:Program|BlockStatement|StaticBlock|TSModuleBlock|SwitchCase|ClassBody)$/.test(at.parent.type)
  )
    at = at.parent;
  return at?.parent ? at : undefined;
}

/** What edits name besides the variables of a file. */
const GLOBALS = new Set(
  'Buffer Bun Date Deno Error JSON Number Promise String URLSearchParams console crypto process require undefined'.split(
    ' ',
  ),
);

const IMPORTED = 'ImportBinding';

/** Whether a text names something that is imported or added, or a global, where a variable of the same name stands between. */
function hasShadowedName(edits: readonly RuleFix[], { scopeManager, text }: SourceCode): boolean {
  const scopes = scopeManager?.scopes ?? [];
  const inner = scopes.filter(({ block }) => block.type !== 'Program');
  const ofModule = scopes.filter(({ block }) => block.type === 'Program');
  const around = ({ range: [start, end] }: RuleFix): TSESLint.Scope.Scope[] =>
    inner.filter(({ block }) => block.range[0] < start && end < block.range[1]);
  const outside = edits.filter(edit => around(edit).length === 0);
  const added = new Set(outside.flatMap(edit => namesIn(edit.text)));
  const isOfModule = (name: string): boolean =>
    GLOBALS.has(name) || added.has(name) || ofModule.some(({ set }) => set.get(name)?.defs[0]?.type === IMPORTED);
  return edits.some(edit => {
    const known = new Set(namesIn(text.slice(...edit.range)));
    const isShadowed = (name: string): boolean => around(edit).some(({ set }) => (set.get(name)?.defs.length ?? 0) > 0);
    return namesIn(edit.text).some(name => !known.has(name) && isOfModule(name) && isShadowed(name));
  });
}

/** The names in a piece of code, without those of members, keys and what is quoted. */
function namesIn(code: string): string[] {
  const bare = code.replaceAll(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
  return [...bare.matchAll(/(?<![\w$.#])[A-Za-z_$][\w$]*(?!\s*:|[\w$])/g)].map(([name]) => name);
}
