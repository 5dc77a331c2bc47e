import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { audit, type AuditOptions } from '../../src/audit/audit.ts';
import { causeOf, LEFT_OUT_CAUSES } from '../../src/model/ledger.ts';
import type { Report } from '../../src/model/report.ts';
import { MEMORY_REASON } from '../../src/project/discovery/memory-budget.ts';
import { TIME_REASON } from '../../src/project/discovery/time-budget.ts';
import { renderText } from '../../src/reporters/text.ts';
import { fakeKey } from '../fake-keys.ts';
import {
  addFiles,
  committedRepository,
  git,
  temporaryFolder,
  temporaryRepository,
} from '../project/temporary-folder.ts';

const LFS_POINTER = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n';
const RAW_CALL =
  "fetch('https://a.klaviyo.com/api/profiles', { headers: { Authorization: `Klaviyo-API-Key ${key}`, revision: '2026-07-15' } }).then(check);\n";
const MAP = (source: string): string =>
  `//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ sources: [source] })).toString('base64')}\n`;

/** A chunk of PNG, whose checksum nobody reads here. */
function chunk(type: string, data: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(`${type}${data}sum_`, 'latin1')]);
}

function png(...chunks: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), chunk('IHDR', 'a'.repeat(13)), ...chunks]);
}

/** A PDF whose page is compressed, with objects that are compressed together. */
function pdf(objects: string, stream = deflateSync(objects)): Buffer {
  return Buffer.concat([
    Buffer.from('%PDF-1.5\n1 0 obj\n<</Filter/FlateDecode>>\nstream\n'),
    deflateSync('BT (Hello) Tj ET'),
    Buffer.from('\nendstream\nendobj\n2 0 obj\n<</Type/ObjStm/Filter/FlateDecode>>\nstream\r\n'),
    stream,
    Buffer.from('\nendstream\nendobj\n%%EOF\n'),
  ]);
}

function check(root: string, options: Partial<AuditOptions> = {}): Promise<Report> {
  return audit({ root, asOf: '2026-11-20', failOn: 'error', ...options });
}

const leftOut = ({ ledger }: Report): Record<string, string[]> =>
  Object.fromEntries(ledger.leftOut.map(({ cause, places }) => [cause, places]));
const places = ({ findings }: Report): string[] => findings.map(({ ruleId, path }) => `${path} ${ruleId}`);

test('every tracked file is in one class', async () => {
  const root = temporaryRepository({
    '.env.example': '',
    'README.md': '',
    'big.js': '',
    'binary.js': 'klaviyo\0\u0001',
    'broken.js': 'klaviyo(',
    'dist/built.js': `${RAW_CALL}${MAP('../src/a.ts')}`,
    'ignored/a.ts': RAW_CALL,
    'klaviyo-lint.json': '{ "ignore": ["/ignored/"] }',
    'logo.png': new Uint8Array([0, 1, 2, 0]),
    'package-lock.json': '{}',
    'package.json': '{}',
    'pointer.ts': LFS_POINTER,
    script: '#!/bin/sh\ntrue\n',
    'src/a.ts': RAW_CALL,
  });
  truncateSync(join(root, 'big.js'), 6 * 1024 * 1024);
  symlinkSync('src/a.ts', join(root, 'link.ts'));
  git(root, 'add', '--all');
  const report = await check(root, { configuration: 'folder' });
  expect(report.ledger).toMatchObject({ files: 15, analyzed: 3, keysOnly: 4, otherKinds: 1 });
  expect(leftOut(report)).toEqual({
    ignored: ['ignored/a.ts'],
    generated: ['dist/built.js'],
    'too-large': ['big.js'],
    'not-text': ['binary.js'],
    unparsable: ['broken.js'],
    link: ['link.ts'],
    'lfs-pointer': ['pointer.ts'],
  });
  expect(report.skipped.map(({ path }) => path)).toEqual(['big.js', 'binary.js', 'broken.js', 'pointer.ts']);
  expect(report.ledger.unseen).toBe(
    'Not seen: 7 places (1 ignored by the configuration; 1 generated from files that were analyzed; 1 too large; 1 not text; 1 not parsed; 1 a symbolic link; 1 a pointer of Git LFS).',
  );
});

