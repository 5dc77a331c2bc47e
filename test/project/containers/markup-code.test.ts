import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { componentSources } from '../../../src/project/containers/component-sources.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

/** The calls that bypass the SDK, and what was not analyzed. */
async function calls(path: string, text: string): Promise<string[]> {
  const read = (name: string): Buffer | undefined => (name === path ? Buffer.from(text) : undefined);
  const { findings, skipped } = await lintFiles(read, [path], { root: '/checked', asOf: '2026-11-20' });
  return [
    ...findings
      .filter(({ ruleId }) => ruleId === 'klaviyo/no-raw-http')
      .map(({ line, column, endLine, endColumn }) => `${line}:${column}-${endLine}:${endColumn}`),
    ...skipped.map(({ reason }) => reason),
  ];
}

const SETUP = `<script setup>\nconst API = 'https://a.klaviyo.com/api'\n</script>`;

describe('a call in the markup is reported where it stands', () => {
  test.each([
    ['in a handler of Vue', 'a.vue', `<template>\n<a @click="fetch('${LISTS}')">b</a>\n</template>`, '2:12-2:52'],
    ['in a handler in full', 'a.VUE', `<template><a v-on:click.once='fetch("${LISTS}")' /></template>`, '1:31-1:71'],
    [
      'with a constant of the script behind it',
      'a.vue',
      `<template><a @click="fetch(API + '/lists')" /></template>\n${SETUP}`,
      '1:22-1:43',
    ],
    [
      'with a constant of the script before it',
      'a.vue',
      `${SETUP}\n<template><a @click="fetch(API + '/lists')" /></template>`,
      '4:22-4:43',
    ],
    [
      'in a handler with statements, and its tag goes on',
      'a.vue',
      `<template><a @click="busy = true; await fetch('${LISTS}')"\n:class="{ a: b }"\n>b</a></template>`,
      '1:41-1:81',
    ],
    [
      'in a handler that is a function',
      'a.vue',
      `<template><a @click="function () { fetch('${LISTS}') }" /></template>`,
      '1:36-1:76',
    ],
    [
      'in a text of Vue',
      'a.vue',
      `<template><p>{{ fetch('${LISTS}', { headers: { a: {} } }) }}</p></template>`,
      '1:17-1:81',
    ],
    ['in two texts of Vue that touch', 'a.vue', `<template>{{ a }}{{ fetch('${LISTS}') }}</template>`, '1:21-1:61'],
    ['in an attribute of Vue', 'a.vue', `<template><img :src="fetch('${LISTS}')"></template>`, '1:22-1:62'],
    ['in a condition of Vue', 'a.vue', `<template><p v-if="fetch('${LISTS}')" /></template>`, '1:20-1:60'],
    ['in a text of Svelte', 'a.svelte', `<p>a {fetch('${LISTS}')} b</p>`, '1:7-1:47'],
    ['at the beginning of a line', 'a.svelte', `<p>\n{fetch('${LISTS}')}\n</p>`, '2:2-2:42'],
    [
      'at the beginning of a line, behind a script without semicolons',
      'a.svelte',
      `<script>\nconst a = b\n</script>\n{fetch('${LISTS}')}`,
      '4:2-4:42',
    ],
    ['in a condition of Svelte', 'a.svelte', `{#if fetch('${LISTS}')}<b />{/if}`, '1:6-1:46'],
    ['that Svelte waits for', 'a.svelte', `{#await fetch('${LISTS}') then lists}{lists}{/await}`, '1:9-1:49'],
    [
      'whose answer Svelte walks through',
      'a.svelte',
      `{#each fetch('${LISTS}') as { id }, i (id)}<b />{/each}`,
      '1:8-1:48',
    ],
    ['in a constant of Svelte', 'a.svelte', `{#if a}{@const b = fetch('${LISTS}')}{/if}`, '1:20-1:60'],
    ['in a text of Astro', 'a.astro', `---\nconst a = 1;\n---\n<p>{await fetch('${LISTS}')}</p>`, '4:11-4:51'],
    [
      'in a text inside of an expression of Astro',
      'a.astro',
      `---\nconst a = 1;\n---\n{a && <b>{fetch('${LISTS}')}</b>}`,
      '4:11-4:51',
    ],
    ['in a handler of a page', 'a.html', `<form onsubmit="return fetch('${LISTS}')"></form>`, '1:24-1:64'],
    [
      'beside a script of a page',
      'a.htm',
      `<script>const API = 'https://a.klaviyo.com/api'</script><a onclick="fetch(API + '/lists')">`,
      '1:69-1:90',
    ],
    ['in a handler of Svelte', 'a.svelte', `<a on:click={() => fetch('${LISTS}')} {...rest}>b</a>`, '1:20-1:60'],
    [
      'in an attribute of Astro',
      'a.astro',
      `---\nconst a = 1;\n---\n<List data={await fetch('${LISTS}')} />`,
      '4:19-4:59',
    ],
    ['in a document', 'a.mdx', `# A\n\n<Button onClick={() => fetch('${LISTS}')} a={{ b: 1 }} />`, '3:24-3:64'],
    [
      'with a constant of the document',
      'a.mdx',
      `export const API = 'https://a.klaviyo.com/api'\n\n<Button onClick={() => fetch(API + '/lists')} />`,
      '3:24-3:45',
    ],
    [
      'in a statement of a document with blank lines',
      'a.mdx',
      `export const load = () => {\n\n  return fetch('${LISTS}')\n}\n\nText\n`,
      '3:10-3:50',
    ],
  ])('%s', async (_, path, text, place) => {
    expect(await calls(path, text)).toEqual([place]);
  });
});

