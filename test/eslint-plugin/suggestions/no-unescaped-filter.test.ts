import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-unescaped-filter', [
  {
    name: 'CommonJS',
    file: 'filter.cjs',
    code: `const { ProfilesApi } = require('klaviyo-api');
exports.find = (session, email) => new ProfilesApi(session).getProfiles({ filter: \`equals(email,"\${email}")\` });
`,
    offers: [
      {
        title: 'Build the filter with the FilterBuilder of the SDK, which escapes texts.',
        change: `- const { ProfilesApi } = require('klaviyo-api');
- exports.find = (session, email) => new ProfilesApi(session).getProfiles({ filter: \`equals(email,"\${email}")\` });
+ const { ProfilesApi, FilterBuilder } = require('klaviyo-api');
+ exports.find = (session, email) => new ProfilesApi(session).getProfiles({ filter: new FilterBuilder().equals('email', email).build() });`,
      },
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- exports.find = (session, email) => new ProfilesApi(session).getProfiles({ filter: \`equals(email,"\${email}")\` });
+ exports.find = (session, email) => new ProfilesApi(session).getProfiles({ filter: \`equals(email,\${JSON.stringify(email)})\` });`,
      },
    ],
  },
  {
    name: 'as const, and values that may be missing',
    file: 'filter.ts',
    code: `import type { ProfilesApi } from 'klaviyo-api';
export const find = (p: ProfilesApi, email: string) => p.getProfiles({ filter: \`equals(email,"\${email}")\` as const });
export const find2 = (p: ProfilesApi, email?: string) => p.getProfiles({ filter: 'equals(email,"' + email + '")' });
export const find3 = (p: ProfilesApi, a: { email?: string }) => p.getProfiles({ filter: \`and(equals(email,"\${a.email}"),equals(external_id,'\${a?.email!}'))\` });
export const find4 = (email: string) => fetch(\`https://a.klaviyo.com/api/profiles?filter=equals(email,"\${encodeURIComponent(email)}")\`);
`,
    offers: [
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- export const find = (p: ProfilesApi, email: string) => p.getProfiles({ filter: \`equals(email,"\${email}")\` as const });
+ export const find = (p: ProfilesApi, email: string) => p.getProfiles({ filter: \`equals(email,\${JSON.stringify(email)})\` as const });`,
      },
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- export const find2 = (p: ProfilesApi, email?: string) => p.getProfiles({ filter: 'equals(email,"' + email + '")' });
+ export const find2 = (p: ProfilesApi, email?: string) => p.getProfiles({ filter: 'equals(email,' + JSON.stringify(email) + ')' });`,
      },
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- export const find3 = (p: ProfilesApi, a: { email?: string }) => p.getProfiles({ filter: \`and(equals(email,"\${a.email}"),equals(external_id,'\${a?.email!}'))\` });
+ export const find3 = (p: ProfilesApi, a: { email?: string }) => p.getProfiles({ filter: \`and(equals(email,\${JSON.stringify(a.email)}),equals(external_id,\${JSON.stringify(a?.email!)}))\` });`,
      },
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- export const find4 = (email: string) => fetch(\`https://a.klaviyo.com/api/profiles?filter=equals(email,"\${encodeURIComponent(email)}")\`);
+ export const find4 = (email: string) => fetch(\`https://a.klaviyo.com/api/profiles?filter=equals(email,\${encodeURIComponent(JSON.stringify(email))})\`);`,
      },
    ],
  },
  {
    name: 'comments in a filter, and globals that parameters hide',
    file: 'filter.ts',
    code: `import { Profiles } from 'klaviyo-api';
export const f = (email: string) => Profiles.getProfiles({ filter: 'equals(email,"' + email /* checked? */ + '")' });
export const g = (email: string, JSON: string) => Profiles.getProfiles({ filter: \`equals(email,"\${email}")\`, sort: JSON as never });
`,
    offers: [
      {
        title: 'Build the filter with the FilterBuilder of the SDK, which escapes texts.',
        change: `- import { Profiles } from 'klaviyo-api';
- export const f = (email: string) => Profiles.getProfiles({ filter: 'equals(email,"' + email /* checked? */ + '")' });
+ import { Profiles, FilterBuilder } from 'klaviyo-api';
+ /* checked? */
+ export const f = (email: string) => Profiles.getProfiles({ filter: new FilterBuilder().equals('email', email).build() });`,
      },
      {
        title: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
        change: `- export const f = (email: string) => Profiles.getProfiles({ filter: 'equals(email,"' + email /* checked? */ + '")' });
+ export const f = (email: string) => Profiles.getProfiles({ filter: 'equals(email,' + JSON.stringify(email) /* checked? */ + ')' });`,
      },
      {
        title: 'Build the filter with the FilterBuilder of the SDK, which escapes texts.',
        change: `- import { Profiles } from 'klaviyo-api';
+ import { Profiles, FilterBuilder } from 'klaviyo-api';
- export const g = (email: string, JSON: string) => Profiles.getProfiles({ filter: \`equals(email,"\${email}")\`, sort: JSON as never });
+ export const g = (email: string, JSON: string) => Profiles.getProfiles({ filter: new FilterBuilder().equals('email', email).build(), sort: JSON as never });`,
      },
    ],
  },
]);
