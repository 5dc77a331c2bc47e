import { describe, expect, test } from 'vitest';
import { whileReporting, type Incomplete } from '../../../eslint-plugin/values/incomplete.ts';
import { memo, type MemoMap } from '../../../eslint-plugin/values/memo.ts';

/** A graph of numbers: what a node reaches, as far as its memoized neighbors tell. */
function reachability(next: (node: number) => number[]): { of: (node: number) => Set<number>; computed: () => number } {
  const table: MemoMap<number, Set<number>> = new Map();
  let computed = 0;
  const of = (node: number): Set<number> =>
    memo(
      table,
      node,
      () => {
        computed += 1;
        return new Set([node, ...next(node).flatMap(other => [...of(other)])]);
      },
      new Set<number>(),
    );
  return { of, computed: () => computed };
}

const upTo = (size: number): number[] => Array.from({ length: size }, (_, index) => index);

describe('a value is computed', () => {
  test('once, however often it is asked for', () => {
    const { of, computed } = reachability(node => (node < 20 ? [node + 1, node + 2].filter(other => other <= 20) : []));
    expect(of(0).size).toBe(21);
    expect(of(0)).toBe(of(0));
    expect(computed()).toBe(21);
  });

  test('in two rounds where it depends on itself', () => {
    const { of, computed } = reachability(node => [(node + 1) % 3]);
    expect(of(0)).toEqual(new Set(upTo(3)));
    expect(computed()).toBe(6);
  });

  test('the same for all of a cycle, whichever is asked for first', () => {
    for (const start of upTo(4)) {
      const { of } = reachability(node => [(node + 1) % 4]);
      of(start);
      expect(upTo(4).map(node => of(node).size)).toEqual([4, 4, 4, 4]);
    }
  });

  test('however deep the computation is', () => {
    const deep = 20_000;
    const table: MemoMap<number, number> = new Map();
    let computed = 0;
    const depth = (node: number): number =>
      memo(
        table,
        node,
        () => {
          computed += 1;
          return node === 0 ? 0 : depth(node - 1) + 1;
        },
        -1,
      );
    expect(depth(deep)).toBe(deep);
    // What was abandoned at the depth of the stack is computed again, and nothing else.
    expect(computed).toBeLessThan(deep * 3);
  });

  test('again after it threw', () => {
    const table: MemoMap<string, number> = new Map();
    let isBroken = true;
    const read = (): number =>
      memo(
        table,
        'a',
        () => {
          if (isBroken) throw new Error('broken');
          return 1;
        },
        0,
      );
    expect(read).toThrow('broken');
    isBroken = false;
    expect(read()).toBe(1);
  });
});

test('a cycle that is deeper than the stack ends, and is recorded where it has a place', () => {
  const nodes = upTo(1000).map(index => ({ type: 'Identifier', range: [index, index + 1] as const }));
  const table: MemoMap<object, number> = new Map();
  const value = (index: number): number =>
    memo(
      table,
      nodes[index]!,
      () => value((index + 1) % nodes.length) + value((index + nodes.length - 1) % nodes.length),
      1,
    );
  const recorded: Incomplete[] = [];
  whileReporting(
    incomplete => recorded.push(incomplete),
    () => value(0),
  );
  expect(recorded.length).toBeGreaterThan(0);
  expect(recorded[0]).toMatchObject({ reason: 'values depend on each other too deeply', node: { type: 'Identifier' } });
});
