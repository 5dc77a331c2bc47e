import type { TSESTree } from '@typescript-eslint/utils';
import { variableOf } from './module.ts';
import { unwrap } from './node.ts';

const RUNNERS = new Set(['@jest/globals', '@playwright/test', 'bun:test', 'chai', 'expect', 'vitest']);

/** Returns whether a call is one of `expect(…).not.toEqual(…)`: what is expected of a value sends nothing, whatever the value is. */
export function isExpectation({ callee }: TSESTree.CallExpression): boolean {
  let at = unwrap(callee);
  while (at.type === 'MemberExpression' || at.type === 'CallExpression')
    at = unwrap(at.type === 'MemberExpression' ? at.object : at.callee);
  if (at.type !== 'Identifier' || at.name !== 'expect') return false;
  const [definition] = variableOf(at)?.defs ?? [];
  if (!definition) return true;
  return definition.parent?.type === 'ImportDeclaration' && RUNNERS.has(definition.parent.source.value);
}
