import type { TSESTree } from '@typescript-eslint/utils';
import { childrenOf, visit, visitorKeysAround } from '../../program/visit.ts';
import { type Edit, isInside } from './edits.ts';
import { constantOf, usesOf } from './names.ts';

/**
 * The declarations that nothing uses any more once these nodes are gone: address, options and headers of a raw call.
 *
 * @param gone what is replaced or removed
 * @param kept what is written again in its place
 */
export function unusedDeclarations(gone: readonly TSESTree.Node[], kept: readonly string[], source: string): Edit[] {
  const removed: TSESTree.Node[] = [...gone];
  const edits: Edit[] = [];
  const written = kept.map(withoutKeys);
  for (let index = 0; index < removed.length; index += 1) {
    const root = removed[index];
    if (!root) continue;
    visit(root, at => {
      const constant = constantOf(at);
      const declaration = constant?.declarator.parent;
      if (!constant || declaration?.type !== 'VariableDeclaration' || removed.includes(declaration)) return;
      const isKept = written.some(text => new RegExp(`(?<![\\w.])${constant.variable.name}\\b`).test(text));
      const isAlone =
        declaration.declarations.length === 1 && /^(?:Program|BlockStatement)$/.test(declaration.parent.type);
      const isUnused = usesOf(constant.variable).every(use => removed.some(node => contains(node, use)));
      if (isKept || !isAlone || !isUnused || !isQuiet(constant.declarator.init)) return;
      removed.push(declaration);
      edits.push({ range: lineOf(declaration, source), text: '' });
    });
  }
  return edits;
}

/** `{ data: … }` does not use a variable `data`. */
function withoutKeys(text: string): string {
  return text.replaceAll(/([{,]\s*)\w+\s*:/g, '$1');
}

function contains(outer: TSESTree.Node, inner: TSESTree.Node): boolean {
  return isInside({ range: inner.range, text: '' }, outer.range);
}

const QUIET =
  /^(?:JSON\.stringify|btoa|Buffer\.from|encodeURIComponent|String|URLSearchParams|.*\.(?:toString|trim))$/s;

/** Nothing happens where it is evaluated. */
function isQuiet(node: TSESTree.Node): boolean {
  if (node.type === 'AwaitExpression' || node.type === 'AssignmentExpression') return false;
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  if (isCall && !QUIET.test(nameOf(node.callee))) return false;
  return childrenOf(node, visitorKeysAround(node)).every(child => !child || isQuiet(child));
}

function nameOf(callee: TSESTree.Node): string {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return '';
  const object = callee.object.type === 'Identifier' ? callee.object.name : '';
  return `${object}.${callee.property.name}`;
}

/** The statement with the line break before it. */
function lineOf({ range: [start, end] }: TSESTree.Node, source: string): [number, number] {
  const before = /\n[^\S\n]*$/.exec(source.slice(0, start))?.[0].length ?? 0;
  return [start - before, end];
}
