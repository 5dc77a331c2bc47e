import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { audit } from '../src/audit/audit.ts';
import { fakeKey, fakeNewKey } from './fake-keys.ts';

const SDK = "import { ApiKeySession } from 'klaviyo-api';\n";

/** The six forms of docs/comparison.md. */
const FORMS: Readonly<Record<string, string>> = {
  'plain.js': `${SDK}export const session = new ApiKeySession('${fakeKey()}');\n`,
  'newer.js': `${SDK}export const session = new ApiKeySession('${fakeNewKey(2)}');\n`,
  'header.js': `await fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: 'Klaviyo-API-Key ${fakeKey()}', revision: '2026-07-15' } });\n`,
  'parts.js': `${SDK}const key = '${fakeKey().slice(0, 20)}' + '${fakeKey().slice(20)}';\nexport const session = new ApiKeySession(key);\n`,
  'base64.js': `${SDK}export const session = new ApiKeySession(Buffer.from('${Buffer.from(fakeKey()).toString('base64')}', 'base64').toString());\n`,
  '.env': `KLAVIYO_PRIVATE_KEY=${fakeKey()}\n`,
};

test('each form of a key that the comparison names is found', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'comparison-'));
  try {
    for (const [name, text] of Object.entries(FORMS)) writeFileSync(path.join(folder, name), text);
    const { findings } = await audit({ root: folder, asOf: '2026-11-20', failOn: 'error' });
    const keys = findings.filter(({ ruleId }) => /no-hardcoded-key|committed-env-file/.test(ruleId));
    expect(new Set(keys.map(({ path: file }) => file))).toEqual(new Set(Object.keys(FORMS)));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
