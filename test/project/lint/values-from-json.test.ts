import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const API = 'https://a.klaviyo.com/api';
const SETTINGS = JSON.stringify({ mail: { url: API, revision: '2024-10-15' } }, null, 2);

/** Findings as `path:line:column rule`, without `klaviyo/`, sorted, and what was skipped. */
async function lint(files: VirtualFiles): Promise<{ found: string[]; skipped: unknown[] }> {
  const options = { root: '/checked', asOf: '2026-11-20' };
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), options);
  const found = findings.map(
    ({ path, line, column, ruleId }) => `${path}:${line}:${column} ${ruleId.replace('klaviyo/', '')}`,
  );
  return { found: found.sort(), skipped };
}

describe('an address comes from JSON, and nothing else names the vendor', () => {
  test.each<[name: string, files: VirtualFiles]>([
    [
      'as a member of the default import',
      {
        'use.ts': "import settings from './settings.json' with { type: 'json' };\nfetch(settings.mail.url + '/lists');",
        'settings.json': SETTINGS,
      },
    ],
    [
      'as a named import',
      {
        'use.ts': "import { mail } from './settings.json';\nfetch(`${mail.url}/lists`);",
        'settings.json': SETTINGS,
      },
    ],
    [
      'as a member of a namespace',
      {
        'use.ts': "import * as settings from './settings.json';\nfetch(settings.mail.url + '/lists');",
        'settings.json': SETTINGS,
      },
    ],
    [
      'by require',
      {
        'use.js': "const { mail } = require('./settings.json');\nfetch(mail.url + '/lists');",
        'settings.json': SETTINGS,
      },
    ],
    [
      'by require, without its extension',
      { 'use.js': "const { mail } = require('./settings');\nfetch(mail.url + '/lists');", 'settings.json': SETTINGS },
    ],
    [
      'from another folder, behind a file that exports it again',
      {
        'src/use.ts': "import { mail } from './settings.ts';\nfetch(mail.url + '/lists');",
        'src/settings.ts': "import settings from '../config/settings.json';\nexport const { mail } = settings;",
        'config/settings.json': SETTINGS,
      },
    ],
    [
      'with a byte order mark, and larger than settings are',
      {
        'use.ts': "import { mail } from './settings.json';\nfetch(mail.url + '/lists');",
        'settings.json': `\uFEFF${JSON.stringify({ mail: { url: API }, codes: Array.from({ length: 20_000 }, (_, code) => code) })}`,
      },
    ],
  ])('%s', async (_, files) => {
    const path = Object.keys(files)[0] ?? '';
    const { found, skipped } = await lint(files);
    expect(skipped).toEqual([]);
    expect(found).toEqual([`${path}:2:1 no-raw-http`, `${path}:2:1 require-revision`]);
  });
});

test('a revision comes from JSON, and is reported where it stands', async () => {
  const { found, skipped } = await lint({
    'use.ts': `import { mail } from './settings.json';\nfetch('${API}/lists', { headers: { revision: mail.revision } });`,
    'settings.json': SETTINGS,
  });
  expect(skipped).toEqual([]);
  expect(found).toEqual(['settings.json:4:17 no-outdated-revision', 'use.ts:2:1 no-raw-http']);
});

describe('nothing is reported', () => {
  test.each<[name: string, files: VirtualFiles]>([
    ['where JSON names the vendor and nobody imports it', { 'use.ts': "fetch('/lists');", 'settings.json': SETTINGS }],
    [
      'where another member is sent to',
      {
        'use.ts': "import { mail, own } from './settings.json';\nfetch(own.url + '/lists'); // klaviyo",
        'settings.json': JSON.stringify({ mail: { url: API }, own: { url: 'https://shop.example/api' } }),
      },
    ],
    [
      'where the file is no JSON',
      {
        'use.ts': "import settings from './settings.json';\nfetch(settings.mail.url + '/lists'); // klaviyo",
        'settings.json': `{ "mail": { "url": "${API}", {{ more }} } }`,
      },
    ],
    [
      'where the address is a manifest’s',
      {
        'use.ts': "import manifest from './package.json';\nfetch(manifest.homepage);",
        'package.json': `{"homepage":"${API}"}`,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await lint(files)).toEqual({ found: [], skipped: [] });
  });
});
