import { expect, test } from 'vitest';
import { temporaryFolder, type Files } from '../../project/temporary-folder.ts';
import { inEditor, inTool } from './three-ways.ts';

const SESSION = `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';

export const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_KEY ?? ''));
`;

/** What the editor and the tool report of a project, without messages and columns. */
async function reported(files: Files): Promise<[string[], string[]]> {
  const folder = temporaryFolder({
    'klaviyo-lint.json': '{ "preset": "strict" }',
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', noEmit: true, types: [] },
      include: ['src'],
    }),
    ...files,
  });
  const [editor, tool] = await Promise.all([inEditor(folder), inTool(folder)]);
  const shown = (finding: string): string => finding.replace(/:\d+-\d+:\d+ /, ' ').replace(/: .*$/, '');
  return [editor.map(shown), tool.map(shown)];
}

test.each<[string, Files, string[]]>([
  [
    'a phone number where it is written',
    {
      'src/klaviyo/client.ts': SESSION,
      'src/services/support.ts': `import { profiles } from '../klaviyo/client';
import { PHONE } from '../contact';

export const save = () => profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: PHONE } } });
`,
      'src/contact.ts': "/** Shown to Klaviyo. */\nexport const PHONE = '(500) 555-0006';\n",
    },
    ['src/contact.ts:2 klaviyo/valid-phone-number'],
  ],
  [
    'a filter where it is put together',
    {
      'src/klaviyo/client.ts': SESSION,
      'src/services/find.ts': `import { profiles } from '../klaviyo/client';
import { equals } from '../filters';

export const find = (email: string) => profiles.getProfiles({ filter: equals('email', email) });
`,
      'src/filters.ts':
        '/** Filters of Klaviyo. */\nexport const equals = (field: string, value: string) => `equals(${field},"${value}")`;\n',
    },
    ['src/filters.ts:2 klaviyo/no-unescaped-filter'],
  ],
  [
    'a value that every caller checks',
    {
      'src/klaviyo/client.ts': SESSION,
      'src/services/find.ts': `import { profiles } from '../klaviyo/client';

export const find = (email: string) => profiles.getProfiles({ filter: \`equals(email,"\${email}")\` });
`,
      'src/handle.ts': `import { find } from './services/find';

/** Asks Klaviyo. */
export async function handle(email: string) {
  if (!/^[\\w.@+-]+$/.test(email)) throw new Error('email');
  return find(email);
}
`,
    },
    [],
  ],
  [
    'a session of a factory that a handler calls',
    {
      'src/lib/session.ts': `import { ApiKeySession } from 'klaviyo-api';

export function createSession() {
  return new ApiKeySession(process.env.KLAVIYO_KEY ?? '');
}
`,
      'src/lib/events.ts': `import { ProfilesApi } from 'klaviyo-api';
import { createSession } from './session';

export async function list(cursor: string) {
  return new ProfilesApi(createSession()).getProfiles({ pageCursor: cursor });
}
`,
    },
    ['src/lib/session.ts:4 klaviyo/prefer-shared-session'],
  ],
  [
    'services that import each other',
    {
      'src/klaviyo/client.ts': SESSION,
      'src/services/a.ts': `import { b } from './b';
import { profiles } from '../klaviyo/client';

export const a = () => b ?? profiles.getProfiles();
`,
      'src/services/b.ts': `import { a } from './a';

/** For Klaviyo. */
export const b = a;
`,
    },
    ['src/services/a.ts:1 klaviyo/sdk-layering', 'src/services/b.ts:1 klaviyo/sdk-layering'],
  ],
])('%s', async (_, files, expected) => {
  const [editor, tool] = await reported(files);
  expect(tool).toEqual(expected);
  expect(editor).toEqual(expected);
});