describe('no code is seen', () => {
  test.each([
    ['in a text of Vue', 'a.vue', `<template><a title="fetch('${LISTS}')">b</a></template>`],
    ['in a comment', 'a.html', `<!-- <a onclick="fetch('${LISTS}')"> -->`],
    ['in an attribute of a page that is none', 'a.html', `<a data-code="fetch('${LISTS}')">`],
    ['between fences', 'a.mdx', `~~~js\nfetch('${LISTS}')\n~~~\n\n\`\`\`jsx\n<a b={fetch('${LISTS}')} />\n\`\`\`\n`],
    ['in prose', 'a.mdx', `Call fetch('${LISTS}') and import nothing.`],
    ['in a text of a script', 'a.html', `<script>const klaviyo = '<a onclick="fetch(\\'${LISTS}\\')">';</script>`],
    ['in data of a page', 'a.html', `<script type="application/json">{"url": "${LISTS}"}</script>`],
  ])('%s', async (_, path, text) => {
    expect(await calls(path, text)).toEqual([]);
  });
});

describe('a template is read with its tags left open', () => {
  test.each([
    [
      'Liquid',
      'a.liquid',
      `{% if a %}\n<script>const id = {{ shop.id | json }};\nfetch('${LISTS}');</script>{% endif %}`,
      '3:1-3:41',
    ],
    ['EJS', 'a.ejs', `<script><% if (a) { %>fetch('${LISTS}', <%- b %>)<% } %></script>`, '1:23-1:73'],
  ])('%s', async (_, path, text, place) => {
    expect(await calls(path, text)).toEqual([place]);
  });
});

