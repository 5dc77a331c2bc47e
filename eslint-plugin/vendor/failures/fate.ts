import type { TSESTree } from '@typescript-eslint/utils';
import type { FunctionNode } from '../../values/value.ts';

/**
 * Where a failed call gets to.
 *
 * - `escapes`: out of the function around it, to its caller
 * - `signaled`: the function around it returns that it failed, to its caller
 * - `seen`: somebody logs, reports or uses it, or nobody catches it
 * - `swallowed`: nobody can know that it happened
 * - `unknown`: it is given to code that is not followed
 */
export type Fate =
  | { kind: 'escapes' | 'signaled'; from: FunctionNode }
  | { kind: 'seen' }
  | { kind: 'unknown' }
  /** `from` is the function that returns something in the place of a result. */
  | {
      kind: 'swallowed';
      at: TSESTree.Node;
      from?: FunctionNode | undefined;
      how: 'empty' | 'default' | 'false' | 'timeouts' | 'development' | 'settled' | 'dropped';
    };

export const SEEN: Fate = { kind: 'seen' };
export const UNSEEABLE: Fate = { kind: 'unknown' };
