import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { audit, type AuditOptions } from '../../src/audit/audit.ts';
import { checks } from '../../src/checks/index.ts';
import { UsageError } from '../../src/model/errors.ts';
import type { Report } from '../../src/model/report.ts';
import { fakeKey } from '../fake-keys.ts';
import { addFiles, temporaryFolder, temporaryRepository, type Files } from '../project/temporary-folder.ts';

const RAW_CALL =
  "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' } }).then(check);\n";
const MANIFEST = '{\n  "dependencies": {\n    "klaviyo-api": "^23.0.0"\n  }\n}\n';

afterEach(() => vi.restoreAllMocks());

function check(root: string, options: Partial<AuditOptions> = {}): Promise<Report> {
  return audit({ root, asOf: '2026-11-20', failOn: 'error', ...options });
}

const places = ({ findings }: Report): string[] =>
  findings.map(({ ruleId, path, line }) => `${path}:${line} ${ruleId}`);

test('a repository goes in, and a report comes out', async () => {
  const progress: string[] = [];
  const report = await check(
    temporaryRepository({ 'src/a.ts': RAW_CALL, 'src/b.ts': 'export {};', 'package.json': MANIFEST }),
    { onProgress: message => progress.push(message) },
  );
  expect(places(report)).toEqual(['package.json:3 check/floating-sdk-range', 'src/a.ts:1 klaviyo/no-raw-http']);
  expect(report).toMatchObject({
    schemaVersion: 1,
    asOf: '2026-11-20',
    skipped: [],
    summary: { verdict: 'violated', errors: 2, warnings: 0, filesFound: 3, filesLinted: 1 },
  });
  expect(report.findings[0]).toMatchObject({
    line: 3,
    column: 20,
    endLine: 3,
    endColumn: 29,
    helpUrl: expect.stringMatching(/\/docs\/checks\/floating-sdk-range\.md$/),
  });
  expect(progress).toEqual([
    'Found 3 files.',
    'Linted 1 of 1 file with a sign of Klaviyo.',
    'Linted 1 file with a sign of Klaviyo.',
  ]);
});

test('a repository without the vendor is verified', async () => {
  const report = await check(temporaryRepository({ 'a.ts': 'export {};' }));
  expect(report).toEqual({
    schemaVersion: 1,
    asOf: '2026-11-20',
    findings: [],
    suppressed: [],
    skipped: [],
    ledger: {
      files: 1,
      analyzed: 1,
      keysOnly: 0,
      otherKinds: 0,
      leftOut: [],
      unseen: 'Every file was looked at.',
    },
    summary: { verdict: 'verified', errors: 0, warnings: 0, suppressed: 0, filesFound: 1, filesLinted: 0 },
  });
});

test('findings stand by path, line, column and rule', async () => {
  const report = await check(
    temporaryFolder({
      'b.js': RAW_CALL,
      'a.js': `\n${RAW_CALL}${RAW_CALL}`,
      'A.js': RAW_CALL,
      'a/package.json': MANIFEST,
    }),
  );
  expect(places(report).filter(place => !place.includes('require-'))).toEqual([
    'A.js:1 klaviyo/no-raw-http',
    'a.js:2 klaviyo/no-raw-http',
    'a.js:3 klaviyo/no-raw-http',
    'a/package.json:3 check/floating-sdk-range',
    'b.js:1 klaviyo/no-raw-http',
  ]);
});

test('a second run says the same', async () => {
  const root = temporaryFolder({ 'a.js': RAW_CALL, 'b.js': 'klaviyo(', 'package.json': MANIFEST });
  expect(await check(root)).toEqual(await check(root));
});

describe('the locked release of the SDK reaches the rules', () => {
  const lockOf = (version: string): string =>
    JSON.stringify({
      lockfileVersion: 3,
      packages: { '': { dependencies: { 'klaviyo-api': version } }, 'node_modules/klaviyo-api': { version } },
    });
  const report = (version: string): Promise<Report> =>
    check(
      temporaryFolder({
        'package.json': MANIFEST.replace('^23.0.0', version),
        'package-lock.json': lockOf(version),
        'src/a.ts': "import { Profiles } from 'klaviyo-api';\nProfiles.subscribeProfiles(body);\n",
      }),
    );
  const ofRule = ({ findings }: Report): Report['findings'] =>
    findings.filter(({ ruleId }) => ruleId === 'klaviyo/no-deprecated-method');

  test('which fixes what that release renamed', async () => {
    const [finding, ...others] = ofRule(await report('15.0.0'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      line: 2,
      suggestions: [{ title: 'Apply the automatic fix.', edits: [{ text: 'bulkSubscribeProfiles' }] }],
    });
  });

  test('and leaves alone what it did not', async () => {
    expect(ofRule(await report('12.0.1'))).toEqual([]);
  });
});

