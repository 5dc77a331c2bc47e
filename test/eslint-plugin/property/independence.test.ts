import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { fuzz } from '../../fuzz/fuzz.ts';
import { virtualReader } from '../../project/virtual-files.ts';

type Files = Readonly<Record<string, string>>;

/** Top-level declarations by file, in no order: functions are hoisted, and constants are read inside of functions only. */
const DECLARATIONS: Readonly<Record<string, readonly string[]>> = {
  'src/host.ts': ["export const HOST = 'https://a.klaviyo.com';", "export const REVISION = '2023-02-22';"],
  'src/client.ts': [
    "import { HOST, REVISION } from './host';",
    'export function request(path: string) { return fetch(HOST + path, { headers: headers() }); }',
    'function headers() { return { revision: REVISION }; }',
    "export function lists() { return request('/api/lists'); }",
    'export class Client { get(path: string) { return request(path); } }',
  ],
  'src/shop.ts': [
    "import { Client, request } from './client';",
    "import { EventsApi, ApiKeySession } from 'klaviyo-api';",
    "export function segments() { return new Client().get('/api/segments'); }",
    'export function profiles(id: string) { return request(`/api/profiles/${id}`); }',
    'function events() { return new EventsApi(new ApiKeySession(process.env.KLAVIYO_KEY)); }',
    "export function track() { return events().createEvent({ data: { type: 'event', attributes: { properties: {} } } }); }",
    'export function twice() { relay(); relay(); }',
    "function relay() { return send('https://a.klaviyo.com/api/tags'); }",
    'function send(url: string) { return fetch(url); }',
  ],
  'src/use.js': [
    "import { lists } from './client';",
    "import { profiles } from './shop';",
    "export const all = async () => { await lists(); await profiles('1'); };",
    "export const legacy = () => fetch('https://a.klaviyo.com/api/v2/lists');",
  ],
};

/** Files that have nothing to do with the others. */
const UNRELATED: Files = {
  'src/math.ts': 'export const sum = (a: number, b: number) => a + b;',
  'src/http.ts': "export const request = (path: string) => fetch('https://example.com' + path);",
  'other/host.ts': "export const HOST = 'https://example.com';",
  'other/client.ts': "import { HOST } from './host';\nexport const request = (path: string) => fetch(HOST + path);",
  'other/use.ts': "import { request } from './client';\nrequest('/api/profiles');",
  'docs/klaviyo.js': "// See https://a.klaviyo.com/api/lists\nexport const name = 'klaviyo';",
  'lib/recursion.js': 'export function f(x) { return f([x]); }',
};

const PARENTS = ['/', '/srv/shop', '/home/test', '/tmp/__tests__', '/work/spec/fixtures', '/a/node_modules/b', '/dist'];

const order = fc.record(
  Object.fromEntries(
    Object.entries(DECLARATIONS).map(([path, declarations]) => [
      path,
      fc.shuffledSubarray([...declarations], { minLength: declarations.length }),
    ]),
  ),
);

const program = fc
  .record({ order, unrelated: fc.subarray(Object.keys(UNRELATED)) })
  .chain(({ order: declared, unrelated }) => {
    const files: Files = {
      ...Object.fromEntries(Object.entries(declared).map(([path, declarations]) => [path, declarations.join('\n')])),
      ...Object.fromEntries(unrelated.map(path => [path, UNRELATED[path] ?? ''])),
    };
    const paths = Object.keys(files);
    return fc.record({
      files: fc.constant(files),
      paths: fc.shuffledSubarray(paths, { minLength: paths.length }),
      root: fc.constantFrom(...PARENTS),
    });
  });

/** What is found, a line each with the declaration it stands in, and what was skipped. */
async function foundIn(files: Files, paths: readonly string[], root: string): Promise<string> {
  const { findings, skipped } = await lintFiles(virtualReader(files), paths, { root, asOf: '2026-11-20' });
  const found = findings.map(({ path, line, column, ruleId, message }) =>
    [path, files[path]?.split('\n')[line - 1], column, ruleId, message].join(' | '),
  );
  return [...found, ...skipped.map(({ id, path, reason }) => `skipped ${id} ${path}: ${reason}`)].sort().join('\n');
}

const ORIGINAL = Object.fromEntries(
  Object.entries(DECLARATIONS).map(([path, declarations]) => [path, declarations.join('\n')]),
);

test('the program has findings of its own', async () => {
  const found = await foundIn(ORIGINAL, Object.keys(ORIGINAL), '/');
  const rules = found.split('\n').map(line => line.split(' | ').filter((_, index) => index === 0 || index === 3));
  expect(rules.map(parts => parts.join(' '))).toEqual([
    'src/client.ts klaviyo/no-raw-http',
    'src/host.ts klaviyo/no-outdated-revision',
    'src/shop.ts klaviyo/require-unique-id',
    'src/shop.ts klaviyo/no-raw-http',
    'src/shop.ts klaviyo/require-revision',
    'src/use.js klaviyo/no-legacy-api',
  ]);
});

fuzz('findings do not depend on the order of declarations and files, on unrelated files, or on the parent folder', {
  cases: program,
  runs: 40,
  async broken({ files, paths, root }) {
    const expected = await foundIn(ORIGINAL, Object.keys(ORIGINAL), '/');
    const actual = await foundIn(files, paths, root);
    return actual === expected ? [] : [`In ${root}:\n${actual}\n-- instead of --\n${expected}`];
  },
});
