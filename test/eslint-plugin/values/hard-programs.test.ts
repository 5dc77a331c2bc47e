import { describe, expect, test } from 'vitest';
import { requestLines, textsOfAsked } from '../ask.ts';

const repeat = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

/** Programs that would take for ever, or all the stack, if each way through them was followed. */
const ENDLESS: Record<string, string> = {
  'constants that double each time': `const a0 = t ? 'x' : 'y';\n${repeat(60, i => `const a${i + 1} = a${i} + a${i};`)}\nask(a60);`,
  'functions that call two each time': `const f0 = () => 'x';\n${repeat(60, i => `const f${i + 1} = () => f${i}() + f${i}();`)}\nask(f60());`,
  'functions that call each other with what they are given': `${repeat(12, i => `function f${i}(a) { ${repeat(12, j => `if (a) return f${j}(a + ${j});`)} }`)}\nask(f0('x'));`,
  'objects that spread the one before twice': `const o0 = { a: 'x' };\n${repeat(60, i => `const o${i + 1} = { ...o${i}, b: { ...o${i} } };`)}\nask(o60.b.b.b.a);`,
  'a long chain of constants': `const a0 = 'x';\n${repeat(3000, i => `const a${i + 1} = a${i};`)}\nask(a3000);`,
  'a long chain of functions': `const f0 = () => 'x';\n${repeat(3000, i => `const f${i + 1} = () => f${i}();`)}\nask(f3000());`,
  'a long sum': `ask(${repeat(400, i => `'${i}' +`)} 'x');`,
  'a long chain of members': `const o = {}; ask(o${'.a'.repeat(400)});`,
  'many assignments': `let a = 'x';\n${repeat(3000, () => "if (t) a += 'y';")}\nask(a);`,
  'a deep object': `ask(${'{ a: '.repeat(250)}1${' }'.repeat(250)}${'.a'.repeat(250)});`,
  'classes that extend each other in a ring': `${repeat(50, i => `class A${i} extends A${(i + 1) % 50} {}`)}\nask(new A0().a);`,
  'a long line of classes': `class A0 { a = 'x' }\n${repeat(1000, i => `class A${i + 1} extends A${i} {}`)}\nask(new A1000().a);`,
  'interfaces that extend each other in a ring': `${repeat(50, i => `interface A${i} extends A${(i + 1) % 50} {}`)}\nfunction f(o: A0) { ask(o.a) }`,
  'aliases of each other in a ring': `${repeat(50, i => `type A${i} = A${(i + 1) % 50} | { a: A${(i + 7) % 50} };`)}\nfunction f(o: A0) { ask(o.a.a.a) }`,
};

describe('an answer comes for', () => {
  test.each(Object.entries(ENDLESS))('%s', (_, code) => {
    expect(textsOfAsked(code).length).toBeGreaterThan(0);
  });

  test('wrappers that call wrappers', () => {
    const code = `const f0 = url => fetch(url);\n${repeat(40, i => `const f${i + 1} = url => { f${i}(url); f${i}(url + 'x'); };`)}\nf40('/x');`;
    expect(requestLines(code).length).toBeGreaterThan(0);
  });

  test('wrappers that call each other', () => {
    const code = `${repeat(30, i => `function f${i}(url) { fetch(url); ${repeat(30, j => `f${j}(url);`)} }`)}\nf0('/x');`;
    expect(requestLines(code).length).toBeGreaterThan(0);
  });
});

describe('what can be known in the end is known, though', () => {
  test.each(
    Object.entries<[code: string, text: string]>({
      'many constants stand between': [
        `const a0 = 'x';\n${repeat(50, i => `const a${i + 1} = a${i};`)}\nask(a50);`,
        'x',
      ],
      'some functions stand between': [
        `const f0 = () => 'x';\n${repeat(10, i => `const f${i + 1} = () => f${i}();`)}\nask(f10());`,
        'x',
      ],
      'much was asked before': [`${repeat(400, i => `ask('${i}');`)}\nask('x');`, 'x'],
      'the question before had no end': [`${ENDLESS['functions that call two each time'] ?? ''}\nask('x');`, 'x'],
    }),
  )('%s', (_, [code, text]) => {
    expect(textsOfAsked(code).at(-1)).toBe(text);
  });
});
