import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { UpgradeReport } from '../../src/upgrade/upgrade-report.ts';
import { upgrade } from '../../src/upgrade/upgrade.ts';
import { temporaryFolder, type Files } from '../project/temporary-folder.ts';
import { typeErrors } from '../type-check.ts';

const LOCK = JSON.stringify({
  lockfileVersion: 3,
  packages: { '': { dependencies: { 'klaviyo-api': '^13.0.0' } }, 'node_modules/klaviyo-api': { version: '13.0.0' } },
});

const SERVICE = `import { ApiKeySession, ListsApi, ProfilesApi, RetryOptions } from 'klaviyo-api';

const retry = new RetryOptions({ numOfAttempts: 5, timeMultiple: 2, startingDelay: 100 });
const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '', retry);
export const profiles = new ProfilesApi(session);
const lists = new ListsApi(session);

export async function members(id: string): Promise<number> {
  const { body } = await lists.getListProfiles(id);
  return body.data.length;
}

export async function save(email: string): Promise<void> {
  await profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email } } });
}
`;

const CALLER = `import { profiles } from './service';

export const subscribe = (body: Parameters<typeof profiles.bulkSubscribeProfiles>[0]) => profiles.subscribeProfiles(body);
`;

const SCRIPT = `const { Profiles } = require('klaviyo-api');

module.exports = email => Profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { email, first_name: 'Ada' } } });
`;

const PROJECT: Files = {
  'package.json': '{\n  "dependencies": {\n    "klaviyo-api": "^13.0.0"\n  }\n}\n',
  'package-lock.json': LOCK,
  'src/service.ts': SERVICE,
  'scripts/save.js': SCRIPT,
  'src/caller.ts': CALLER.replaceAll('\n', '\r\n'),
};

const run = (root: string, options: { target?: string; write?: boolean } = {}): Promise<UpgradeReport> =>
  upgrade({ root, asOf: '2026-11-20', write: false, ...options });

const shown = ({ changes }: UpgradeReport): string[] =>
  changes.map(({ by, id, places }) =>
    `${by} ${id} ${places.map(({ path: file, line, column }) => `${file}:${line}:${column}`).join(' ')}`.trim(),
  );

