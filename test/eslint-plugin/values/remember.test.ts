import { beforeEach, describe, expect, test } from 'vitest';
import { readBudget } from '../../../eslint-plugin/values/budget.ts';
import { type AnswerMap, leanOn, once, remember, startQuestion } from '../../../eslint-plugin/values/remember.ts';
import { textsOfAsked } from '../ask.ts';

/** What can be reached from a node of a graph, found by asking its neighbours. */
function createSearch(graph: Record<string, string[]>): { reach(name: string): string; looked: string[] } {
  const answers: AnswerMap<string, string> = new Map();
  const looked: string[] = [];
  const find = (name: string): string => {
    looked.push(name);
    return [name, ...(graph[name] ?? []).map(next => remember(answers, next, () => find(next), '?'))].join('');
  };
  return { reach: name => remember(answers, name, () => find(name), '?'), looked };
}

beforeEach(startQuestion);

describe('an answer is kept', () => {
  test('for the next question', () => {
    const { reach, looked } = createSearch({ a: ['b', 'b'], b: [] });
    expect(reach('a')).toBe('abb');
    startQuestion();
    expect(reach('b')).toBe('b');
    expect(looked).toEqual(['a', 'b']);
  });

  test('while the answer that it leans on is looked for, and no longer', () => {
    const { reach, looked } = createSearch({ a: ['b', 'b'], b: ['a'] });
    expect(reach('a')).toBe('ab?b?');
    expect(looked).toEqual(['a', 'b']);
    expect(reach('b')).toBe('ba??');
    expect(looked).toEqual(['a', 'b', 'b', 'a']);
  });

  test('for whoever stands outside of the cycle that it is in', () => {
    const { reach, looked } = createSearch({ a: ['b', 'b'], b: ['c'], c: ['b'], d: ['b'] });
    reach('a');
    expect([reach('b'), reach('d')]).toEqual(['bc?', 'dbc?']);
    expect(looked).toEqual(['a', 'b', 'c', 'd']);
  });

  test('the same whatever was asked before', () => {
    const graph = { a: ['b', 'c'], b: ['c', 'd'], c: ['a', 'd', 'e'], d: ['b', 'e'], e: ['f'], f: ['e', 'g'], g: [] };
    const alone = (name: string): string => createSearch(graph).reach(name);
    for (const order of ['abcdefg', 'gfedcba', 'cafebdg', 'dbfagec']) {
      const { reach } = createSearch(graph);
      for (const name of (order + order).match(/./g) ?? []) expect(reach(name)).toBe(alone(name));
    }
  });

  test('until the question ends, where a budget ran out', () => {
    const answers: AnswerMap<string, number> = new Map();
    let looked = 0;
    const ask = (): number =>
      remember(
        answers,
        'a',
        () => {
          leanOn();
          looked += 1;
          return looked;
        },
        0,
      );
    expect([ask(), ask()]).toEqual([1, 1]);
    startQuestion();
    expect(ask()).toBe(2);
  });
});

test.each<[name: string, find: () => number, looked: number]>([
  ['keeps its answer', () => 1, 1],
  [
    'does not keep one that leans on the question',
    () => {
      leanOn();
      return 1;
    },
    2,
  ],
])('a function that finds once %s', (_, find, expected) => {
  let looked = 0;
  const read = once(() => {
    looked += 1;
    return find();
  }, 0);
  expect(read()).toBe(1);
  startQuestion();
  expect(read()).toBe(1);
  expect(looked).toBe(expected);
});

test('a recursion that is cut short is read anew by the next question', () => {
  const answers: AnswerMap<string, boolean> = new Map();
  const callee = {};
  const ask = (): boolean => remember(answers, 'a', () => readBudget.enterCall(callee), false);
  readBudget.renew({});
  expect(readBudget.enterCall(callee)).toBe(true);
  expect(ask()).toBe(false);
  readBudget.renew({});
  expect(ask()).toBe(true);
});

describe('what an expression can be does not depend on what was asked before', () => {
  test.each(
    Object.entries<string>({
      'variables that are each other': "let a = b || 'A'; let b = a || 'B';",
      'three variables in a ring': "let a = c || 'A'; let b = a || 'B'; let c = b || 'C';",
      'members of objects that are each other':
        "const one = { x: two.y || 'A' }, two = { y: one.x || 'B' }; const a = one.x, b = two.y;",
      'fields that are each other':
        "class Box { x = this.y || 'A'; y = this.x || 'B' } const box = new Box(); const a = box.x, b = box.y;",
      'functions that call each other':
        "const f = n => n ? g() : 'A'; const g = n => n ? f() : 'B'; const a = f(), b = g();",
      'a text that grows in a loop': "let a = 'A'; let b = a; for (const x of list) { a += b; b = a + 'B' }",
    }),
  )('%s', (_, code) => {
    const [a, b] = [textsOfAsked(`${code} ask(a);`), textsOfAsked(`${code} ask(b);`)];
    const asked = (...names: string[]): string[] =>
      textsOfAsked(`${code} ${names.map(name => `ask(${name});`).join(' ')}`);
    expect(asked('a', 'b')).toEqual([...a, ...b]);
    expect(asked('b', 'a')).toEqual([...b, ...a]);
  });
});
