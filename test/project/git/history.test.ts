import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { searchHistory } from '../../../src/project/git/history.ts';
import { keyFingerprint } from '../../../src/vendors/key-fingerprint.ts';
import { maskKey } from '../../../src/vendors/klaviyo/keys.ts';
import type { Report } from '../../../src/model/report.ts';
import { fakeKey, fakeNewKey } from '../../fake-keys.ts';
import { addFiles, commitAll, type Files, git, temporaryFolder, temporaryRepository } from '../temporary-folder.ts';

const KEY = fakeKey();
const RULE = 'klaviyo/no-hardcoded-key';

const check = (root: string): Promise<Report> =>
  audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: 'folder', history: true });

async function past(root: string): Promise<unknown[]> {
  const { findings } = await check(root);
  return findings.flatMap(({ path, line, history }) =>
    history ? [[`${path}:${line}`, history.commit.length > 0 && history.commit, history.isInHead]] : [],
  );
}

/** Commits these files and nothing else that is new. @returns the commit */
function commit(root: string, files: Files, message = 'a change'): string {
  addFiles(root, files);
  return commitAll(root, message);
}

function remove(root: string, path: string): void {
  rmSync(join(root, path));
  commit(root, {});
}

test('a key that is gone is reported with the commit that brought it, its place and its day', async () => {
  const root = temporaryRepository();
  commit(root, { 'a.txt': 'nothing\n' });
  const brought = commit(root, { 'src/config.ts': `export {};\nconst key = '${KEY}';\n` });
  commit(root, { 'src/config.ts': `export {};\n\n\nconst key = '${KEY}';\n` });
  remove(root, 'src/config.ts');
  const { findings, summary } = await check(root);
  expect(findings).toEqual([
    expect.objectContaining({
      ruleId: RULE,
      severity: 'error',
      path: 'src/config.ts',
      line: 2,
      column: 14,
      history: { commit: brought, day: new Date().toISOString().slice(0, 10), isInHead: false },
    }),
  ]);
  expect(findings[0]?.message).toMatch(
    new RegExp(
      `^The Klaviyo private key 'pk_…${KEY.slice(-2)}' came into the history with commit ${brought.slice(0, 12)} of \\d{4}-\\d\\d-\\d\\d and is no longer in HEAD\\. Revoke it`,
    ),
  );
  expect(summary.verdict).toBe('violated');
});

test('without the option the history is not looked at', async () => {
  const root = temporaryRepository();
  commit(root, { 'a.txt': KEY, 'b.txt': 'nothing' });
  remove(root, 'a.txt');
  expect((await audit({ root, asOf: '2026-11-20', failOn: 'error' })).findings).toEqual([]);
});

test('a key that is still there is reported once for the history, also where it moved', async () => {
  const root = temporaryRepository();
  const first = commit(root, { 'old.env': `A=${KEY}\n` });
  rmSync(join(root, 'old.env'));
  commit(root, { 'new/.env.example': `B=1\nA=${KEY}\n` });
  expect(await past(root)).toEqual([['old.env:1', first, true]]);
  expect((await check(root)).findings.filter(({ ruleId }) => ruleId === RULE)).toHaveLength(2);
});

test('keys on other branches, behind tags, in the stash and in a merge itself are found', async () => {
  const root = temporaryRepository();
  commit(root, { 'a.txt': 'a\n' });
  git(root, 'checkout', '--quiet', '-b', 'side');
  const onBranch = commit(root, { 'b.txt': fakeKey(10) });
  git(root, 'checkout', '--quiet', '-b', 'tagged');
  const behindTag = commit(root, { 'c.txt': fakeKey(11) });
  git(root, 'tag', 'v1');
  git(root, 'checkout', '--quiet', 'master');
  git(root, 'branch', '--quiet', '-D', 'tagged');
  commit(root, { 'd.txt': 'd\n' });
  git(root, 'merge', '--quiet', '--no-ff', '--no-commit', 'side');
  const inMerge = commit(root, { 'e.txt': fakeNewKey(12) });
  addFiles(root, { 'd.txt': fakeKey(13) });
  git(root, 'stash', '--quiet');
  const found = await past(root);
  expect(found).toEqual(
    expect.arrayContaining([
      ['b.txt:1', onBranch, true],
      ['c.txt:1', behindTag, false],
      ['e.txt:1', inMerge, true],
    ]),
  );
  expect(found).toHaveLength(4);
});

test('names with spaces, quotes and line feeds are kept', async () => {
  const root = temporaryRepository();
  commit(root, { 'a "b"\n c.txt': KEY });
  remove(root, 'a "b"\n c.txt');
  expect(await past(root)).toEqual([['a "b"\n c.txt:1', expect.any(String), false]]);
});

