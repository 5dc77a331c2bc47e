import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { SDK_PACKAGE, isSdkModule } from '../../../src/vendors/klaviyo/sdk-release.ts';
import { type ImportEdit, importOf } from '../../edits/import-edit.ts';
import { unwrap } from '../../program/node.ts';
import { HOLE } from '../../values/value.ts';
import { type Piece, piecesOf, type QuotedHole } from './filter-text.ts';

type Edit = (fixer: TSESLint.RuleFixer) => TSESLint.RuleFix[];

/** Puts `JSON.stringify(value)` in place of each value and its quotes; undefined where a value does not fill its quotes. */
export function jsonStringFix(node: TSESTree.Node, holes: readonly QuotedHole[], source: string): Edit | undefined {
  const pieces = piecesOf(node);
  if (node.type === 'CallExpression') return undefined;
  const edits = holes.map(({ expression, quote }) => jsonStringEdit(pieces, expression, { quote, source }));
  return edits.every(edit => edit !== undefined) ? fixer => edits.flatMap(edit => edit(fixer)) : undefined;
}

function jsonStringEdit(
  pieces: readonly Piece[],
  expression: TSESTree.Expression,
  { quote, source }: { quote: string; source: string },
): Edit | undefined {
  const index = pieces.findIndex(({ node }) => node === expression);
  const [before, after] = [pieces[index - 1], pieces[index + 1]];
  if (!before?.text?.endsWith(quote) || !after?.text?.startsWith(quote)) return undefined;
  const end = before.node.range[1] - (before.node.type === 'TemplateElement' ? '${'.length : 1);
  const start = after.node.range[0] + 1;
  const opening = source[end - 2] === '\\' ? 2 : 1;
  const closing = source[start] === '\\' ? 2 : 1;
  return fixer => [
    fixer.removeRange([end - opening, end]),
    fixer.replaceText(expression, inJson(expression, source)),
    fixer.removeRange([start, start + closing]),
  ];
}

/** The quotes are a part of what is encoded. */
function inJson(expression: TSESTree.Expression, source: string): string {
  const at = unwrap(expression);
  const [argument] = at.type === 'CallExpression' ? at.arguments : [];
  const isEncoded =
    at.type === 'CallExpression' && at.callee.type === 'Identifier' && at.callee.name === 'encodeURIComponent';
  const text = (node: TSESTree.Node): string => source.slice(...node.range);
  return isEncoded && argument
    ? `encodeURIComponent(JSON.stringify(${text(argument)}))`
    : `JSON.stringify(${text(expression)})`;
}

const METHODS: Record<string, string> = {
  equals: 'equals',
  contains: 'contains',
  'contains-any': 'containsAny',
  'contains-all': 'containsAll',
  'starts-with': 'startsWith',
  'ends-with': 'endsWith',
  any: 'any',
};

/**
 * The same filter, made by the `FilterBuilder` of klaviyo-api 11 and later; undefined where the text is no whole filter of which
 * all is understood.
 */
export function builtFilter(
  node: TSESTree.Node,
  source: string,
  builder: string,
  mayBeMissing: (value: TSESTree.Node) => boolean,
): string | undefined {
  if (node.parent?.type === 'TSAsExpression') return undefined;
  const pieces = piecesOf(node);
  const holes = pieces.flatMap(piece => (piece.text === undefined ? [piece.node] : []));
  if (holes.some(mayBeMissing)) return undefined;
  const flat = pieces.map(({ text }) => text ?? HOLE).join('');
  const calls: string[] = [];
  const textOf = (): string => {
    const expression = holes.shift();
    return expression ? source.slice(...expression.range) : '';
  };
  let rest = /^and\((.*)\)$/.exec(flat)?.[1] ?? flat;
  while (rest !== '') {
    const [all, operator = '', field = '', value = ''] = COMPARISON.exec(rest) ?? [];
    const method = METHODS[operator];
    if (all === undefined || method === undefined || !/^[\w.]+$/.test(field)) return undefined;
    const built = builtValue(value, textOf);
    if (built === undefined || built.includes('encodeURI')) return undefined;
    calls.push(`.${method}('${field}', ${built})`);
    rest = rest.slice(all.length);
  }
  return calls.length > 0 ? `new ${builder}()${calls.join('')}.build()` : undefined;
}

const COMPARISON = /^([a-z-]+)\(([^,()]+),\s*((?:"[^"]*"|'[^']*'|\[[^\]]*\]|true|false))\)(?:,|$)/;

function builtValue(value: string, textOf: () => string): string | undefined {
  if (value === 'true' || value === 'false') return value;
  if (value.startsWith('[')) {
    const elements = value
      .slice(1, -1)
      .split(',')
      .map(element => builtValue(element.trim(), textOf));
    return elements.every(element => element !== undefined) ? `[${elements.join(', ')}]` : undefined;
  }
  const [, inner] = /^(?:"([^"]*)"|'([^']*)')$/.exec(value)?.filter(group => group !== undefined) ?? [];
  if (inner === HOLE) return textOf();
  return inner === undefined || inner.includes(HOLE) ? undefined : JSON.stringify(inner).replaceAll(/^"|"$/g, "'");
}

/** Makes `FilterBuilder` known to a module that imports the SDK; undefined in one that does not. */
export function importFilterBuilder(sourceCode: Readonly<TSESLint.SourceCode>): ImportEdit | undefined {
  const usesSdk = /['"](?:npm:)?klaviyo-api[@/'"]/.test(sourceCode.text);
  return usesSdk ? importOf(sourceCode, { name: 'FilterBuilder', from: SDK_PACKAGE, isSame: isSdkModule }) : undefined;
}
