import { readFileSync } from 'node:fs';
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
  test('tells each change with its places, and writes nothing', async () => {
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
      'hand breaking-change scripts/save.js:3:36 src/service.ts:14:18',
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

  test('tells types that are gone', async () => {
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
