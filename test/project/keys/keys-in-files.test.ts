import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { fakeKey } from '../../fake-keys.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';

const KEY = fakeKey(28);
const [A, B] = [KEY.slice(0, 15), KEY.slice(15)];
const USE = "import { ApiKeySession } from 'klaviyo-api';\n";

async function told(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings
    .filter(({ ruleId }) => ruleId === 'klaviyo/no-hardcoded-key')
    .map(({ path, line, column }) => `${path}:${line}:${column}`);
}

describe('a key whose pieces stand in several files is found where they are put together:', () => {
  test.each<[string, Files, string]>([
    [
      'constants of two files',
      {
        'a.ts': `export const a = '${A}';`,
        'b.ts': `export const b = '${B}';`,
        's.ts': `${USE}import { a } from './a';\nimport { b } from './b';\nnew ApiKeySession(a + b);`,
      },
      's.ts:4:19',
    ],
    [
      'JSON',
      {
        'k.json': JSON.stringify({ first: A, second: B }),
        's.ts': `${USE}import k from './k.json';\nnew ApiKeySession(k.first + k.second);`,
      },
      's.ts:3:19',
    ],
    [
      'a list',
      {
        'a.ts': `export const parts = ['${A}', '${B}'];`,
        's.ts': `${USE}import { parts } from './a';\nnew ApiKeySession(parts.join(''));`,
      },
      's.ts:3:19',
    ],
    [
      'fallbacks of the environment',
      {
        'a.js': `module.exports.a = process.env.A || '${A}';`,
        's.js': `const { ApiKeySession } = require('klaviyo-api');\nconst { a } = require('./a');\nconst b = process.env.B ?? '${B}';\nnew ApiKeySession(a + b);`,
      },
      's.js:4:19',
    ],
    [
      'a header',
      {
        'a.ts': `export const a = '${A}';\nexport const b = '${B}';`,
        's.ts':
          "import { a, b } from './a';\nfetch('https://a.klaviyo.com/api/profiles', {\n  headers: { Authorization: `Klaviyo-API-Key ${a + b}`, revision: '2026-07-15' },\n});",
      },
      's.ts:3:29',
    ],
    [
      'a constant that is given to concat',
      {
        'a.ts': `export default { first: '${A}', rest: '${B}' };`,
        's.ts': `${USE}import all from './a';\nconst key = all.first.concat(all.rest);\nnew ApiKeySession(key);`,
      },
      's.ts:3:13',
    ],
  ])('%s', async (_, files, place) => {
    expect(await told(files)).toEqual([place]);
  });
});

describe('is no key:', () => {
  test.each<[string, Files]>([
    [
      'the beginning of one before what the environment holds',
      {
        'a.ts': "export const a = 'pk_';",
        's.ts': `${USE}import { a } from './a';\nnew ApiKeySession(a + process.env.REST);`,
      },
    ],
    [
      'pieces of a placeholder',
      {
        'a.ts': "export const a = 'pk_xxxxxxxxxxxx';\nexport const b = 'xxxxxxxxxxxxxxxxxxxxxx';",
        's.ts': `${USE}import { a, b } from './a';\nnew ApiKeySession(a + b);`,
      },
    ],
    [
      'pieces that nobody puts together',
      {
        'a.ts': "export const cacheKey = 'profiles';",
        's.ts': `${USE}import { cacheKey } from './a';\nexport const id = 'pk' + cacheKey;\nnew ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);`,
      },
    ],
  ])('%s', async (_, files) => {
    expect(await told(files)).toEqual([]);
  });
});