describe('a name that the markup declares is not the constant of the script', () => {
  const loop = (attribute: string, use = 'fetch(url)'): string =>
    `${SETUP.replace('API =', 'url =')}\n<template><li ${attribute}><a @click="${use}">b</a></li></template>`;

  test.each([
    ['the variable of a loop of Vue', 'a.vue', loop('v-for="url in urls"')],
    ['one of two variables of a loop of Vue', 'a.vue', loop('v-for="({ id, url }, index) of urls" :key="id"')],
    ['a property of a slot of Vue', 'a.vue', loop('#default="{ url }"')],
    ['a property of a slot of Vue in full', 'a.vue', loop('v-slot:item="{ row: url }"')],
    ['an argument of a function of the script', 'a.vue', loop('v-for="url in urls"', 'fetch(url, 1)')],
    [
      'an item of Svelte',
      'a.svelte',
      `<script>\nconst url = '${LISTS}'\n</script>\n{#each urls as { url }, i (url)}<a on:click={() => fetch(url)}>b</a>{/each}`,
    ],
    [
      'what Svelte waited for',
      'a.svelte',
      `<script>\nconst url = '${LISTS}'\n</script>\n{#await load() then url}<a on:click={() => fetch(url)}>b</a>{/await}`,
    ],
    [
      'a parameter of a snippet of Svelte',
      'a.svelte',
      `<script>\nconst url = '${LISTS}'\n</script>\n{#snippet link(url)}<a onclick={() => fetch(url)}>b</a>{/snippet}`,
    ],
    [
      'what a component of Svelte gives its slot',
      'a.svelte',
      `<script>\nconst url = '${LISTS}'\n</script>\n<Rows let:url><a on:click={() => fetch(url)}>b</a></Rows>`,
    ],
    [
      'a parameter of a callback of Astro',
      'a.astro',
      `---\nconst url = '${LISTS}';\n---\n<ul>{urls.map(url => (<li title={await fetch(url)}>b</li>))}</ul>`,
    ],
    [
      'a parameter of a callback of a document',
      'a.mdx',
      `export const url = '${LISTS}'\n\n{urls.map((url, at) => <Button onClick={() => fetch(url)} />)}`,
    ],
  ])('%s', async (_, path, text) => {
    expect(await calls(path, text)).toEqual([]);
  });

  test.each([
    [
      'beside another variable of the loop',
      'a.vue',
      `${loop('v-for="item in urls"', 'fetch(url, item)')}`,
      '4:47-4:63',
    ],
    [
      'beside a variable that the script has too',
      'a.vue',
      `${SETUP}<script>const item = 1</script>\n<template><li v-for="item in urls"><a @click="fetch(API, { item })">b</a></li></template>`,
      '4:47-4:67',
    ],
    [
      'in a handler with statements, in lines of its own',
      'a.vue',
      `${SETUP}<script>const item = 1</script>\n<template><li v-for="item in urls">\n<a\n@click="go(item); await fetch(API, item)">b</a></li></template>`,
      '6:25-6:41',
    ],
    [
      'in an expression of Svelte that waits',
      'a.svelte',
      `<script>\nconst item = '${LISTS}'\n</script>\n{#each items as item}{await fetch('${LISTS}', { item })}{/each}`,
      '4:29-4:79',
    ],
  ])('but the constant is meant %s', async (_, path, text, place) => {
    expect(await calls(path, text)).toEqual([place]);
  });

  test('also where two of them touch, of which the second has no room', () => {
    const text = `<script>\nlet url = 1\n</script>\n{#each urls as url}{fetch(url)}{fetch(url)}{/each}`;
    const [source] = componentSources({ path: 'a.svelte', text, hasByteOrderMark: false });
    expect(source?.text).toHaveLength(text.length);
    expect(source?.text.split('\n').map(line => line.trim())).toEqual([
      ';',
      'let url = 1',
      '',
      ';async(url)=>(fetch(url))',
    ]);
  });
});

test('handlers change neither the length of a file nor its lines', () => {
  const text = `<template>\n<a @click="fetch('x')"\n@blur='fetch("y")'/>\n</template>\n<script>\na()\n</script>`;
  const [source] = componentSources({ path: 'a.vue', text, hasByteOrderMark: false });
  expect(source?.text).toHaveLength(text.length);
  expect(source?.text.split('\n').map(line => line.trim())).toEqual([
    '',
    ";()=>{fetch('x')}",
    ';()=>{fetch("y")}',
    '',
    ';',
    'a()',
    '',
  ]);
});

describe('a script without an extension is read by its first line', () => {
  test.each([
    '/usr/bin/env node',
    '/usr/local/bin/node --no-warnings',
    '/usr/bin/env -S deno run -A',
    '/usr/bin/env tsx',
  ])('%s', async interpreter => {
    expect(await calls('bin/sync', `#!${interpreter}\nfetch('${LISTS}');\n`)).toEqual(['2:1-2:41']);
  });

  test.each(['#!/usr/bin/env python', '#!/usr/bin/env nodemon', '// node'])('%s is another', async line => {
    expect(await calls('bin/sync', `${line}\nfetch('${LISTS}');\n`)).toEqual([]);
  });
});

test.each(['a.es6', 'a.ES6', 'a.jsm'])('%s is JavaScript', async path => {
  expect(await calls(path, `fetch('${LISTS}');`)).toEqual(['1:1-1:41']);
});