test.each(['dist/a.js', 'build/a.js', '.cache/a.js', 'coverage/a.js', '.yarn/a.cjs', 'public/a.min.mjs', 'out/a.js'])(
  'tracked code in %s is analyzed',
  async path => {
    expect(places(await check(temporaryRepository({ [path]: RAW_CALL })))).toEqual([`${path} klaviyo/no-raw-http`]);
  },
);

test('what is generated from a file that the configuration ignores is analyzed', async () => {
  const root = temporaryRepository({
    'dist/a.js': `${RAW_CALL}${MAP('../src/a.ts')}`,
    'src/a.ts': RAW_CALL,
    'klaviyo-lint.json': '{ "ignore": ["/src/"] }',
  });
  expect(places(await check(root, { configuration: 'folder' }))).toEqual(['dist/a.js klaviyo/no-raw-http']);
});

test('keys are searched in what is generated', async () => {
  const root = temporaryRepository({ 'src/a.ts': '', 'dist/a.js': `k('${fakeKey()}');\n${MAP('../src/a.ts')}` });
  expect(places(await check(root))).toEqual(['dist/a.js klaviyo/no-hardcoded-key']);
});

test('without git a real env file is reported, and packages keep the verdict open', async () => {
  const root = temporaryFolder({
    '.env': `KLAVIYO_API_KEY=${fakeKey()}\n`,
    '.gitignore': '.env\nsrc\n',
    'node_modules/a/index.js': '',
    'src/a.ts': RAW_CALL,
  });
  const report = await check(root);
  expect(places(report)).toEqual(
    expect.arrayContaining(['.env check/committed-env-file', 'src/a.ts klaviyo/no-raw-http']),
  );
  expect(report.skipped).toEqual([
    {
      id: 'file',
      path: 'node_modules/',
      reason: 'it is dependencies or build output, of which only git could tell whether they are committed',
    },
  ]);
});

test('what was not asked for is reported, and does not keep the verdict open', async () => {
  const report = await check(temporaryRepository({ 'a.ts': '', 'b.ts': 'klaviyo(', 'c/d.ts': '' }), {
    paths: ['a.ts'],
  });
  expect(leftOut(report)).toEqual({ 'not-asked': ['b.ts', 'c/d.ts'] });
  expect(report.summary.verdict).toBe('verified');
});

test.each<[string, Uint8Array | string, string]>([
  ['is not text', new Uint8Array([0, 1, 2, 0xff, 0, 0xfe]), 'it is not text'],
  [
    'is a pointer of Git LFS',
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    'it is a pointer of Git LFS',
  ],
  ['does not parse', 'export const send = (', 'it does not parse'],
  ['names Klaviyo and does not parse', 'export const klaviyo = (', 'it does not parse'],
])('what a named file imports and %s keeps the verdict open', async (_, imported, reason) => {
  const root = temporaryRepository({
    'a.ts': "import { send } from './b';\nsend('klaviyo-api');\n",
    'b.ts': imported,
    'c.ts': 'klaviyo\0',
  });
  const report = await check(root, { paths: ['a.ts'] });
  expect(report.skipped).toEqual([{ id: 'file', path: 'b.ts', reason: expect.stringContaining(reason) }]);
  expect(report.summary.verdict).toBe('not verified');
});

