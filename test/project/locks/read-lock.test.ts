import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';
import { fileOf, MONOREPO } from './lock-texts.ts';

const MANIFEST = JSON.stringify({ dependencies: { 'klaviyo-api': '~19.0.0' } });
const COMMAND: Record<string, string> = {
  'package-lock.json': 'npm install',
  'pnpm-lock.yaml': 'pnpm install',
  'yarn.lock': 'yarn install',
  'bun.lock': 'bun install',
};

/** What is reported of a lock file beside a manifest, and the state that the SDK has there. */
async function look(path: string, content: string | Uint8Array, prepare: (file: string) => void = () => undefined) {
  const files: Files = { 'package.json': MANIFEST, [path]: content };
  const root = temporaryFolder(files);
  prepare(join(root, path));
  const { facts, skipped } = await collectFacts(createFileReader(root), ['package.json'], {
    root,
    listed: Object.keys(files),
  });
  return {
    skipped: skipped.map(({ path: file, reason }) => [file, reason]),
    states: facts.sdkDependencies.flatMap(({ locks }) => locks.map(({ state }) => state)),
    isRead: facts.lockFiles.map(({ isRead }) => isRead),
  };
}

const FORMATS = Object.entries(MONOREPO).map(([format, text]) => ({
  format,
  path: fileOf(format),
  text,
  mend: `; write it anew with '${COMMAND[fileOf(format)]}'`,
}));
const ofJson = ({ path }: { path: string }): boolean => path === 'package-lock.json' || path === 'bun.lock';

