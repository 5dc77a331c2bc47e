import { describe, expect, test } from 'vitest';
import { scriptBlocks, type Framework } from '../../../src/project/containers/script-blocks.ts';

const textsIn = (framework: Framework, text: string): string[] =>
  scriptBlocks(text, framework).map(({ start, end }) => text.slice(start, end));

const EVERYWHERE: Framework[] = ['vue', 'svelte', 'astro'];

describe.each(EVERYWHERE)('in %s', framework => {
  test.each([
    ['with nothing else', '<script>a()</script>', ['a()']],
    ['that is empty', '<script></script>', ['']],
    ['that is closed with a space', '<script>a()</script >', ['a()']],
    ['that is closed in capitals', '<script>a()</SCRIPT>', ['a()']],
    ['that is never closed', '<script>a()', ['a()']],
    ['whose tag takes several lines', '<script\n  lang="ts"\n>a()</script>', ['a()']],
    ['with a > in an attribute', '<script generics="T extends () => void">a()</script>', ['a()']],
    ['with a > in an attribute of the other quotes', "<script data-x='a > b'>a()</script>", ['a()']],
    ['with line ends of Windows', '<script>\r\na()\r\n</script>\r\n', ['\r\na()\r\n']],
    [
      'that writes tags',
      '<script>a("<p>", `<div></div>`, x < y, x > y)</script>',
      ['a("<p>", `<div></div>`, x < y, x > y)'],
    ],
    ['that ends where it writes its own end', '<script>a("</script>")', ['a("']],
    ['twice', '<script>a()</script>\n<script setup>b()</script>', ['a()', 'b()']],
    ['behind a style with tags in a comment', '<style>/* <script>x()</script> */</style><script>a()</script>', ['a()']],
    ['behind a comment', '<!-- <script>x()</script> --><script>a()</script>', ['a()']],
    ['behind a comment of several lines', '<!--\n<script>\nx()\n</script>\n-->\n<script>a()</script>', ['a()']],
  ])('a block %s', (_, text, expected) => {
    expect(textsIn(framework, text)).toEqual(expected);
  });

  test.each([
    ['a block that is somewhere else', '<script src="./a.js" />'],
    ['a component of that name', '<Script>a()</Script>'],
    ['an element whose name begins so', '<script-loader>a()</script-loader>'],
    ['a comment that is never closed', '<!-- <script>a()</script>'],
    ['a tag that is never closed', '<script lang="ts"'],
    ['nothing', ''],
    ['text', 'script a < b'],
  ])('no block: %s', (_, text) => {
    expect(textsIn(framework, text)).toEqual([]);
  });
});

describe('in vue', () => {
  test.each([
    ['behind a template with another', '<template><a><template #x>b</template></a></template><script>a()</script>'],
    ['behind a template of one tag', '<template src="./a.html" /><script>a()</script>'],
    [
      'behind a template with a script',
      '<template><component :is="\'script\'">x()</component><script>x()</script></template><script>a()</script>',
    ],
    [
      'behind a template that compares',
      '<template><p v-if="a > b && b < c">{{ a < b }}</p></template><script>a()</script>',
    ],
    [
      'behind a template in another language',
      '<template lang="pug">\np(v-if="a < b") <template> is open\n</template>\n<script>a()</script>',
    ],
    [
      'behind a block of documentation',
      '<docs>\n`<script>` and `<template>` are blocks\n</docs>\n<script>a()</script>',
    ],
    ['behind a block of data', '<i18n>{ "a": "<b" }</i18n><script>a()</script>'],
  ])('a block %s', (_, text) => {
    expect(textsIn('vue', text)).toEqual(['a()']);
  });

  test.each([
    ['a script in the template', '<template><script>a()</script></template>'],
    ['a template that is never closed', '<template><div><script>a()</script></div>'],
  ])('no block: %s', (_, text) => {
    expect(textsIn('vue', text)).toEqual([]);
  });
});

describe.each(['svelte', 'astro'] as const)('in %s', framework => {
  test.each([
    ['in the markup', '<div><script>a()</script></div>', ['a()']],
    [
      'behind an arrow in an attribute',
      '<button on:click={() => x("<script>")}>b</button><script>a()</script>',
      ['a()'],
    ],
    ['behind a spread that compares', '<b {...x > y ? p : q}></b><script>a()</script>', ['a()']],
    ['behind a template with braces in an attribute', '<b c={`}${x}`}></b><script>a()</script>', ['a()']],
    ['behind an apostrophe in an expression', "<p title={x /* don't */}></p><script>a()</script>", ['a()']],
    ['behind braces that do not match', '<b c={ ><script>a()</script>', ['a()']],
    ['whose attribute holds an object', '<script define:vars={{ x, y: () => 1 }}>a()</script>', ['a()']],
    [
      'behind data of one tag with an arrow',
      '<script type="application/ld+json" set:html={JSON.stringify(x.map(y => y))} /><script>a()</script>',
      ['a()'],
    ],
    ['behind one in a comment of an expression', '{/* <script>x()</script> */}<script>a()</script>', ['a()']],
    ['behind one in a string', "{@html '<script>x()</' + 'script>'}<script>a()</script>", ['a()']],
  ])('a block %s', (_, text, expected) => {
    expect(textsIn(framework, text)).toEqual(expected);
  });
});

test('the attributes of a block are read with and without quotation marks', () => {
  const [block] = scriptBlocks(
    `<script lang=ts type = "module" context='module' async data-empty="">a</script>`,
    'svelte',
  );
  expect(Object.fromEntries(block?.attributes ?? [])).toEqual({
    lang: 'ts',
    type: 'module',
    context: 'module',
    async: '',
    'data-empty': '',
  });
});
