import type { Files } from '../project/temporary-folder.ts';

const LINES = [
  "import { ProfilesApi, ApiKeySession } from 'klaviyo-api';",
  "const profiles = new ProfilesApi(new ApiKeySession(process.env['KLAVIYO_API_KEY'] ?? ''));",
];

/** Which of the SDK's methods it calls. */
export const code = (...calls: string[]): string => [...LINES, ...calls, ''].join('\n');

export const OLD_NAME = 'export const join = body => profiles.subscribeProfiles(body);';
export const NEW_NAME = 'export const join = body => profiles.bulkSubscribeProfiles(body);';
export const SNAKE =
  "export const add = () => profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { first_name: 'A', last_name: 'B' } } });";
export const CAMEL =
  "export const add = () => profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { firstName: 'A', lastName: 'B' } } });";
/** There is a suggestion for it. */
export const CREATE = 'export const create = body => profiles.createProfile(body);';
export const UPSERT = 'export const create = body => profiles.createOrUpdateProfile(body);';

/** A folder with the SDK, without a finding of its own. */
export function shop(files: Files): Files {
  return {
    'package.json': '{ "dependencies": { "klaviyo-api": "23.0.0" } }\n',
    'yarn.lock': '# yarn lockfile v1\n\nklaviyo-api@23.0.0:\n  version "23.0.0"\n',
    ...files,
  };
}