describe.each(FORMATS)('a lock file of $format', ({ path, text, mend }) => {
  const unread = (reason: string) => ({ skipped: [[path, reason + mend]], states: ['unread'], isRead: [false] });
  const conflict = text.replace('19.0.2', '19.0.2\n<<<<<<< ours\n=======\n>>>>>>> theirs');

  test('as it should be', async () => {
    expect(await look(path, text)).toEqual({ skipped: [], states: ['held'], isRead: [true] });
  });

  test('that is empty', async () => {
    expect(await look(path, ' \n')).toEqual(unread('it is empty'));
  });

  test('with the marks of a merge conflict', async () => {
    const line = conflict.split('\n').indexOf('<<<<<<< ours') + 1;
    expect(await look(path, conflict)).toEqual(unread(`it holds the marks of a merge conflict (line ${line})`));
  });

  test('with NUL bytes', async () => {
    expect(await look(path, text.replace('19.0.2', '19.0.2\0'))).toEqual(unread('it holds NUL bytes'));
  });

  test('in UTF-16', async () => {
    expect(await look(path, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]))).toEqual(
      unread('it is UTF-16'),
    );
  });

  test('of 100 MB', async () => {
    expect(await look(path, text, file => truncateSync(file, 100 * 1024 * 1024))).toEqual({
      skipped: [[path, 'it is larger than 10 MB']],
      states: ['unread'],
      isRead: [false],
    });
  });

  test('with a key that is no own property of an object', async () => {
    const hostile = ofJson({ path })
      ? text.replace('{', '{\n  "__proto__": { "polluted": true },')
      : `${text}\n__proto__:\n  polluted: true\n`;
    expect((await look(path, hostile)).skipped).toEqual([
      [path, expect.stringMatching(/^it has a key '__proto__' \(line \d+\); write it anew with /)],
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  test('that ends in the middle, anywhere, is read or reported once, and never a failure of the tool', async () => {
    for (let end = 1; end < 12; end += 1) {
      const { skipped, states } = await look(path, text.slice(0, Math.floor((text.length * end) / 12)));
      expect(skipped.length).toBe(states.includes('unread') ? 1 : 0);
      expect(skipped.join()).not.toContain('tool failed');
    }
  });
});

describe.each(FORMATS.filter(ofJson))('JSON of $format', ({ path, text, mend }) => {
  test('that is cut off', async () => {
    expect((await look(path, text.slice(0, -40))).skipped).toEqual([
      [path, expect.stringMatching(/^it is not valid JSON \(line \d+\); write it anew with /)],
    ]);
  });

  test('that is no object', async () => {
    expect((await look(path, '[]')).skipped).toEqual([[path, `it is not a JSON object (line 1)${mend}`]]);
  });

  test.each(['['.repeat(1_000_000), '{"packages":'.repeat(300_000)])(
    'that is nested a million times',
    async hostile => {
      expect((await look(path, hostile)).skipped).toEqual([[path, `it is nested too deeply${mend}`]]);
    },
  );

  test('that has an entry twice', async () => {
    const twice = text.replace('"lockfileVersion"', '"lockfileVersion": 1,\n  "lockfileVersion"');
    expect((await look(path, twice)).skipped).toEqual([
      [path, `it has the entry 'lockfileVersion' twice (line 3)${mend}`],
    ]);
  });
});

describe.each(FORMATS.filter(format => !ofJson(format)))('YAML of $format', ({ path, text, mend }) => {
  test.each([
    ['a bomb of aliases', `a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n${text}`],
    ['a merge key', `base: &base\n  version: 1.0.0\nother:\n  <<: *base\n${text}`],
  ])('with %s', async (_, hostile) => {
    expect((await look(path, hostile)).skipped).toEqual([[path, `it has an anchor of YAML (line 1)${mend}`]]);
  });

  test('that is nested a hundred thousand times', async () => {
    const { skipped } = await look(path, `${text}\nx: ${'['.repeat(100_000)}\n`);
    expect(skipped).toEqual([[path, expect.stringMatching(/^it is (?:nested too deeply|not valid YAML)/)]]);
  });

  test('that is no YAML', async () => {
    expect((await look(path, `${text}\n\t}{ klaviyo-api\n`)).skipped).toEqual([
      [path, expect.stringMatching(/^it is not valid YAML \(line \d+\); write it anew with /)],
    ]);
  });
});

describe.each(FORMATS.filter(({ format }) => format.startsWith('yarn')))('$format', ({ path, text }) => {
  test('with an entry that stands there twice', async () => {
    const entry = text.split('\n\n').find(block => block.includes('~19.0.0') && block.includes('19.0.2'))!;
    expect((await look(path, `${text}\n${entry.trim()}\n`)).skipped).toEqual([
      [path, expect.stringMatching(/^it has the entry 'klaviyo-api@(?:npm:)?~19\.0\.0' twice \(line \d+\)/)],
    ]);
  });
});

describe.each(FORMATS.filter(({ format }) => format.startsWith('pnpm')))('$format', ({ path, text, mend }) => {
  test('with a section that stands there twice', async () => {
    const line = text.split('\n').length;
    expect((await look(path, `${text}packages:\n  x@1.0.0: {}\n`)).skipped).toEqual([
      [path, `it has the entry 'packages' twice (line ${line})${mend}`],
    ]);
  });

  test('with an entry that stands there twice', async () => {
    const key = text
      .split('\n')
      .findLast(line => line.includes('klaviyo-api') && line.includes('20.0.0'))!
      .trim();
    expect((await look(path, `${text}  ${key}\n    dev: true\n`)).skipped).toEqual([
      [path, `it has the entry '${key.slice(0, -1)}' twice (line ${text.split('\n').length})${mend}`],
    ]);
  });
});

describe('a format that nobody knows', () => {
  test.each([
    ['package-lock.json', '{ "lockfileVersion": 4 }', 'its format 4 is newer than what is known here'],
    ['pnpm-lock.yaml', "lockfileVersion: '10.0'\n", 'its format 10 is newer than what is known here'],
    ['pnpm-lock.yaml', 'lockfileVersion: 4\n', 'its format 4 is older than 5'],
    ['pnpm-lock.yaml', 'packages: {}\n', "it has no 'lockfileVersion'"],
    ['yarn.lock', 'klaviyo-api@1.0.0:\n  version: 1.0.0\n', 'it does not begin as yarn writes it'],
  ])('%s: %s', async (path, text, reason) => {
    expect((await look(path, text)).skipped).toEqual([[path, `${reason}; write it anew with '${COMMAND[path]}'`]]);
  });
});

test("bun's binary lock file is reported with what writes a text", async () => {
  expect((await look('bun.lockb', new Uint8Array([0, 1, 2]))).skipped).toEqual([
    ['bun.lockb', "it is binary; write one that can be read with 'bun install --save-text-lockfile'"],
  ]);
});

test('a link is not followed', async () => {
  const outside = join(temporaryFolder({ 'yarn.lock': MONOREPO['yarn 1']! }), 'yarn.lock');
  const { skipped } = await look('yarn.lock', '', file => {
    rmSync(file);
    symlinkSync(outside, file);
  });
  expect(skipped).toEqual([['yarn.lock', 'it is a symbolic link']]);
});

test('a repository without the SDK has no lock file read, however broken', async () => {
  const root = temporaryFolder({ 'package.json': '{ "dependencies": { "axios": "^1.0.0" } }' });
  writeFileSync(join(root, 'package-lock.json'), '<<<<<<< klaviyo-api');
  const asked: string[] = [];
  const read = createFileReader(root);
  const { facts, skipped } = await collectFacts(
    path => (asked.push(path), read(path)),
    ['package.json', 'package-lock.json'],
    { root, listed: [] },
  );
  expect([facts.lockFiles, skipped, asked]).toEqual([[], [], ['package.json']]);
});
