import { describe, expect, it } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Snippet } from '../../src/model/snippet.ts';
import { renderJson } from '../../src/reporters/json.ts';
import { fakeKey, fakeNewKey } from '../fake-keys.ts';
import { type Files, temporaryFolder } from '../project/temporary-folder.ts';

async function findingsIn(files: Files): Promise<Finding[]> {
  return (await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error', snippets: true })).findings;
}

/** By path and rule, without the family. */
async function snippetsIn(files: Files): Promise<Record<string, Snippet | undefined>> {
  const found = await findingsIn(files);
  return Object.fromEntries(found.map(({ path, ruleId, snippet }) => [`${path} ${ruleId.split('/')[1]}`, snippet]));
}

const CALL = "await fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });";

describe('the code of a finding', () => {
  it('is its line with two before and two behind it', async () => {
    const text = `// 1\n// 2\n// 3\n${CALL}\n// 5\n// 6\n// 7\n`;
    expect((await snippetsIn({ 'a.mjs': text }))['a.mjs no-raw-http']).toEqual({
      startLine: 2,
      lines: ['// 2', '// 3', CALL, '// 5', '// 6'],
      column: 7,
      endColumn: CALL.length,
    });
  });

  it('ends where the file begins and ends, and has neither line ends nor a byte order mark', async () => {
    expect((await snippetsIn({ 'a.mjs': `\ufeff${CALL}\r\n// 2` }))['a.mjs no-raw-http']).toMatchObject({
      startLine: 1,
      lines: [CALL, '// 2'],
    });
  });

  it('is cut around the finding in a long line', async () => {
    const found = (await snippetsIn({ 'a.mjs': `${'x();'.repeat(500)}${CALL}${'y();'.repeat(500)}\n` }))[
      'a.mjs no-raw-http'
    ];
    const [line = ''] = found?.lines ?? [];
    expect(line).toHaveLength(402);
    expect(line.slice((found?.column ?? 0) - 1, (found?.endColumn ?? 0) - 1)).toBe(CALL.slice(6, -1));
  });

  it('is shown of manifests, and of no other data', async () => {
    const found = await snippetsIn({
      'package.json': '{\n  "dependencies": {\n    "klaviyo-api": "^23.0.0"\n  }\n}\n',
      '.env': `KLAVIYO_API_KEY=${fakeKey()}\nOTHER_SECRET=abc\n`,
      'config.json': `{ "key": "${fakeKey(1)}", "other": "secret" }`,
      'deploy.sh': "curl https://a.klaviyo.com/api/lists -H 'x-secret: abc'\n",
      '.github/workflows/a.yml':
        'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: curl https://a.klaviyo.com/api/lists\n',
    });
    const shown = Object.entries(found).flatMap(([place, snippet]) => (snippet === undefined ? [] : [place]));
    expect(shown).toEqual(['package.json floating-sdk-range']);
    expect(Object.keys(found).length).toBeGreaterThan(4);
  });

  it.each([
    ['as it is', `'${fakeKey()}'`],
    ['of the newer shape', `'${fakeNewKey()}'`],
    ['in base64', `'${Buffer.from(fakeKey()).toString('base64')}'`],
    ['in two pieces', `'${fakeKey().slice(0, 12)}' + '${fakeKey().slice(12)}'`],
    ['in pieces on two lines', `'${fakeKey().slice(0, 12)}' +\n '${fakeKey().slice(12)}'`],
    ['in escapes', `'\\x70\\x6b_${fakeKey().slice(3)}'`],
    ['in a template', `\`${fakeKey().slice(0, 12)}\${'${fakeKey().slice(12)}'}\``],
    ['behind its beginning', `BEGINNING + '${fakeKey().slice(3)}'`],
  ])('never holds a key that is written %s', async (_, key) => {
    const text = `const BEGINNING = 'pk_';\nconst key = ${key};\n${CALL}\n`;
    const all = JSON.stringify(await findingsIn({ 'a.mjs': text }));
    expect(all).toContain('klaviyo/no-raw-http');
    expect(all).not.toContain(fakeKey().slice(14, 30));
    expect(all).not.toContain(fakeKey().slice(4, 11));
    expect(all).not.toContain(Buffer.from(fakeKey()).toString('base64').slice(8, 24));
  });

  it('holds no digits that may be a part of a key that begins elsewhere', async () => {
    const found = await snippetsIn({ 'a.mjs': `const TAIL = '${fakeKey().slice(8)}';\n${CALL}\n` });
    expect(found['a.mjs no-raw-http']?.lines[0]).toBe(`const TAIL = '${'*'.repeat(fakeKey().length - 8)}';`);
  });

  it('keeps other digits and words', async () => {
    const line = "const color = '#facade', id = 12345678, word = 'deadbeef';";
    const found = await snippetsIn({ 'a.mjs': `${line}\n${CALL}\n` });
    expect(found['a.mjs no-raw-http']?.lines[0]).toBe(line);
  });

  it('masks a key where it stands, and shows no line beside it', async () => {
    const found = await snippetsIn({ 'a.mjs': `const other = 'secret';\nconst klaviyoKey = '${fakeKey()}';\n` });
    expect(found['a.mjs no-hardcoded-key']).toEqual({
      startLine: 2,
      lines: [`const klaviyoKey = '${'*'.repeat(fakeKey().length)}';`],
      column: 20,
      endColumn: 22 + fakeKey().length,
    });
  });

  it('masks a key beside what else is found, also one that a comment silences', async () => {
    const silenced = '// eslint-disable-next-line klaviyo/no-hardcoded-key -- a test';
    const found = await snippetsIn({ 'a.mjs': `${CALL}\n${silenced}\nconst key = '${fakeKey()}';\n` });
    expect(found['a.mjs no-raw-http']?.lines).toEqual([
      CALL,
      silenced,
      `const key = '${'*'.repeat(fakeKey().length)}';`,
    ]);
  });

  it('is missing everywhere where only the code puts a key together', async () => {
    const [head, tail] = [fakeKey().slice(0, 20), fakeKey().slice(20)];
    const found = await snippetsIn({
      'a.mjs': `const key = ['${tail}', '${head}'].reverse().join('');\n${CALL}\n`,
      'b.mjs': `${CALL}\n`,
    });
    expect(Object.keys(found)).toContain('a.mjs no-hardcoded-key');
    expect(Object.values(found).filter(snippet => snippet !== undefined)).toEqual([]);
  });

  it('hides the pieces of a key that a list puts together', async () => {
    const [head, tail] = [fakeKey().slice(0, 20), fakeKey().slice(20)];
    const found = await snippetsIn({ 'a.mjs': `const key = ['${head}', '${tail}'].join('');\n${CALL}\n` });
    expect(found['a.mjs no-hardcoded-key']).toBeDefined();
    expect(JSON.stringify(found)).not.toMatch(
      new RegExp(`${head.slice(3, 9)}|${head.slice(-6)}|${tail.slice(0, 6)}|${tail.slice(-6)}`),
    );
  });

  it('is not attached where nobody wants it, and not in the JSON', async () => {
    const root = temporaryFolder({ 'a.mjs': `${CALL}\n` });
    const plain = await audit({ root, asOf: '2026-11-20', failOn: 'error' });
    const shown = await audit({ root, asOf: '2026-11-20', failOn: 'error', snippets: true });
    expect(plain.findings.every(finding => !('snippet' in finding))).toBe(true);
    expect(shown.findings.every(finding => 'snippet' in finding)).toBe(true);
    expect(renderJson(shown)).toBe(renderJson(plain));
  });
});