test('what a named file imports through another and is a link keeps the verdict open', async () => {
  const root = temporaryRepository({
    'a.ts': "import { send } from './b';\nsend('klaviyo-api');\n",
    'b.ts': "export { send } from './c';\n",
    'd.txt': 'export const send = fetch;\n',
  });
  symlinkSync('d.txt', join(root, 'c.ts'));
  symlinkSync('d.txt', join(root, 'other.ts'));
  git(root, 'add', '--all');
  const report = await check(root, { paths: ['a.ts'] });
  expect(report.skipped).toEqual([{ id: 'file', path: 'c.ts', reason: 'it is a symbolic link' }]);
  expect(leftOut(report)).toEqual({ link: ['c.ts'], 'not-asked': ['b.ts', 'd.txt'] });
});

test('many open places of one cause become one more entry', async () => {
  const { root } = committedRepository({
    'kept/a.ts': '',
    ...Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`left/${n}.ts`, ''])),
  });
  git(root, 'sparse-checkout', 'set', 'kept');
  const report = await check(root);
  expect(report.skipped).toHaveLength(51);
  expect(report.skipped[0]).toEqual({ id: 'file', reason: '10 more: it is absent in a sparse checkout' });
  expect(report.ledger.leftOut).toMatchObject([{ cause: 'sparse', count: 60 }]);
});

test('a run whose time is over says so and lists what was not done', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [`${String(n).padStart(2, '0')}.ts`, RAW_CALL]),
  );
  const progress: string[] = [];
  const root = temporaryRepository({ ...files, 'key.txt': fakeKey() });
  const report = await check(root, { timeBudgetMs: 0, onProgress: message => progress.push(message) });
  expect(report.findings).toEqual([]);
  expect(report.summary.verdict).toBe('not verified');
  expect(report.skipped).toHaveLength(51);
  expect(report.skipped).toContainEqual({ id: 'file', path: '00.ts', reason: 'the time budget was used up' });
  expect(report.skipped).toContainEqual({
    id: 'file',
    reason: '11 more: the time budget was used up',
  });
  expect(report.ledger).toMatchObject({ files: 61, analyzed: 0, leftOut: [{ cause: 'time', count: 61 }] });
  expect(progress.at(-1)).toBe('Stopped after 0 seconds, because the time budget was used up.');
});

test('each cause has its reason, and stands in the published schema', () => {
  expect(causeOf(TIME_REASON)).toBe('time');
  expect(causeOf(MEMORY_REASON)).toBe('memory');
  expect(causeOf('it does not parse (line 3: Unexpected token)')).toBe('unparsable');
  expect(causesInSchema()).toEqual(Object.keys(LEFT_OUT_CAUSES));
});

test('what is not text and named as code is left out as that, but for a film', async () => {
  const film = Buffer.alloc(600, 0);
  for (const start of [0, 188, 376]) film[start] = 0x47;
  film[1] = 0xff;
  const report = await check(temporaryRepository({ 'a.js': Buffer.from([0, 1, 2, 0xff, 0, 0xfe]), 'b.ts': film }));
  expect(leftOut(report)).toEqual({ 'not-text': ['a.js'] });
  expect(report.skipped).toEqual([{ id: 'file', path: 'a.js', reason: 'it is not text' }]);
  expect(report.ledger).toMatchObject({ otherKinds: 1 });
});

test('what is compressed is named as not unpacked, whatever its name, and the verdict stays', async () => {
  const report = await check(
    temporaryRepository({
      'a.ts': '',
      'data/dump': gzipSync('klaviyo'),
      'docs/handover.docx': Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1'),
      'x.bin': Buffer.from('7z\xBC\xAF\x27\x1C\0\x04', 'latin1'),
    }),
  );
  expect(report.ledger).toEqual({
    files: 4,
    analyzed: 1,
    keysOnly: 0,
    otherKinds: 3,
    leftOut: [],
    unseen: 'Every file was looked at, but 3 compressed files were not unpacked.',
    compressed: { count: 3, places: ['data/dump', 'docs/handover.docx', 'x.bin'] },
  });
  expect(report.skipped).toEqual([]);
  expect(report.summary.verdict).toBe('verified');
  expect(renderText(report)).toContain(
    '\nEvery file was looked at, but 3 compressed files were not unpacked.\nNot unpacked: data/dump, docs/handover.docx, x.bin.\n',
  );
});

