import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import type { SdkVersionOf } from '../../../src/project/manifests/sdk-version-of.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

async function foundIn(files: VirtualFiles, sdkVersionOf?: SdkVersionOf): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-20',
    ...(sdkVersionOf && { sdkVersionOf }),
  });
  expect(skipped).toEqual([]);
  return findings
    .map(({ ruleId, path, line, column }) => `${path}:${line}:${column} ${ruleId.replace('customerio/', '')}`)
    .sort();
}

const CALL = "fetch('https://track.customer.io/api/v1/customers/1', { method: 'PUT', body });";

describe('code in a container is linted', () => {
  test.each<[string, VirtualFiles, string]>([
    ['a script of a page', { 'a.html': `<p>\n<script>${CALL}</script>\n` }, 'a.html:2:9'],
    [
      'one of its scripts, beside another that does not parse',
      { 'a.html': `<script>var = 1</script>\n<script>${CALL}</script>\n` },
      'a.html:2:9',
    ],
    ['a handler of a page', { 'a.html': `<button onclick="${CALL}">\n` }, 'a.html:1:18'],
    ['a handler of Vue', { 'a.vue': `<template>\n<button @click="${CALL}" />\n</template>\n` }, 'a.vue:2:17'],
    ['a script of Vue', { 'a.vue': `<script setup lang="ts">\n${CALL}\n</script>\n` }, 'a.vue:2:1'],
    ['a script of Svelte', { 'a.svelte': `<script>\n${CALL}\n</script>\n` }, 'a.svelte:2:1'],
    ['the server part of Astro', { 'a.astro': `---\nawait ${CALL}\n---\n<p />\n` }, 'a.astro:2:7'],
    ['an executable script', { 'bin/send': `#!/usr/bin/env node\n${CALL}\n` }, 'bin/send:2:1'],
  ])('%s', async (_, files, place) => {
    expect(await foundIn(files)).toContain(`${place} no-raw-http`);
  });

  test('the SDK that a page loads is found in its address and in its map of imports', async () => {
    const url = 'https://esm.sh/customerio-node@5.2.0';
    const page = `<script src="${url}"></script>\n<script type="importmap">{ "imports": { "cio": "${url}" } }</script>\n`;
    expect(await foundIn({ 'a.html': page })).toEqual([
      'a.html:1:13 no-secret-in-browser',
      'a.html:2:48 no-secret-in-browser',
    ]);
  });

  test('and what is none is left alone', async () => {
    const script = 'src="https://assets.customer.io/assets/track.js"';
    expect(
      await foundIn({
        'a.html': `<script ${script}></script>\n<a href="https://track.customer.io/api/v1/events">x</a>\n`,
        'b.vue': '<template>\n<p>customer.io</p>\n<button @click="fetch(\'/api/customer.io\')" />\n</template>\n',
        'bin/note': "#!/usr/bin/env node\nconsole.log('customer.io');\n",
      }),
    ).toEqual([]);
  });
});

const USE = "import { APIClient } from 'mailer';\nexport const client = new APIClient(process.env.CIO_APP_KEY);\n";
const fromName = (name: string): string => USE.replace("'mailer'", `'${name}'`);

describe('the SDK under another name is the SDK', () => {
  test.each<[string, VirtualFiles]>([
    ['of npm', { 'package.json': '{ "dependencies": { "mailer": "npm:customerio-node@5.2.0" } }', 'src/a.ts': USE }],
    [
      'of the imports of a package',
      { 'package.json': '{ "imports": { "#mailer": "customerio-node" } }', 'src/a.ts': fromName('#mailer') },
    ],
    ['of Deno', { 'deno.json': '{ "imports": { "mailer": "npm:customerio-node" } }', 'src/a.ts': USE }],
    [
      'of an import map',
      { 'import_map.json': '{ "imports": { "mailer": "https://esm.sh/customerio-node@5" } }', 'src/a.ts': USE },
    ],
    ['of a URL', { 'src/a.ts': fromName('https://esm.sh/customerio-node@5.2.0') }],
    ['of a protocol', { 'src/a.ts': fromName('npm:customerio-node@5') }],
    [
      'that names the vendor',
      {
        'package.json': '{ "dependencies": { "customerio": "npm:customerio-node@5.2.0" } }',
        'src/a.ts': fromName('customerio'),
      },
    ],
  ])('%s', async (_, files) => {
    expect(await foundIn(files)).toEqual(['src/a.ts:2:23 explicit-region']);
  });

  test('and another package of that name is not', async () => {
    const manifest = '{ "dependencies": { "mailer": "1.0.0", "customerio-node": "5.2.0" } }';
    expect(await foundIn({ 'package.json': manifest, 'src/a.ts': USE })).toEqual([]);
  });

  test('and reaches the browser by it', async () => {
    const manifest = '{ "dependencies": { "mailer": "npm:customerio-node@5.2.0" } }';
    const source = "import { APIClient } from 'mailer';\nexport const Client = APIClient;\n";
    expect(await foundIn({ 'package.json': manifest, 'src/a.client.ts': source })).toEqual([
      'src/a.client.ts:1:27 no-secret-in-browser',
    ]);
  });
});

