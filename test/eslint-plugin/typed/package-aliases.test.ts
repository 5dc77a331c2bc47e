import { expect, test } from 'vitest';
import { temporaryFolder, type Files } from '../../project/temporary-folder.ts';
import { inEditor, inTool } from './three-ways.ts';

const MESSAGES = /: .*$/;

/** What the editor and the tool report of a project whose `tsconfig.json` has these aliases. */
async function reported(paths: Record<string, string[]>, files: Files): Promise<[string[], string[]]> {
  const folder = temporaryFolder({
    'package.json': '{ "type": "module" }',
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', noEmit: true, paths, types: [] },
      include: ['src'],
    }),
    ...files,
  });
  const [editor, tool] = await Promise.all([inEditor(folder), inTool(folder)]);
  return [editor.map(withoutMessage), tool.map(withoutMessage)];
}

function withoutMessage(finding: string): string {
  return finding.replace(MESSAGES, '').replace(/-\d+:\d+ /, ' ');
}

const POST = "await axios.post('https://a.klaviyo.com/api/events', {}, { headers: { revision: '2026-04-15' } });\n";

test('an HTTP client is one also where an alias points to a stub', async () => {
  const [editor, tool] = await reported(
    { axios: ['./src/stub.ts'] },
    { 'src/a.ts': `import axios from 'axios';\n${POST}`, 'src/stub.ts': 'export default { post() {} };\n' },
  );
  expect(tool).toEqual(['src/a.ts:2:7 klaviyo/no-raw-http']);
  expect(editor).toEqual(tool);
});

test.each([
  ['klaviyo-api', { 'klaviyo-api': ['./src/stub.ts'] }],
  ['a pattern of it', { 'klaviyo-*': ['./src/stub.ts'] }],
])('the SDK is one also where an alias for %s points to a stub', async (_, paths) => {
  const [editor, tool] = await reported(paths, {
    'src/a.ts': `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
const api = new ProfilesApi(new ApiKeySession(process.env.KEY ?? ''));
await api.createProfile({ data: { type: 'profile', attributes: {} } });
`,
    'src/stub.ts':
      'export class ApiKeySession { constructor(key: string) {} }\nexport class ProfilesApi { createProfile() {} }\n',
  });
  expect(tool).toEqual(['src/a.ts:3:11 klaviyo/prefer-profile-upsert']);
  expect(editor).toEqual(tool);
});

test('an alias for own code is followed', async () => {
  const [editor, tool] = await reported(
    { '@/*': ['./src/*'], http: ['./src/stub.ts'] },
    {
      'src/a.ts': `import axios from '@/client';\n${POST}`,
      'src/b.ts': `import { BASE } from '@/base';\nawait fetch(BASE + '/events', { headers: { revision: '2026-04-15' } }).then(check);\n`,
      'src/base.ts': "export const BASE = 'https://a.klaviyo.com/api';\n",
      'src/client.ts': 'export default { async post(...all: unknown[]) {} };\n',
    },
  );
  expect(tool).toEqual(['src/b.ts:2:7 klaviyo/no-raw-http']);
  expect(editor).toEqual(tool);
});
