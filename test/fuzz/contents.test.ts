import fc from 'fast-check';
import { asBytes, format, mutated } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';
import { brokenByTree } from './hostile-tree.ts';

const SCRIPT = `import axios from 'axios';
import { ProfilesApi, ApiKeySession } from 'klaviyo-api';
import { base, headers as shared } from './base.js';
const BASE_URL = \`https://a.klaviyo.com/\${'api'}\`;
const headers = { Authorization: \`Klaviyo-API-Key \${process.env.KEY}\`, revision: '2023-02-22', ...shared };
class Client { #url = BASE_URL; async send(path, body = {}) { return axios.post(this.#url + path, body, { headers }); } }
export const send = (name) => new Client().send('/events', { data: { type: 'event', attributes: { metric: { name } } } });
for (const id of [1, 2]) await fetch(new URL(\`/api/profiles/\${id}\`, base), { method: 'POST', headers });
new ProfilesApi(new ApiKeySession('x')).createProfile({ data: { type: 'profile', attributes: { email: 'a' } } });
`;
const TYPED = `import type { Profile } from './base';
type Deep<T> = T extends Promise<infer U> ? Deep<U> : T;
export async function load<T extends Profile>(this: Window, id: Deep<T>): Promise<T> { return (await fetch(\`https://a.klaviyo.com/api/profiles/\${String(id)}\`)) as unknown as T; }
export enum Kind { A = 'https://a.klaviyo.com/api/events' }
`;
const COMPONENT = `---\nconst all = await fetch('https://a.klaviyo.com/api/lists');\n---\n<script setup lang="ts">\nfetch('https://a.klaviyo.com/api/events', { method: 'POST' });\n</script>\n<template><p v-if="a">{{ b }}</p></template>\n<script context="module" src="x"></script>\n`;
const SHELL = `#!/usr/bin/env bash\nset -e\nURL="https://a.klaviyo.com/api"\nfor i in 1 2; do curl -sS -X POST "$URL/events/\${i:-x}" -H "revision: 2023-02-22" --data @- <<EOF\n{"data": {}}\nEOF\ndone\nhttp POST https://a.klaviyo.com/api/profiles revision:2026-10-15 || wget -qO- "$(echo $URL)/lists"\n`;
const DOCKERFILE = `FROM node:20 AS build\nARG URL=https://a.klaviyo.com\nRUN <<EOF\ncurl $URL/api/profiles\nEOF\nRUN ["curl", "https://a.klaviyo.com/api/lists"]\nRUN --mount=type=secret,id=x curl \\\n  https://a.klaviyo.com/api/events\n`;
const WORKFLOW = `on: push\nenv: &e { URL: 'https://a.klaviyo.com' }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    env: *e\n    steps:\n      - run: |\n          curl "$URL/api/profiles" -H 'revision: 2023-02-22'\n      - run: curl https://a.klaviyo.com/api/\${{ github.event.issue.title }}\n        shell: bash\n`;

const SOURCES: [name: string, seeds: string[]][] = [
  ['src/use.js', [SCRIPT, TYPED]],
  ['src/use.ts', [TYPED, SCRIPT]],
  ['src/use.tsx', [`${TYPED}export const A = () => <a href="https://a.klaviyo.com/api/lists">{load(1)}</a>;\n`]],
  ['src/Use.vue', [COMPONENT]],
  ['src/Use.svelte', [COMPONENT]],
  ['src/Use.astro', [COMPONENT]],
  ['scripts/sync.sh', [SHELL]],
  ['Dockerfile', [DOCKERFILE]],
  ['.github/workflows/sync.yml', [WORKFLOW]],
  ['action.yml', [`runs:\n  using: composite\n  steps:\n    - run: ${JSON.stringify(SHELL)}\n      shell: bash\n`]],
];

const PIECES = [
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '`',
  '${',
  '/*',
  '*/',
  '//',
  "'",
  '"',
  '=>',
  '...',
  '?.',
  '!',
  ',',
  ';',
  '\n',
  '\n  ',
  '\t',
  '#',
  '@',
  '&a ',
  '*a',
  '<<: *a',
  '- ',
  ': ',
  '|',
  '>-',
  '$(',
  '$((',
  '${x:-',
  '<<EOF\n',
  '&&',
  '\\',
  '\0',
  'class A extends A {',
  'async function* f() {',
  'import x from "./use";',
  'export * from "./base";',
  'export * from "./use";',
  'a.b',
  'x = x + x;',
  'const klaviyo = klaviyo;',
  'function f() { return f(); }',
  'new URL(',
  'Object.assign(',
  '"a" + ',
  '[a, ...a]',
  '/* eslint-disable */',
  '/* eslint klaviyo/no-raw-http: [2, {"x": 1}] */',
  '// eslint-disable-next-line klaviyo/no-raw-http',
  '/* global klaviyo:writable */',
  '/* eslint-env node */',
  '/* eslint no-control-regex: 2, "unknown/rule": 2 */',
  '// @ts-nocheck',
  '/// <reference path="../../outside/secret.ts" />',
  '//# sourceMappingURL=../../outside',
  '<script>',
  '</script>',
  '<script lang="ts" generic="',
  '---\n',
  '%YAML 1.1\n',
  '!!js/function ',
  '__proto__',
  'constructor',
  'fetch(',
  'https://a.klaviyo.com/api/',
  'revision: "2023-02-22"',
  '../../outside/secret',
  '(a+)+$',
];

const file = fc
  .constantFrom(...SOURCES)
  .chain(([path, seeds]) => asBytes(mutated(seeds, PIECES)).map(content => ({ path, content })));
const base = asBytes(
  mutated(
    [
      "export const base = 'https://a.klaviyo.com';\nexport const headers = { revision: '2023-02-22' };\nexport * from './use.js';\n",
    ],
    PIECES,
  ),
).map(content => ({ path: 'src/base.js', content }));

fuzz('whatever stands in a file', {
  cases: fc.record({ files: fc.tuple(file, base).map(files => [...files]), format }),
  runs: 60,
  broken: brokenByTree,
});