test.each<[name: string, path: string, bytes: Buffer]>([
  ['zlib', 'cache/a', deflateSync('klaviyo '.repeat(9))],
  ['zlib of the first level', 'cache/a.z', deflateSync('klaviyo '.repeat(9), { level: 1 })],
  ['Brotli', 'a.json.br', brotliCompressSync(`klaviyo ${'é'.repeat(300)}`)],
  ['Zstandard', 'dump', Buffer.from('\x28\xB5\x2F\xFD\x04\0a', 'latin1')],
  ['LZ4', 'dump', Buffer.from('\x04\x22\x4D\x18\x64\x40', 'latin1')],
  ['LZMA', 'a.lzma', Buffer.from(']\0\0\x80\0\xFF\xFF', 'latin1')],
  ['Parquet', 'a.parquet', Buffer.from('PAR1\x15\0\x15\x9C', 'latin1')],
  ['Avro', 'a.avro', Buffer.from('Obj\x01\x04\x14avro.codec\x0Cdeflate\0\x9C', 'latin1')],
  ['a text in PNG', 'a.png', png(chunk('zTXt', 'Comment\0\0packed'))],
  ['an international text in PNG', 'a.png', png(chunk('IDAT', 'a'), chunk('iTXt', 'Comment\0\x01\0\0\0packed'))],
  ['a PDF with fonts', 'a.pdf', Buffer.from('%PDF-1.4\n<</Type/Page/Font 3 0 R>>\n<</Filter/FlateDecode>>\n\0')],
  ['a PDF with fonts among its objects', 'a.pdf', pdf('<</Type/Page/Resources<</Font 3 0 R>>>>')],
  ['a PDF with an attachment', 'a.pdf', pdf('<</Type/Page>><</Type/EmbeddedFile>>')],
  ['a PDF whose objects cannot be read', 'a.pdf', pdf('', Buffer.from('?'))],
  ['a PDF without pages', 'a.pdf', pdf('<</Type/Catalog>>')],
])('%s is not unpacked, which the ledger says', async (_, path, bytes) => {
  const { ledger } = await check(temporaryRepository({ [path]: bytes }));
  expect(ledger.unseen).toBe('Every file was looked at, but 1 compressed file was not unpacked.');
  expect(ledger.compressed).toEqual({ count: 1, places: [path] });
});

describe('a text that holds a compressed one in base64', () => {
  const PACKED = gzipSync(JSON.stringify({ key: 'sample'.repeat(3), of: 'AbCdEfGhIjKlMnOpQrStUv' })).toString('base64');

  test('is not unpacked, and the line is listed', async () => {
    const report = await check(
      temporaryRepository({
        'a.ts': `export const state = '${PACKED}';\n`,
        'cloud.yaml': `write_files:\n  - encoding: gz+b64\n    content: ${PACKED}\n`,
        'release.yaml': `kind: Secret\ndata:\n  release: ${btoa(PACKED)}\n`,
        'b.gz': gzipSync('a'),
      }),
    );
    expect(report.ledger).toMatchObject({
      files: 4,
      analyzed: 1,
      keysOnly: 2,
      otherKinds: 1,
      unseen: 'Every file was looked at, but 1 compressed file and 3 compressed texts were not unpacked.',
      compressed: { count: 4, places: ['a.ts:1', 'b.gz', 'cloud.yaml:3', 'release.yaml:3'] },
    });
    expect(report.summary.verdict).toBe('verified');
    expect(renderText(report)).toContain('\nNot unpacked: a.ts:1, b.gz, cloud.yaml:3, release.yaml:3.\n');
  });

  test.each([
    ['that is only named', 'A gzip in base64 begins with H4sIAAAAAAAA.'],
    ['of which little is there', `token: ${PACKED.slice(0, 40)}`],
    ['within a longer text', `integrity: sha512-abcH4sIA${'a'.repeat(70)}`],
    ['of another method', `H4sI${'z'.repeat(70)}`],
  ])('is none %s', async (_, text) => {
    const { ledger } = await check(temporaryRepository({ 'a.yaml': text }));
    expect(ledger.compressed).toBeUndefined();
  });
});

