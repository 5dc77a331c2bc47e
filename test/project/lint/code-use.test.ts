import { describe, expect, test } from 'vitest';
import type { CodeUse } from '../../../src/preflight/klaviyo/project-use.ts';
import { readCodeUse } from '../../../src/project/lint/code-use.ts';
import { readLiveProject } from '../../../src/project/lint/live-project.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const ASKED = { asOf: '2026-11-20', configuration: 'folder', searchPath: process.env['PATH'] } as const;

const read = (files: Record<string, string>): Promise<CodeUse> => readCodeUse(temporaryFolder(files), ASKED);
const outline = ({ operations }: CodeUse): string[] =>
  operations.map(({ operation, path, line, scopes }) => `${path}:${line} ${operation} [${scopes.join(' ')}]`);
const SDK = "import { ListsApi, Profiles, ApiKeySession } from 'klaviyo-api';\n";

describe('calls of the API', () => {
  test('through the SDK, by where the object comes from', async () => {
    const use = await read({
      'src/a.ts': `${SDK}const lists = new ListsApi(new ApiKeySession(key));\nexport const a = lists.getLists();\nexport const b = Profiles.createOrUpdateProfile({});\n`,
    });

    expect(outline(use)).toEqual([
      'src/a.ts:3 ListsApi.getLists [lists:read]',
      'src/a.ts:4 ProfilesApi.createOrUpdateProfile [profiles:write]',
    ]);
    expect(use.operations[0]?.limit).toEqual({ burstPerSecond: 75, steadyPerMinute: 750 });
  });

  test('under a deprecated name, by the current one', async () => {
    expect(outline(await read({ 'a.ts': `${SDK}Profiles.subscribeProfiles({});\n` }))).toEqual([
      'a.ts:2 ProfilesApi.bulkSubscribeProfiles [lists:write profiles:write subscriptions:write]',
    ]);
  });

  test('in another file than the client', async () => {
    const use = await read({
      'src/client.ts': `${SDK}export const lists = new ListsApi(new ApiKeySession(key));\n`,
      'src/use.ts': "import { lists } from './client';\nlists.getTagsForList('x');\n",
    });

    expect(outline(use)).toEqual(['src/use.ts:2 ListsApi.getTagsForList [lists:read tags:read]']);
  });

  test('raw, with the revision that is sent', async () => {
    const use = await read({
      'a.js':
        "fetch('https://a.klaviyo.com/api/segments', {\n  headers: { Authorization: 'Klaviyo-API-Key ' + key, revision: '2025-01-15' },\n});\n",
    });

    expect(outline(use)).toEqual(['a.js:1 GET /api/segments [segments:read]']);
    expect(use.revisions).toEqual([{ revision: '2025-01-15', path: 'a.js', line: 2 }]);
  });

  test('raw, to a path that nobody knows', async () => {
    expect(
      outline(
        await read({
          'a.js':
            "fetch('https://a.klaviyo.com/api/' + path, { headers: { Authorization: 'Klaviyo-API-Key ' + key } });\n",
        }),
      ),
    ).toEqual(['a.js:1 GET /api/* []']);
  });

  test('with curl in a workflow', async () => {
    const workflow =
      'jobs:\n  a:\n    steps:\n      - run: |\n          curl -H "Authorization: Klaviyo-API-Key $KEY" -H "revision: 2026-07-15" https://a.klaviyo.com/api/tags\n';

    expect(outline(await read({ '.github/workflows/a.yml': workflow }))).toEqual([
      '.github/workflows/a.yml:5 GET /api/tags [tags:read]',
    ]);
  });

  test('in a component, at the line of its file', async () => {
    expect(
      outline(
        await read({
          'App.vue': `<template><p/></template>\n<script setup>\nimport { Lists } from 'klaviyo-api';\nLists.getLists();\n</script>\n`,
        }),
      ),
    ).toEqual(['App.vue:4 ListsApi.getLists [lists:read]']);
  });
});

describe('what is left out', () => {
  test('no call that a comment silences', async () => {
    expect(
      outline(
        await read({ 'a.ts': `/* eslint-disable */\n${SDK}Profiles.createProfile({}); // eslint-disable-line\n` }),
      ),
    ).toHaveLength(1);
  });

  test.each([
    ['a test', { 'test/a.test.ts': `${SDK}Profiles.getProfiles();\n` }],
    [
      'the API for browsers, which needs no private key',
      {
        'a.js':
          "fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { method: 'POST', headers: { revision: '2026-07-15' } });\n",
      },
    ],
    ['a look-alike', { 'a.ts': "import { Profiles } from './mine';\nconst klaviyo = 1;\nProfiles.getProfiles();\n" }],
    [
      'a file that the configuration ignores',
      { 'a.ts': `${SDK}Profiles.getProfiles();\n`, 'klaviyo-lint.json': '{ "ignore": ["a.ts"] }' },
    ],
  ])('%s', async (_, files) => {
    expect(outline(await read(files as Record<string, string>))).toEqual([]);
  });

  test('what could not be read is counted', async () => {
    expect(await read({ 'a.ts': `${SDK}Profiles.(` })).toMatchObject({ operations: [], unread: 1 });
  });
});

describe('the project that goes live', () => {
  const options = { asOf: '2026-11-20', configuration: 'folder', searchPath: process.env['PATH'] } as const;

  test('is one with a manifest', async () => {
    const folder = temporaryFolder({
      'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }',
      'a.ts': `${SDK}Profiles.createProfile({});\n`,
    });

    expect(await readLiveProject(folder, options)).toMatchObject({
      sdk: { declared: '23.0.0' },
      code: { operations: [{ operation: 'ProfilesApi.createProfile' }] },
    });
  });

  test('is none in any other folder, which is not searched', async () => {
    expect(
      await readLiveProject(temporaryFolder({ 'a.ts': `${SDK}Profiles.createProfile({});\n` }), options),
    ).toBeUndefined();
  });
});

test('files for which no time is left count as unread', async () => {
  const folder = temporaryFolder({
    'a.ts': "fetch('https://a.klaviyo.com/api/lists');\n",
    'b.ts': "fetch('https://a.klaviyo.com/api/tags');\n",
    'c.ts': 'export {};\n',
  });
  expect(await readCodeUse(folder, { ...ASKED, deadline: performance.now() - 1 })).toEqual({
    operations: [],
    revisions: [],
    unread: 2,
  });
});
