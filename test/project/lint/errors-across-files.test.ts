import { expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

/** Where answers with errors of the SDK are reported, as `path:line`. */
async function found(files: VirtualFiles): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-22',
  });
  expect(skipped).toEqual([]);
  return findings
    .filter(({ message }) => message.startsWith('This error of'))
    .map(({ path, line }) => `${path}:${line}`);
}

const CLIENT = `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
export const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY));
`;
const SERVICE = `import { profiles } from './klaviyo';
export class Members {
  async find(id) {
    const { body } = await profiles.getProfile(id);
    return body.data;
  }
}
`;
const ROUTE = `import { Router } from 'express';
import { Members } from './members';
const members = new Members();
export const router = Router().get('/:id', async (req, res) => {
  try { res.json(await members.find(req.params.id)); } catch (error) {
    res.status(500).json({ error });
  }
});
`;

test.each<[name: string, files: VirtualFiles, places: string[]]>([
  ['of a method in another file', { 'klaviyo.js': CLIENT, 'members.js': SERVICE, 'routes.js': ROUTE }, ['routes.js:6']],
  [
    'by a part of it, on more lines',
    {
      'klaviyo.js': CLIENT,
      'members.js': SERVICE,
      'routes.js': ROUTE.replace('json({ error })', 'json({\n ok: false,\n detail: error.toJSON(),\n})'),
    },
    ['routes.js:8'],
  ],
  [
    'through a chain of listeners',
    {
      'klaviyo.js': CLIENT,
      'members.js': SERVICE,
      'routes.js': `import { Members } from './members';\nexport const show = (req, res) =>\n  new Members().find(req.id).then(found => res.json(found)).catch(err => res.status(500).json(err));`,
    },
    ['routes.js:3'],
  ],
  [
    'whose message is given alone',
    {
      'klaviyo.js': CLIENT,
      'members.js': SERVICE,
      'routes.js': ROUTE.replace('{ error }', '{ error: error.message }'),
    },
    [],
  ],
  [
    'that the method replaces',
    {
      'klaviyo.js': CLIENT,
      'members.js': SERVICE.replace(
        'await profiles.getProfile(id)',
        "await profiles.getProfile(id).catch(() => { throw new Error('no'); })",
      ),
      'routes.js': ROUTE,
    },
    [],
  ],
  [
    'of a client with a key of a user',
    {
      'klaviyo.js': CLIENT.replace('process.env.KLAVIYO_PRIVATE_KEY', 'user.key'),
      'members.js': SERVICE,
      'routes.js': ROUTE,
    },
    [],
  ],
])('an answer with an error %s', async (_, files, places) => {
  expect(await found(files)).toEqual(places);
});
