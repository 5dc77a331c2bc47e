import { testSuggestions } from './test-suggestions.ts';

testSuggestions('prefer-profile-upsert', [
  {
    name: 'nothing for a method that is called by itself',
    file: 'call.js',
    code: `import { Profiles } from 'klaviyo-api';
const { createProfile } = Profiles;
export const save = body => createProfile.call(Profiles, body);
`,
    offers: [],
  },
  {
    name: 'nothing where a type of the file names the method',
    file: 'pick.ts',
    code: `import type { ProfilesApi } from 'klaviyo-api';
type Port = Pick<ProfilesApi, 'createProfile'>;
export const save = (port: Port, email: string) => port.createProfile({ data: { type: 'profile', attributes: { email } } });
`,
    offers: [],
  },
]);
