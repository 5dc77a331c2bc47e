import type { TSESLint } from '@typescript-eslint/utils';

type Listener = (node: never) => void;

/**
 * Makes one listener of several, of which those of the same selector are called one after the other. A selector that is only a type of
 * nodes costs ESLint the least, and a rule can have only one listener of each.
 */
export function composeListeners(all: readonly TSESLint.RuleListener[]): TSESLint.RuleListener {
  const bySelector = new Map<string, Listener[]>();
  for (const [selector, listener] of all.flatMap(listeners => Object.entries(listeners))) {
    const known = bySelector.get(selector);
    if (known) known.push(listener as Listener);
    else bySelector.set(selector, [listener as Listener]);
  }
  const composed = [...bySelector].map(([selector, [first, ...others]]): [string, Listener | undefined] => [
    selector,
    others.length === 0
      ? first
      : (node): void => {
          first?.(node);
          for (const other of others) other(node);
        },
  ]);
  return Object.fromEntries(composed);
}
