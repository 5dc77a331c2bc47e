import { expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader } from '../virtual-files.ts';

const list = (count: number, item: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => item(index)).join('\n');

async function checked(text: string) {
  const files = { 'a.ts': text };
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/',
    asOf: '2026-11-20',
  });
  return {
    found: findings.map(({ ruleId, line }) => `${line} ${ruleId}`),
    skipped: skipped.map(({ path = '', reason }) => `${path}: ${reason}`),
  };
}

const HOST = 'https://a.klaviyo.com/api';

test('an address among more alternatives than are followed is reported as skipped', async () => {
  const code = `const urls = [\n${list(200, index => `'https://example.com/${index}',`)}\n'${HOST}/lists',\n];\nfor (const url of urls) fetch(url);`;
  expect(await checked(code)).toEqual({
    found: [],
    skipped: ['a.ts: line 204: its address has too many alternatives'],
  });
});

test('an address among fewer is found', async () => {
  const code = `const urls = [\n${list(100, index => `'https://example.com/${index}',`)}\n'${HOST}/lists',\n];\nfor (const url of urls) fetch(url, { headers: { revision: '2026-07-15' } });`;
  expect(await checked(code)).toEqual({ found: ['104 klaviyo/no-raw-http'], skipped: [] });
});

test('many alternatives behind a known host hide nothing', async () => {
  const code = `const ids = [\n${list(200, index => `'id${index}',`)}\n];\nfor (const id of ids) fetch('https://example.com/' + id + '?klaviyo');`;
  expect(await checked(code)).toEqual({ found: [], skipped: [] });
});

test('a function among more alternatives than are followed is reported as skipped', async () => {
  const code = `const send = (url: string) => fetch(url);\nconst all: Record<string, (url: string) => unknown> = {\n${list(200, index => `f${index}: url => url + ${index},`)}\nsend,\n};\nexport const go = (name: string) => all[name]!('${HOST}/lists');`;
  expect((await checked(code)).skipped).toEqual(['a.ts: line 205: what it calls has too many alternatives']);
});

test('an address in options of a function that is called in more ways than are followed is reported as skipped', async () => {
  const code = [
    "import axios from 'axios';",
    'const w0 = (o: object) => axios({ ...o, timeout: 1 });',
    'const w1 = (o: object) => w0(o);',
    ...Array.from({ length: 700 }, (_, index) => `w1({ url: 'https://example.com/${index}' });`),
    `w1({ url: '${HOST}/lists' });`,
  ].join('\n');
  expect((await checked(code)).skipped).toEqual(['a.ts: line 2: it is called in too many ways to follow each']);
});

test.each([
  ['of another host', "'https://example.com/lists'", []],
  ['of another host at a port that is not known', '`http://127.0.0.1:${port}/lists`', []],
  ['of another host that nothing follows', "'https://example.com'", []],
  [
    'that may be the beginning of one of Klaviyo',
    "'https://A.klav'",
    ['a.ts: line 2: it is called in too many ways to follow each'],
  ],
  [
    'of a host that is not known',
    '`https://a.${host}/lists`',
    ['a.ts: line 2: it is called in too many ways to follow each'],
  ],
  [
    'of a host behind a user',
    '`https://klaviyo@${host}/lists`',
    ['a.ts: line 2: it is called in too many ways to follow each'],
  ],
])('an address %s among options that are not followed', async (_, url, skipped) => {
  const code = [
    "import axios from 'axios';",
    'const w0 = (o: object) => axios({ ...o, timeout: 1 });',
    'const w1 = (o: object) => w0(o);',
    ...Array.from({ length: 700 }, (_item, index) => `w1({ url: 'https://example.com/${index}' });`),
    `declare const host: string, port: number; w1({ url: ${url} });`,
    `export const api = '${HOST}';`,
  ].join('\n');
  expect((await checked(code)).skipped).toEqual(skipped);
});

test('an address beside a callback of such a function, too', async () => {
  const code = [
    'const send = (url: string) => fetch(url);',
    'const w0 = (f: typeof send, url: string) => f(url);',
    'const w1 = (f: typeof send, url: string) => w0(f, url);',
    ...Array.from({ length: 700 }, (_, index) => `w1(send, 'https://example.com/${index}');`),
    `w1(send, '${HOST}/lists');`,
  ].join('\n');
  expect((await checked(code)).skipped).toContain('a.ts: line 2: it is called in too many ways to follow each');
});

test('what else is given to such a function is not', async () => {
  const code = [
    'const w0 = (o: object) => fetch(`https://example.com/?klaviyo=${JSON.stringify(o)}`);',
    'const w1 = (o: object) => w0(o);',
    ...Array.from({ length: 700 }, (_, index) => `w1({ index: ${index} });`),
  ].join('\n');
  expect(await checked(code)).toEqual({ found: [], skipped: [] });
});

test('a finding at a call of a wrapper lists the calls from there to the request', async () => {
  const code = `const send = (url: string) => fetch(url, { headers: { revision: '2026-07-15' } });\nconst get = (url: string) => send(url);\nget('${HOST}/lists');`;
  const files = { 'a.ts': code };
  const { findings } = await lintFiles(virtualReader(files), Object.keys(files), { root: '/', asOf: '2026-11-20' });
  expect(findings.map(({ line, related }) => ({ line, related }))).toEqual([
    {
      line: 3,
      related: [
        { path: 'a.ts', line: 2, message: 'The call goes on here.', isStep: true },
        { path: 'a.ts', line: 1, message: 'The request is sent here.', isStep: true },
      ],
    },
  ]);
});
