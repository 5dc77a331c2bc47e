import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-deprecated-method', [
  {
    name: 'types that pick a method, with what uses them',
    file: 'dep.ts',
    code: `import { ProfilesApi, Profiles, ListsApi } from 'klaviyo-api';
type P = Pick<ProfilesApi, 'subscribeProfiles' | 'getProfile'>;
export const a = (p: P, b: any) => p.subscribeProfiles(b);
export const c = ({ unsubscribeProfiles }: Pick<ProfilesApi, 'unsubscribeProfiles'>, b: any) => unsubscribeProfiles(b);
export const d = (p: ProfilesApi, b: any) => p?.['subscribeProfiles'](b);
type M = ProfilesApi['subscribeProfiles'];
export const e: M = Profiles.subscribeProfiles.bind(Profiles);
export const f = async (l: ListsApi, id: string) => { const { getListProfiles: g, createListRelationships } = l; return [g, createListRelationships]; };
export class X { constructor(private api: Pick<ProfilesApi, 'subscribeProfiles'>) {} go(b: any) { return this.api.subscribeProfiles(b); } }
export const m = { subscribeProfiles: async (b: any) => b } satisfies Pick<ProfilesApi, 'subscribeProfiles'> as unknown as ProfilesApi;
`,
    offers: [
      {
        title: 'fix',
        change: `- export const c = ({ unsubscribeProfiles }: Pick<ProfilesApi, 'unsubscribeProfiles'>, b: any) => unsubscribeProfiles(b);
+ export const c = ({ bulkUnsubscribeProfiles: unsubscribeProfiles }: Pick<ProfilesApi, 'bulkUnsubscribeProfiles'>, b: any) => unsubscribeProfiles(b);`,
      },
      {
        title: 'fix',
        change: `- export const c = ({ unsubscribeProfiles }: Pick<ProfilesApi, 'unsubscribeProfiles'>, b: any) => unsubscribeProfiles(b);
+ export const c = ({ bulkUnsubscribeProfiles: unsubscribeProfiles }: Pick<ProfilesApi, 'bulkUnsubscribeProfiles'>, b: any) => unsubscribeProfiles(b);`,
      },
      {
        title: 'fix',
        change: `- export const f = async (l: ListsApi, id: string) => { const { getListProfiles: g, createListRelationships } = l; return [g, createListRelationships]; };
+ export const f = async (l: ListsApi, id: string) => { const { getProfilesForList: g, createListRelationships } = l; return [g, createListRelationships]; };`,
      },
      {
        title: 'fix',
        change: `- export const f = async (l: ListsApi, id: string) => { const { getListProfiles: g, createListRelationships } = l; return [g, createListRelationships]; };
+ export const f = async (l: ListsApi, id: string) => { const { getListProfiles: g, addProfilesToList: createListRelationships } = l; return [g, createListRelationships]; };`,
      },
    ],
  },
]);