describe('a fingerprint', () => {
  const fingerprints = async (files: Files): Promise<string[]> =>
    (await check(temporaryFolder(files))).findings.map(({ fingerprint }) => fingerprint);

  test('survives moved lines and other white space', async () => {
    const moved = { 'a.js': `// new\n\n  ${RAW_CALL}`, 'package.json': `\n\n${MANIFEST}` };
    expect(await fingerprints(moved)).toEqual(await fingerprints({ 'a.js': RAW_CALL, 'package.json': MANIFEST }));
  });

  test('distinguishes equal lines', async () => {
    const all = await fingerprints({ 'a.js': `${RAW_CALL}${RAW_CALL}` });
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('the verdict', () => {
  test.each([
    ['error', 'violated'],
    ['warning', 'violated'],
    ['never', 'verified'],
  ] as const)('of an error with fail-on %s is %s', async (failOn, verdict) => {
    const report = await check(temporaryFolder({ 'package.json': MANIFEST }), { failOn });
    expect(report.summary).toMatchObject({ verdict, errors: 1 });
  });

  test('is open if something was not looked at', async () => {
    const report = await check(temporaryFolder({ 'a.js': 'klaviyo(' }));
    expect(report.summary.verdict).toBe('not verified');
  });
});

describe('bad input is one entry, and the rest is checked', () => {
  const seen = async (files: Files, prepare: (root: string) => void = () => undefined): Promise<[string, string][]> => {
    const root = temporaryFolder({ ...files, 'good.js': RAW_CALL });
    prepare(root);
    const report = await check(root);
    expect(places(report)).toContain('good.js:1 klaviyo/no-raw-http');
    return report.skipped.map(({ path = '', reason }) => [path, reason]);
  };

  test('code that does not parse', async () => {
    expect(await seen({ 'a.ts': "import 'klaviyo-api'\nconst = ;" })).toEqual([
      ['a.ts', expect.stringMatching(/^it does not parse \(line 2: /)],
    ]);
  });

  test('a manifest that is broken', async () => {
    expect(await seen({ 'package.json': '{\n  "dependencies": {' })).toEqual([
      ['package.json', 'it is not valid JSON (line 2)'],
    ]);
  });

  test('a binary file', async () => {
    expect(await seen({ 'a.js': new Uint8Array([...Buffer.from('klaviyo'), 0, 1, 2, 255]) })).toEqual([
      ['a.js', 'it is not text'],
    ]);
  });

  test('a source of 50 MB', async () => {
    expect(await seen({ 'a.js': '' }, root => truncateSync(join(root, 'a.js'), 50 * 1024 * 1024))).toEqual([
      ['a.js', 'it is larger than 5 MB'],
    ]);
  });

  test('a manifest of 50 MB', async () => {
    expect(
      await seen({ 'package.json': '' }, root => truncateSync(join(root, 'package.json'), 50 * 1024 * 1024)),
    ).toEqual([['package.json', 'it is larger than 5 MB']]);
  });

  test('a name that is not valid UTF-8', async () => {
    const bad = (root: string): void =>
      writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff]), Buffer.from('.js')]), RAW_CALL);
    expect(await seen({}, bad)).toEqual([['\uFFFD.js', 'its name is not valid UTF-8']]);
  });

  test('large files of no interest are no entry', async () => {
    expect(
      await seen({ 'video.mp4': '', 'data.json': '' }, root =>
        ['video.mp4', 'data.json'].forEach(name => truncateSync(join(root, name), 50 * 1024 * 1024)),
      ),
    ).toEqual([]);
  });

  test('a folder with the name of a source is no entry', async () => {
    expect(await seen({}, root => ['folder.js', 'package.json'].forEach(name => mkdirSync(join(root, name))))).toEqual(
      [],
    );
  });

  test('several, sorted', async () => {
    const skipped = await seen({ 'z.js': 'klaviyo(', 'package.json': '[', 'a.js': 'klaviyo\0' });
    expect(skipped.map(([path]) => path)).toEqual(['a.js', 'package.json', 'z.js']);
  });
});

