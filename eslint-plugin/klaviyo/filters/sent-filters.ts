import type { TSESTree } from '@typescript-eslint/utils';
import { everyEffect } from '../../call-graph/effects.ts';
import { sliceOf } from '../../call-graph/slice.ts';
import type { Module } from '../../program/module.ts';
import { wrapped } from '../../program/node.ts';
import { isTestFile } from '../../program/test-file.ts';
import { visit } from '../../program/visit.ts';
import { piecesOf, type QuotedHole, quotedHoles } from './filter-text.ts';
import { endpointsOf, requests, sdkCalls } from '../queries.ts';

/** A text that is put together, and filters what Klaviyo returns. */
export interface SentFilter {
  node: TSESTree.Node;
  holes: QuotedHole[];
}

const OPERATOR = /(?:equals|any|contains(?:-a(?:ny|ll))?|-with|-than|-or-equal|\bhas)\(/;
/** The operator may be put in. */
const ANY_OPERATOR = /[}'"`]\(/;

/** Whether a source may put a filter together, for whatever request. */
export function mayHoldFilter(source: string): boolean {
  const names = OPERATOR.test(source) || (/filter/i.test(source) && ANY_OPERATOR.test(source));
  return names && /\$\{|["'`]\s*\+|(?:join|concat|format)\(/.test(source);
}

const known = new WeakMap<Module, SentFilter[]>();

/** The filters with an expression in quotes that the calls of a module send to Klaviyo, in whatever file they stand. What a test sends is sample data. */
export function sentFilters(module: Module): SentFilter[] {
  const before = known.get(module);
  if (before) return before;
  const sent: TSESTree.Node[] = [];
  if (!isTestFile(module.path))
    visit(module.ast, node => {
      if (node.type === 'CallExpression' && reachesKlaviyo(node)) sent.push(...node.arguments, ...chainOf(node));
    });
  const filters = [...sliceOf(sent)].flatMap((node): SentFilter[] => {
    const holes = isPartOfSum(node) ? [] : quotedHoles(piecesOf(node));
    return holes.length > 0 ? [{ node, holes }] : [];
  });
  const innermost = withoutRepeated(filters);
  known.set(module, innermost);
  return innermost;
}

/** A sum in a list that is joined is a part of both: the smaller text is the one to correct. */
function withoutRepeated(filters: readonly SentFilter[]): SentFilter[] {
  const seen = new Set<TSESTree.Node>();
  const sizeOf = ({ node: { range } }: SentFilter): number => range[1] - range[0];
  return filters
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))
    .filter(({ holes }) => {
      const isNew = holes.some(({ expression }) => !seen.has(expression));
      for (const { expression } of holes) seen.add(expression);
      return isNew;
    });
}

function reachesKlaviyo(call: TSESTree.CallExpression): boolean {
  return (
    everyEffect(call, sdkCalls).length > 0 ||
    everyEffect(call, requests).some(request => endpointsOf(request).some(({ audience }) => audience !== 'legacy'))
  );
}

/** What a request is given by calls before and after the one that sends it: `request.get(url).query({ filter })`. */
function chainOf(call: TSESTree.CallExpression): TSESTree.Node[] {
  const given: TSESTree.Node[] = call.callee.type === 'MemberExpression' ? [call.callee.object] : [];
  let at = wrapped(call);
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) {
    const method = wrapped(at.parent);
    if (method.parent?.type !== 'CallExpression' || method.parent.callee !== method) break;
    given.push(...method.parent.arguments);
    at = wrapped(method.parent);
  }
  return given;
}

function isPartOfSum({ type, parent }: TSESTree.Node): boolean {
  const isSum = type === 'TemplateLiteral' || type === 'BinaryExpression' || type === 'CallExpression';
  return isSum && parent?.type === 'BinaryExpression' && parent.operator === '+';
}
