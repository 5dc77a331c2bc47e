import type { TSESTree } from '@typescript-eslint/utils';
import { evaluate } from '../../evaluator/evaluate.ts';
import { moduleOf } from '../../program/module.ts';
import { alternativesOf, type Value } from '../../values/value.ts';

/** Whether a number is as good as none: `Infinity`, also by another name. */
export function isInfinite(node: TSESTree.Node): boolean {
  const frame = moduleOf(node)?.frame;
  return frame !== undefined && isInfiniteValue(evaluate(node, frame));
}

/** The same for a value. */
export function isInfiniteValue(value: Value): boolean {
  return alternativesOf(value).every(
    option =>
      option.kind === 'external' &&
      option.module === undefined &&
      /^(?:Infinity|Number\.(?:POSITIVE_INFINITY|MAX_SAFE_INTEGER|MAX_VALUE))$/.test(option.path.join('.')),
  );
}
