import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import { staticName, unwrap } from '../../program/node.ts';
import { visit } from '../../program/visit.ts';
import { constantString } from '../../values/value.ts';

const METHODS = new Set(['limit', 'take', 'top', 'first']);
const KEYS = new Set(['limit', 'take', 'first', 'top', 'pageSize', 'page_size', 'perPage', 'per_page', 'batchSize']);
/** Those that say so whatever their value is. */
const SURE_KEYS = new Set(['limit', 'take', 'batchSize']);

/**
 * How many rows a query fetches, where it says so: `.limit(50)`, `{ take: 50 }`, `LIMIT 50`. None where the number is not known,
 * and undefined where there is no limit.
 */
export function limitIn(query: TSESTree.Node): number | undefined {
  let found: number | undefined;
  const note = (limit: number): void => {
    found = Math.max(found ?? 0, limit);
  };
  visit(unwrap(query), at => {
    if (at.type === 'CallExpression') {
      const callee = unwrap(at.callee);
      const [argument] = at.arguments;
      if (
        callee.type === 'MemberExpression' &&
        METHODS.has(staticName(callee) ?? '') &&
        argument &&
        isNumeric(argument)
      )
        note(numberOf(argument) ?? 0);
    } else if (at.type === 'Property' && at.parent.type === 'ObjectExpression' && KEYS.has(staticName(at) ?? '')) {
      const limit = numberOf(at.value);
      if (limit !== undefined || SURE_KEYS.has(staticName(at) ?? '')) note(limit ?? 0);
    }
    if (at.type === 'TemplateElement') noteSqlLimit(at.value.raw, note);
    if (at.type === 'Literal' && typeof at.value === 'string') noteSqlLimit(at.value, note);
  });
  return found;
}

function noteSqlLimit(text: string, note: (limit: number) => void): void {
  const [, limit] = /\blimit\s+(\d+|\$|\?|$)/i.exec(text) ?? [];
  if (limit !== undefined && /\bselect\b|\blimit\b/i.test(text)) note(Number.parseInt(limit, 10) || 0);
}

function isNumeric(node: TSESTree.Node): boolean {
  return node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression' && node.type !== 'SpreadElement';
}

function numberOf(node: TSESTree.Node): number | undefined {
  const frame = moduleOf(node)?.frame;
  const text = frame ? constantString(evaluate(node, frame)) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
