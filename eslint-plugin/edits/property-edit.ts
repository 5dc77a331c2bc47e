import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { indentationAt } from './source-style.ts';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Puts a property before the others of an object, or an element before those of a list; on a line of its own where they have one. */
export function insertFirst(
  node: TSESTree.ObjectExpression | TSESTree.ArrayExpression,
  text: string,
  sourceCode: SourceCode,
): TSESLint.ReportFixFunction {
  const isObject = node.type === 'ObjectExpression';
  const members: readonly (TSESTree.Node | null)[] = isObject ? node.properties : node.elements;
  const first = members.find(member => member !== null);
  const afterOpening: [number, number] = [node.range[0], node.range[0] + 1];
  if (!first) {
    const isEmpty = sourceCode.getCommentsInside(node).length === 0;
    if (!isEmpty) return fixer => fixer.insertTextAfterRange(afterOpening, ` ${text},`);
    return fixer => fixer.replaceText(node, isObject ? `{ ${text} }` : `[${text}]`);
  }
  const { line } = node.loc.start;
  const next = sourceCode.getTokens(node, { includeComments: true }).find(({ loc }) => loc.start.line > line);
  if (first.loc.start.line > line && next)
    return fixer => fixer.insertTextBefore(next, `${text},\n${indentationAt(next, sourceCode)}`);
  const isSpaced = /^\s/.test(sourceCode.text.slice(node.range[0] + 1));
  return fixer => fixer.insertTextAfterRange(afterOpening, isSpaced ? ` ${text},` : `${text}, `);
}

/** Takes a property out of an object, with its comma and, where it has one of its own, its line. */
export function removeProperty(property: TSESTree.Node, sourceCode: SourceCode): TSESLint.ReportFixFunction {
  const [before, after] = [sourceCode.getTokenBefore(property), sourceCode.getTokenAfter(property)];
  const [start, end] = property.range;
  const object = property.parent;
  if (object && before?.value === '{' && sourceCode.getCommentsInside(object).length === 0) {
    const last = after?.value === ',' ? sourceCode.getTokenAfter(after) : after;
    if (last?.value === '}') return fixer => fixer.removeRange([before.range[1], last.range[0]]);
  }
  if (after?.value !== ',') return fixer => fixer.removeRange([before?.value === ',' ? before.range[0] : start, end]);
  const isFirstOfLine = property.loc.start.column === indentationAt(property, sourceCode).length;
  const next = sourceCode.getTokenAfter(after, { includeComments: true });
  const isLastOfLine = next === null || next.loc.start.line > after.loc.end.line;
  if (isFirstOfLine && isLastOfLine)
    return fixer => fixer.removeRange([start - property.loc.start.column - 1, after.range[1]]);
  return fixer => fixer.removeRange([start, isLastOfLine ? after.range[1] : next.range[0]]);
}