test('lock files, binary files and packages are searched, and what a comment silences is reported', async () => {
  const root = temporaryRepository();
  const files = {
    'a.bin': Buffer.from(`\0\0${fakeKey(3)}`),
    'a.txt': `# klaviyo-lint-disable-next-line klaviyo/no-hardcoded-key -- revoked\n${fakeKey(2)}`,
    'node_modules/a/b.js': fakeKey(4),
    'yarn.lock': fakeKey(1),
  };
  commit(root, files);
  for (const path of Object.keys(files)) remove(root, path);
  expect(((await past(root)) as [string][]).map(([place]) => place)).toEqual([
    'a.bin:1',
    'a.txt:2',
    'node_modules/a/b.js:1',
    'yarn.lock:1',
  ]);
});

test('what the configuration ignores is left out', async () => {
  const root = temporaryRepository();
  commit(root, { 'samples/a.txt': fakeKey(2), 'klaviyo-lint.json': '{ "ignore": ["/samples/"] }' });
  remove(root, 'samples/a.txt');
  expect(await past(root)).toEqual([]);
});

test('of a folder in a repository only that folder counts', async () => {
  const root = temporaryRepository();
  commit(root, { 'a/x.txt': fakeKey(1), 'b/x.txt': fakeKey(2) });
  remove(root, 'a/x.txt');
  commit(root, { 'a/y.txt': 'y' });
  expect(await past(join(root, 'a'))).toEqual([['x.txt:1', expect.any(String), false]]);
});

describe('beside the contents of files a key is found', () => {
  const messages = async (root: string): Promise<string[]> =>
    (await check(root)).findings.map(
      ({ path, line, message }) => `${path}:${line} ${message.replace(/^The Klaviyo private key 'pk_…..' /, '')}`,
    );
  const at = (sha: string): string => `commit ${sha.slice(0, 12)} of ${new Date().toISOString().slice(0, 10)}`;
  const end = (key: string): string =>
    `. Revoke it, because every clone holds it (fingerprint ${keyFingerprint(key)}).`;

  test('in the message of a commit', async () => {
    const root = temporaryRepository();
    const sha = commit(root, { 'a.txt': 'a' }, `Use the new key\n\nInstead of ${KEY}.`);
    expect(await messages(root)).toEqual([`.git:1 stands in the message or the author of ${at(sha)}${end(KEY)}`]);
  });

  test('in the message of a tag, whose name is something else', async () => {
    const root = temporaryRepository();
    const sha = commit(root, { 'a.txt': 'a' });
    git(root, 'tag', '--annotate', 'v1', '-m', `The key is ${KEY}`);
    expect(await messages(root)).toEqual([`.git:1 stands in the tag of ${at(sha)}${end(KEY)}`]);
  });

  test.each(['branch', 'tag'])('in the name of a %s', async kind => {
    const root = temporaryRepository();
    const sha = commit(root, { 'a.txt': 'a' });
    git(root, kind, `with-${KEY}`);
    expect(await messages(root)).toEqual([`.git:1 stands in the name of a branch or tag of ${at(sha)}${end(KEY)}`]);
  });

  test('in the name of a file, of a folder, and of a file as empty as others', async () => {
    const root = temporaryRepository();
    const [inFile, inFolder, inEmpty] = [fakeKey(20), fakeKey(21), fakeNewKey(22)];
    const first = commit(root, { 'empty.txt': '', [`a/${inFile}.txt`]: 'a' });
    const second = commit(root, { [`b/${inFolder}/c.txt`]: 'b', [`${inEmpty}.txt`]: '' });
    git(root, 'rm', '--quiet', '-r', 'a', 'b', `${inEmpty}.txt`);
    commit(root, {});
    const gone = 'in the name of a file and is no longer in HEAD';
    expect((await messages(root)).sort()).toEqual(
      [
        `a/${maskKey(inFile)}.txt:1 came into the history with ${at(first)} ${gone}${end(inFile)}`,
        `b/${maskKey(inFolder)}/c.txt:1 came into the history with ${at(second)} ${gone}${end(inFolder)}`,
        `${maskKey(inEmpty)}.txt:1 came into the history with ${at(second)} ${gone}${end(inEmpty)}`,
      ].sort(),
    );
  });

  test('in a note', async () => {
    const root = temporaryRepository();
    commit(root, { 'a.txt': 'a' });
    git(root, 'notes', 'add', '-m', `The key is ${KEY}`);
    expect(await messages(root)).toEqual([expect.stringContaining('came into the history with commit')]);
  });

  test('once, where a content holds it too', async () => {
    const root = temporaryRepository();
    const sha = commit(root, { 'a.txt': KEY }, `Add ${KEY}`);
    remove(root, 'a.txt');
    expect(await messages(root)).toEqual([
      `a.txt:1 came into the history with ${at(sha)} and is no longer in HEAD${end(KEY)}`,
    ]);
  });

  test('only below the folder that is checked, if that is a name', async () => {
    const root = temporaryRepository();
    commit(root, { [`b/${KEY}.txt`]: 'b', 'a/x.txt': 'a' });
    expect(await past(join(root, 'a'))).toEqual([]);
  });
});

