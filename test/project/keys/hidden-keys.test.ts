import { expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { fingerprintIn } from '../../../src/messages/written-key.ts';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import { fakeKey } from '../../fake-keys.ts';
import { temporaryRepository } from '../temporary-folder.ts';
import { HARMLESS, HIDDEN, hiddenCorpus } from './hidden-corpus.ts';

/** What is reported of a key, by the number of the folder. */
async function reported(
  ways: typeof HIDDEN,
  count: number,
): Promise<{ names: string[]; fingerprints: Map<number, string[]> }> {
  const { files, names } = hiddenCorpus(ways, count);
  const { findings } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20', failOn: 'error' });
  const fingerprints = new Map<number, string[]>();
  for (const { path, message } of findings) {
    const fingerprint = fingerprintIn(message);
    const id = Number(/^n(\d+)\//.exec(path)?.[1]);
    if (fingerprint !== undefined) fingerprints.set(id, [...(fingerprints.get(id) ?? []), fingerprint]);
  }
  return { names, fingerprints };
}

test('of 200 files with a key that is hidden each is reported once', async () => {
  const { names, fingerprints } = await reported(HIDDEN, 200);
  const wrong = names.filter((_, id) => fingerprints.get(id)?.join() !== keyFingerprint(fakeKey(5_000 + id)));
  expect(wrong).toEqual([]);
});

test('of 150 files with something alike none is reported', async () => {
  const { names, fingerprints } = await reported(HARMLESS, 150);
  expect([...fingerprints.keys()].map(id => names[id])).toEqual([]);
});

const KEY = fakeKey();
const [START, REST] = [KEY.slice(0, 20), KEY.slice(20)];

test.each([
  [
    'the prefix',
    {
      'a.js': "export const prefix = 'pk_';\n",
      'b.js': `import { prefix } from './a.js';\nimport { ApiKeySession } from 'klaviyo-api';\nnew ApiKeySession(prefix + '${KEY.slice(3)}');\n`,
    },
    'b.js:3:19',
  ],
  [
    'a half of CommonJS',
    {
      'a.js': `module.exports = { start: '${START}' };\n`,
      'b.js': `const { start } = require('./a');\nnew (require('klaviyo-api').ApiKeySession)(start.concat('${REST}'));\n`,
    },
    'b.js:2:44',
  ],
  [
    'both halves',
    {
      'a.ts': `export const start = '${START}';\n`,
      'b.ts': `export const rest = '${REST}';\n`,
      'c.ts':
        "import { start } from './a';\nimport { rest } from './b';\nklaviyo(`Klaviyo-API-Key ${start}${rest}`);\n",
    },
    'c.ts:3:9',
  ],
])('across files of JavaScript a key is found where it is put together, with %s elsewhere', async (_, files, place) => {
  const { findings } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20', failOn: 'error' });
  expect(
    findings
      .filter(({ ruleId }) => ruleId.endsWith('key'))
      .map(({ ruleId, path, line, column }) => `${ruleId} ${path}:${line}:${column}`),
  ).toEqual([`klaviyo/no-hardcoded-key ${place}`]);
});