describe('code of the browser is followed to what it imports', () => {
  const SERVER = "import { TrackClient } from 'customerio-node';\nexport const track = TrackClient;\n";

  test.each<[string, VirtualFiles]>([
    ['a component', { 'a.vue': "<script>\nimport { track } from './server.js';\ntrack();\n</script>\n" }],
    ['a page', { 'a.html': '<script type="module" src="./server.js"></script>\n' }],
    [
      'a file that exports all again',
      {
        'all.js': "export * from './server.js';\n",
        'a.client.js': "import { track } from './all.js';\ntrack();\n",
      },
    ],
  ])('%s', async (_, files) => {
    expect(await foundIn({ 'server.js': SERVER, ...files })).toEqual(['server.js:1:29 no-secret-in-browser']);
  });

  test('and the client of the pipelines may be there', async () => {
    const server = SERVER.replaceAll('TrackClient', 'PipelinesClient');
    expect(
      await foundIn({ 'server.js': server, 'a.client.js': "import { track } from './server.js';\ntrack();\n" }),
    ).toEqual([]);
  });
});

describe('a variable that only its short name ties to the vendor', () => {
  const server = { 'server.ts': fromName('customerio-node') };

  test.each([
    ['an App key', 'NEXT_PUBLIC_CIO_APP_API_KEY'],
    ['an App key, shorter', 'VITE_CIO_APP_KEY'],
    ['an App key as a token', 'REACT_APP_CIO_APP_TOKEN'],
    ['a Track key', 'NEXT_PUBLIC_CIO_TRACK_API_KEY'],
  ])('is reported where the repository uses the vendor: %s', async (_, name) => {
    const code = `export const start = () => window.load(process.env.${name});\n`;
    expect(await foundIn({ ...server, 'app/a.tsx': code })).toContain('app/a.tsx:1:40 no-secret-in-browser');
    expect(await foundIn({ 'app/a.tsx': code })).toEqual([]);
  });

  test('is reported without a public prefix in code of the browser', async () => {
    const code = "'use client';\nexport const key = process.env.CIO_APP_API_KEY;\n";
    expect(await foundIn({ ...server, 'app/a.tsx': code })).toContain('app/a.tsx:2:20 no-secret-in-browser');
    expect(await foundIn({ 'app/a.tsx': code })).toEqual([]);
  });

  test('is reported in a component', async () => {
    const code = '<script setup>\nconst key = import.meta.env.VITE_CIO_APP_KEY;\n</script>\n';
    expect(await foundIn({ ...server, 'a.vue': code })).toContain('a.vue:2:13 no-secret-in-browser');
  });

  test.each([
    ['what may be a write key', 'NEXT_PUBLIC_CIO_API_KEY'],
    ['a site id', 'NEXT_PUBLIC_CIO_SITE_ID'],
    ['a write key', 'NEXT_PUBLIC_CIO_WRITE_KEY'],
    ['the id of a key', 'NEXT_PUBLIC_CIO_APP_KEY_ID'],
    ['whether there is a key', 'NEXT_PUBLIC_HAS_CIO_APP_KEY'],
    ['a longer name', 'NEXT_PUBLIC_SOCIO_APP_KEY'],
    ['what may be of something else', 'NEXT_PUBLIC_CIO_SECRET'],
    ['an application', 'NEXT_PUBLIC_CIO_APP_NAME'],
  ])('is left alone where that is not certain: %s', async (_, name) => {
    const found = await foundIn({ ...server, 'app/a.tsx': `window.load(process.env.${name});\n` });
    expect(found.filter(place => place.startsWith('app/'))).toEqual([]);
  });

  test('is left alone on the server', async () => {
    const found = await foundIn({ ...server, 'lib/a.ts': 'export const key = process.env.CIO_APP_KEY;\n' });
    expect(found.filter(place => place.startsWith('lib/'))).toEqual([]);
  });
});

test('the release that the lock file holds counts', async () => {
  const files = {
    'src/a.js': "const { TrackClient } = require('customerio-node');\nmodule.exports = new TrackClient(id, key);\n",
  };
  const messageWith = async (version?: string): Promise<string | undefined> => {
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-20',
      sdkVersionOf: (_, sdk) => (sdk === 'customerio-node' ? version : '23.0.0'),
    });
    return findings[0]?.message;
  };
  expect(await messageWith('1.1.0')).toContain('before 2.0.0 know no region');
  expect(await messageWith('5.2.0')).toContain('states no region');
  expect(await messageWith()).toContain('states no region');
});