test('a byte order mark and the line ends of Windows do not move a finding', async () => {
  const report = await check(
    temporaryFolder({
      'a.ts': `\uFEFF// first\r\n${RAW_CALL.replaceAll('\n', '\r\n')}`,
      'package.json': `\uFEFF${MANIFEST.replaceAll('\n', '\r\n')}`,
    }),
  );
  expect(report.findings.map(({ path, line, column }) => [path, line, column])).toEqual(
    expect.arrayContaining([
      ['a.ts', 2, 1],
      ['package.json', 3, 20],
    ]),
  );
});

describe('paths narrow the check', () => {
  const tree = (): string =>
    temporaryRepository({ 'a/x.js': RAW_CALL, 'b/x.js': RAW_CALL, 'b/package.json': MANIFEST, 'dist/x.js': RAW_CALL });

  test('to a folder', async () => {
    const report = await check(tree(), { paths: ['b'] });
    expect(new Set(report.findings.map(({ path }) => path))).toEqual(new Set(['b/package.json', 'b/x.js']));
    expect(report.summary.filesFound).toBe(2);
  });

  test('to a file, also one of a build and one that git ignores', async () => {
    const root = tree();
    addFiles(root, { '.gitignore': 'ignored.js', 'ignored.js': RAW_CALL });
    const report = await check(root, { paths: ['dist/x.js', 'ignored.js'] });
    expect(new Set(report.findings.map(({ path }) => path))).toEqual(new Set(['dist/x.js', 'ignored.js']));
  });

  test.each([
    ['nowhere.js', 'does not exist'],
    ['..', 'lies outside of the folder that is checked'],
  ])('but not to %s', async (path, fault) => {
    await expect(check(tree(), { paths: ['a', path] })).rejects.toThrow(new UsageError(`'${path}' ${fault}.`));
  });
});

test('a folder that does not exist is a usage error', async () => {
  const folder = join(temporaryFolder(), 'nowhere');
  await expect(check(folder)).rejects.toThrow(new UsageError(`'${folder}' does not exist.`));
});

test('nothing behind a link is read', async () => {
  const elsewhere = temporaryFolder({ 'secret.js': RAW_CALL, 'package.json': MANIFEST });
  const root = temporaryFolder({ 'a.js': '' });
  symlinkSync(elsewhere, join(root, 'folder'));
  symlinkSync(join(elsewhere, 'secret.js'), join(root, 'secret.js'));
  symlinkSync(join(elsewhere, 'package.json'), join(root, 'package.json'));
  expect(await check(root)).toMatchObject({
    findings: [],
    skipped: ['folder', 'package.json', 'secret.js'].map(path => ({
      id: 'file',
      path,
      reason: 'it is a symbolic link',
    })),
    summary: { filesFound: 1 },
  });
});

test('no key is in a report, wherever it stood', async () => {
  const key = fakeKey();
  const report = await check(
    temporaryFolder({
      [`${'broken'}.js`]: `klaviyo ${key} ${key}`,
      'a.js': `const key = '${key}';\n`,
      'package.json': JSON.stringify({ dependencies: { 'klaviyo-api': `>=1 || ${key}` } }),
      'b/package.json': JSON.stringify({ dependencies: { 'klaviyo-api': key } }),
    }),
  );
  expect(report.findings.length).toBeGreaterThan(0);
  expect(JSON.stringify(report)).not.toContain(key);
});

test('a check that throws is skipped with the kind of its failure, and the rest counts', async () => {
  vi.spyOn(checks['floating-sdk-range'], 'run').mockImplementation(() => {
    throw new TypeError('something that stood in the file');
  });
  const { findings, skipped } = await check(temporaryFolder({ 'a.ts': RAW_CALL, 'package.json': MANIFEST }));
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(['klaviyo/no-raw-http']);
  expect(skipped).toEqual([{ id: 'check/floating-sdk-range', reason: 'the tool failed on it (TypeError)' }]);
});