describe('upgrade', () => {
  test('reports each change with its places, and writes nothing', async () => {
    const root = temporaryFolder(PROJECT);
    const report = await run(root);
    expect(report).toMatchObject({
      from: { version: '13.0.0', revision: '2024-10-15' },
      to: { version: '23.0.0' },
      isWritten: false,
      skipped: [],
    });
    expect(shown(report)).toEqual([
      'tool manifest package.json:3:20',
      'tool no-snake-case-attribute scripts/save.js:3:106',
      'tool retry-options src/service.ts:1:48 src/service.ts:3:19',
      'tool retry-options src/service.ts:3:34 src/service.ts:3:52 src/service.ts:3:69',
      'tool no-deprecated-method src/service.ts:9:32',
      'tool no-deprecated-method src/caller.ts:3:99',
      'hand breaking-change src/caller.ts:3:99',
      'hand breaking-change',
    ]);
    expect(readFileSync(path.join(root, 'src/service.ts'), 'utf8')).toBe(SERVICE);
  });

  test('writes what fits the new release, and finds nothing more to write', async () => {
    const root = temporaryFolder(PROJECT);
    const first = await run(root, { write: true });
    expect(first.isWritten).toBe(true);
    const [manifest, service, caller, lock] = [
      'package.json',
      'src/service.ts',
      'src/caller.ts',
      'package-lock.json',
    ].map(file => readFileSync(path.join(root, file), 'utf8'));
    expect(manifest).toBe('{\n  "dependencies": {\n    "klaviyo-api": "23.0.0"\n  }\n}\n');
    expect(service).toContain('const retry = new RetryWithExponentialBackoff({ numRetries: 5 });');
    expect(service).toContain('lists.getProfilesForList(id)');
    expect(readFileSync(path.join(root, 'scripts/save.js'), 'utf8')).toBe(SCRIPT.replace('first_name', 'firstName'));
    expect(caller).toBe(
      CALLER.replace('subscribeProfiles(body)', 'bulkSubscribeProfiles(body)').replaceAll('\n', '\r\n'),
    );
    expect(lock).toBe(LOCK);
    expect(typeErrors({ 'service.ts': service!, 'caller.ts': caller!.replace('./service', './service.js') })).toEqual(
      [],
    );
    expect((await run(root)).changes.filter(({ by }) => by === 'tool')).toEqual([]);
  });

  test.each([
    [
      'where it stands',
      "api.createProfile({ data: { type: 'profile', attributes: { email, anonymousId: id } } });",
      ['src/a.ts:4:67'],
    ],
    [
      'nowhere',
      "api.createProfile({ data: { type: 'profile', attributes: { email, properties: { anonymousId: id } } } });",
      [],
    ],
    [
      'in a constant',
      "const body = { data: { type: 'profile' as const, attributes: { anonymousId: id } } };\napi.createProfile(body);",
      ['src/a.ts:4:64'],
    ],
    [
      'in a list',
      "api.bulkImportProfiles({ data: { type: 'profile-bulk-import-job', attributes: { profiles: { data: [{ type: 'profile', attributes: { anonymousId: id } }] } } } });",
      ['src/a.ts:4:133'],
    ],
    ['at the call, where its payload cannot be seen', 'api.createProfile(bodyOf(email));', ['src/a.ts:4:5']],
    [
      'at the call, where something is spread into it',
      "api.createProfile({ data: { type: 'profile', attributes: { ...attributes } } });",
      ['src/a.ts:4:5'],
    ],
  ])('points at an attribute that is gone: %s', async (_, call, places) => {
    const code =
      "import { ApiKeySession, ProfilesApi } from 'klaviyo-api';\nconst api = new ProfilesApi(new ApiKeySession(key));\n\n";
    const root = temporaryFolder({
      'package.json': '{ "dependencies": { "klaviyo-api": "20.0.0" } }',
      'src/a.ts': `${code}${call}\n`,
    });
    const { changes } = await run(root, { target: '21' });
    const gone = changes.filter(({ message }) => message.includes('anonymousId'));
    expect(
      gone.flatMap(change => change.places.map(({ path: file, line, column }) => `${file}:${line}:${column}`)),
    ).toEqual(places);
  });

  describe('after it was written and installed', () => {
    const installed = LOCK.replaceAll('13.0.0', '23.0.0');
    const byHand = (report: UpgradeReport): string[] => shown(report).filter(change => change.startsWith('hand'));

    async function upgraded(): Promise<string> {
      const root = temporaryFolder(PROJECT);
      await run(root, { write: true });
      writeFileSync(path.join(root, 'package-lock.json'), installed);
      return root;
    }

    test('names what is still to be done by hand', async () => {
      const report = await run(await upgraded());
      expect(report).toMatchObject({ from: { version: '13.0.0' }, to: { version: '23.0.0' } });
      expect(byHand(report)).toEqual(['hand breaking-change src/caller.ts:3:99', 'hand breaking-change']);
    });

    test('names nothing more once the code does not call it', async () => {
      const root = await upgraded();
      writeFileSync(path.join(root, 'src/caller.ts'), 'export {};\n');
      expect(byHand(await run(root))).toEqual(['hand breaking-change']);
    });

    test('begins anew without the note, and for the next release', async () => {
      const root = await upgraded();
      rmSync(path.join(root, '.klaviyo-lint/upgrade.json'));
      expect((await run(root)).from.version).toBe('23.0.0');
    });

    test.each(['', 'no JSON', '{"from":5,"to":"23.0.0"}', '{"from":"13.0.0","to":"22.0.1"}'])(
      'a note of %j is none',
      async text => {
        const root = await upgraded();
        writeFileSync(path.join(root, '.klaviyo-lint/upgrade.json'), text);
        expect((await run(root)).from.version).toBe('23.0.0');
      },
    );

    test('writes no note through a link', async () => {
      const [root, elsewhere] = [temporaryFolder(PROJECT), temporaryFolder({ 'upgrade.json': 'mine' })];
      symlinkSync(elsewhere, path.join(root, '.klaviyo-lint'));
      await expect(run(root, { write: true })).rejects.toThrow('cannot be written');
      expect(readFileSync(path.join(elsewhere, 'upgrade.json'), 'utf8')).toBe('mine');
    });
  });

  test('goes no further than asked', async () => {
    const report = await run(
      temporaryFolder({
        ...PROJECT,
        'src/service.ts': SERVICE.replace('RetryOptions }', 'RetryOptions, type BranchAction }'),
      }),
      { target: '13.0.0' },
    );
    expect(report.to.version).toBe('13.0.0');
    expect(
      report.changes.filter(({ id }) => id === 'retry-options' || id === 'removed-export' || id === 'breaking-change'),
    ).toEqual([]);
  });

  test('reports types that are gone', async () => {
    const report = await run(
      temporaryFolder({ ...PROJECT, 'src/flow.ts': "import type { BranchAction, Profile } from 'klaviyo-api';\n" }),
    );
    expect(report.changes.find(({ id }) => id === 'removed-export')).toEqual({
      id: 'removed-export',
      by: 'hand',
      message:
        "The last release that exports 'BranchAction' is 21.0.0. Import what takes its place from the types of the new release.",
      places: [{ path: 'src/flow.ts', line: 1, column: 15 }],
    });
  });

  test('says nothing of code without the SDK, and of other packages', async () => {
    const root = temporaryFolder({
      'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
      'src/a.ts': "import { RetryOptions } from 'backoff';\n// klaviyo\nlists.getListProfiles(RetryOptions);\n",
    });
    expect(await run(root)).toMatchObject({ changes: [], unconcerned: 0 });
  });
});

test('names the manifest that cannot be read, where no other declares the SDK', async () => {
  const root = temporaryFolder({ 'package.json': '{ "name": ' });
  await expect(upgrade({ root, asOf: '2026-11-20', write: false })).rejects.toThrow(
    "'package.json' cannot be analyzed: it is not valid JSON (line 1). Correct it, and run this again.",
  );
});
