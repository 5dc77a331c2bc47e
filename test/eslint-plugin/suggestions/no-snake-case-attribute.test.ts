import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-snake-case-attribute', [
  {
    name: 'shorthand, types of the file, reads and assignments',
    file: 'snake.ts',
    code: `import { ProfilesApi } from 'klaviyo-api';
interface Attrs { email: string; first_name?: string }
export const a = (p: ProfilesApi, first_name: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { first_name } } } as any);
export const b = (p: ProfilesApi, email: string) => { const attributes: Attrs = { email, first_name: 'x' }; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
export const c = (p: ProfilesApi, email: string) => { const attributes = { email, first_name: 'x' } satisfies Attrs; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
export const d = (p: ProfilesApi, email: string) => { const attributes: any = { email }; attributes.first_name = 'x'; attributes['last_name'] = 'y'; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
export const e = (p: ProfilesApi, email: string) => { const attributes = { email, "first_name": 'x', ['last_name']: 'y' }; const { first_name } = attributes; console.log(first_name); return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
export const f = (p: ProfilesApi, email: string, name: string) => { const attributes: { email: string; first_name?: string } = { email }; if (name) attributes.first_name = name; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
function attrs(email: string): Attrs { return { email, first_name: 'a' }; }
export const g = (p: ProfilesApi) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: attrs('x') } });
`,
    offers: [
      {
        title: 'fix',
        change: `- export const a = (p: ProfilesApi, first_name: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { first_name } } } as any);
+ export const a = (p: ProfilesApi, first_name: string) => p.createOrUpdateProfile({ data: { type: 'profile', attributes: { firstName: first_name } } } as any);`,
      },
      {
        title: 'fix',
        change: `- export const d = (p: ProfilesApi, email: string) => { const attributes: any = { email }; attributes.first_name = 'x'; attributes['last_name'] = 'y'; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
+ export const d = (p: ProfilesApi, email: string) => { const attributes: any = { email }; attributes.firstName = 'x'; attributes['last_name'] = 'y'; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };`,
      },
      {
        title: 'fix',
        change: `- export const d = (p: ProfilesApi, email: string) => { const attributes: any = { email }; attributes.first_name = 'x'; attributes['last_name'] = 'y'; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
+ export const d = (p: ProfilesApi, email: string) => { const attributes: any = { email }; attributes.first_name = 'x'; attributes['lastName'] = 'y'; return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };`,
      },
      {
        title: "Write 'firstName'.",
        change: `- export const e = (p: ProfilesApi, email: string) => { const attributes = { email, "first_name": 'x', ['last_name']: 'y' }; const { first_name } = attributes; console.log(first_name); return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
+ export const e = (p: ProfilesApi, email: string) => { const attributes = { email, "firstName": 'x', ['last_name']: 'y' }; const { firstName: first_name } = attributes; console.log(first_name); return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };`,
      },
      {
        title: "Write 'lastName'.",
        change: `- export const e = (p: ProfilesApi, email: string) => { const attributes = { email, "first_name": 'x', ['last_name']: 'y' }; const { first_name } = attributes; console.log(first_name); return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };
+ export const e = (p: ProfilesApi, email: string) => { const attributes = { email, "first_name": 'x', ['lastName']: 'y' }; const { first_name } = attributes; console.log(first_name); return p.createOrUpdateProfile({ data: { type: 'profile', attributes } }); };`,
      },
    ],
  },
  {
    name: 'nothing where the parameter of a function has a type that lacks the attribute',
    file: 'parameter.ts',
    code: `import { Profiles } from 'klaviyo-api';
export type Attributes = { first_name: string };
export const save = (attributes: Attributes) => Profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: attributes as never } });
void save({ first_name: 'x' });
`,
    offers: [],
  },
]);
