import { testSuggestions } from './test-suggestions.ts';

testSuggestions('valid-phone-number', [
  {
    name: 'literals and fallbacks; none against satisfies',
    file: 'phone.ts',
    code: `import { ProfilesApi } from 'klaviyo-api';
export const a = (p: ProfilesApi) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: '+1 (500) 555-0006' as const } } });
export const b = (p: ProfilesApi) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: \`0049 30 901820\` } } });
export const c = (p: ProfilesApi, phone?: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: phone ?? '' } } });
export const d = (p: ProfilesApi, phone?: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: (phone || "") satisfies string } } });
`,
    offers: [
      {
        title: "Write '+15005550006'.",
        change: `- export const a = (p: ProfilesApi) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: '+1 (500) 555-0006' as const } } });
+ export const a = (p: ProfilesApi) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: '+15005550006' as const } } });`,
      },
      {
        title: "Write 'undefined'.",
        change: `- export const c = (p: ProfilesApi, phone?: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: phone ?? '' } } });
+ export const c = (p: ProfilesApi, phone?: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: phone ?? undefined } } });`,
      },
    ],
  },
  {
    name: 'nothing where the type is another number',
    file: 'literal.ts',
    code: `import { Profiles } from 'klaviyo-api';
type Phone = '+1 415 555 2671';
const phone: Phone = '+1 415 555 2671';
export const save = () => Profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: { phoneNumber: phone } } });
`,
    offers: [],
  },
]);