test('many contents, small and large, are all read', async () => {
  const root = temporaryRepository();
  const padding = 'a line of text\n'.repeat(20_000);
  commit(
    root,
    Object.fromEntries(
      Array.from({ length: 300 }, (_, n) => [
        `f${n}.txt`,
        `${n % 50 === 0 ? padding : ''}${n}\n${n % 30 === 7 ? fakeKey(n) : ''}\n`,
      ]),
    ),
  );
  expect((await past(root)).length).toBe(10);
});

describe('what could not be looked at is reported', () => {
  test('no repository', async () => {
    expect((await check(temporaryFolder({ 'a.txt': '' }))).skipped).toEqual([
      { id: 'history', reason: 'there is no git repository' },
    ]);
  });

  test('no commit is nothing to tell', async () => {
    expect((await check(temporaryRepository({ 'a.txt': '' }))).skipped).toEqual([]);
  });

  test('a shallow clone', async () => {
    const root = temporaryRepository();
    commit(root, { 'a.txt': KEY });
    remove(root, 'a.txt');
    const clone = join(temporaryFolder(), 'clone');
    git(root, 'clone', '--quiet', '--depth', '1', `file://${root}`, clone);
    expect(await check(clone)).toMatchObject({
      findings: [],
      skipped: [{ id: 'history', reason: expect.stringContaining('shallow') }],
      summary: { verdict: 'not verified' },
    });
  });

  test('a broken repository', async () => {
    const root = temporaryFolder({ '.git/HEAD': 'nothing' });
    expect((await check(root)).skipped).toContainEqual({
      id: 'history',
      reason: 'the history could not be read to its end (git rev-list failed)',
    });
  });
});

test('nothing that the repository names is run', async () => {
  const root = temporaryRepository();
  commit(root, { 'a.txt': KEY, '.gitattributes': '*.txt diff=evil filter=evil textconv=evil\n' });
  remove(root, 'a.txt');
  const trap = join(root, 'trap.sh');
  const mark = join(root, 'was-run');
  writeFileSync(trap, `#!/bin/sh\ntouch '${mark}'\ncat\n`);
  chmodSync(trap, 0o755);
  mkdirSync(join(root, '.git/hooks'), { recursive: true });
  for (const name of [
    'diff.evil.textconv',
    'diff.evil.command',
    'diff.external',
    'filter.evil.smudge',
    'filter.evil.clean',
    'core.fsmonitor',
    'core.pager',
    'gpg.program',
    'core.sshCommand',
  ])
    git(root, 'config', name, trap);
  git(root, 'config', 'log.showSignature', 'true');
  expect(await past(root)).toHaveLength(1);
  expect(existsSync(mark)).toBe(false);
});

test.each(['99999999999999999', '-1'])('a commit of second %s has a day', async seconds => {
  const root = temporaryRepository();
  commit(root, { 'a.ts': `const key = '${KEY}';\n` });
  const tree = git(root, 'rev-parse', 'HEAD^{tree}').trim();
  const lines = [
    `tree ${tree}`,
    `author a <a@b.c> ${seconds} +0000`,
    `committer a <a@b.c> ${seconds} +0000`,
    '',
    'a',
    '',
  ];
  writeFileSync(join(root, '.git/forged'), lines.join('\n'));
  const forged = git(root, 'hash-object', '-t', 'commit', '-w', '--literally', '.git/forged').trim();
  git(root, 'update-ref', 'HEAD', forged);
  const { findings } = await check(root);
  expect(findings.flatMap(({ history }) => history?.day ?? [])).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
});

test('a key in a file is reported when git fails at what is beside the files', async () => {
  const root = temporaryRepository();
  commit(root, { 'a.ts': `const key = '${KEY}';\n` });
  const tools = temporaryFolder({});
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh\ncase "$*" in *for-each-ref*) exit 1 ;; esac\nexec '${real}' "$@"\n`;
  writeFileSync(join(tools, 'git'), script, { mode: 0o755 });
  const found = await searchHistory({ root, searchPath: tools, isIgnored: () => false });
  expect(found.keys.map(({ key }) => key)).toEqual([KEY]);
  expect(found.skipped).toEqual([
    { id: 'history', reason: 'the history could not be read to its end (git for-each-ref failed)' },
  ]);
});