test('an archive that is too large to be read is named as well, and beside what was left out', async () => {
  const root = temporaryRepository({ 'a.zip': '', 'pointer.ts': LFS_POINTER });
  writeFileSync(join(root, 'a.zip'), 'PK\x03\x04');
  truncateSync(join(root, 'a.zip'), 6 * 1024 * 1024);
  const { ledger } = await check(root);
  expect(ledger.compressed).toEqual({ count: 1, places: ['a.zip'] });
  expect(ledger.unseen).toBe('Not seen: 1 place (1 a pointer of Git LFS), and 1 compressed file was not unpacked.');
});

test.each([
  ['a PNG', 'a.png', '\x89PNG\r\n\x1A\n\0\0'],
  ['a JPEG', 'a.jpg', '\xFF\xD8\xFF\xE0\0\x10JFIF\0'],
  ['a GIF', 'a.gif', 'GIF89a\x01\0\x01\0'],
  ['a font', 'a.woff2', 'wOF2\0\x01\0\0'],
  ['a PDF', 'a.pdf', '%PDF-1.7\n\0\0'],
  ['a PDF of a picture', 'a.pdf', '%PDF-1.4\n<</Type/Page/XObject 3 0 R>>\n<</Filter/FlateDecode>>\n\0'],
  ['an icon of PDF', 'a.pdf', pdf('<</Type/Page/ExtGState 3 0 R>>').toString('latin1')],
  ['a PNG with a profile', 'a.png', png(chunk('zTXt', 'Raw profile type exif\0\0packed')).toString('latin1')],
  ['a PNG with a plain text', 'a.png', png(chunk('iTXt', 'Comment\0\0\0\0\0text')).toString('latin1')],
  ['a PNG with colors', 'a.png', png(chunk('iCCP', 'sRGB\0\0packed')).toString('latin1')],
  ['a PNG that ends early', 'a.png', '\x89PNG\r\n\x1A\n\xFF\xFF\xFF\xFFzT'],
  ['a font of another kind', 'a.woff', 'wOFF\0\x01\0\0'],
  ['a table of Avro that is not packed', 'a.avro', 'Obj\x01\x04\x14avro.codec\x08null\0'],
  ['a formula', 'a.txt', 'x^2 + y^2\n'],
  ['a table of names', 'a.csv', 'PAR1,Paris\n'],
  ['a text in Breton', 'a.br', 'Demat\n'],
  ['a text named as an archive', 'a.zip', 'PK is short for something\n'],
  ['a text that speaks of it', 'a.txt', 'BZh is how bzip2 begins\n'],
])('%s is not compressed', async (_, path, text) => {
  const { ledger } = await check(temporaryRepository({ [path]: Buffer.from(text, 'latin1') }));
  expect(ledger.unseen).toBe('Every file was looked at.');
  expect(ledger.compressed).toBeUndefined();
});

test('an empty folder inside of a checked one is nothing', async () => {
  const root = temporaryFolder({ 'a.ts': '' });
  mkdirSync(join(root, 'empty'));
  addFiles(root, { 'b/c.ts': '' });
  expect((await check(root)).ledger).toMatchObject({ files: 2, analyzed: 2, leftOut: [] });
});

function causesInSchema(): string[] {
  const path = fileURLToPath(new URL('../../docs/schema/check.schema.json', import.meta.url));
  const schema = JSON.parse(readFileSync(path, 'utf8')) as {
    $defs: { leftOut: { properties: { cause: { enum: string[] } } } };
  };
  return schema.$defs.leftOut.properties.cause.enum;
}
