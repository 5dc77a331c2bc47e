import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-outdated-revision', [
  {
    name: 'constants, enums, and none against a union',
    file: 'rev.ts',
    code: `export const REVISION = '2023-02-22' as const;
enum R { Old = '2024-10-15' }
type Rev = '2024-10-15' | '2025-01-15';
const r: Rev = '2024-10-15';
export const a = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: REVISION } });
export const b = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: R.Old } });
export const c = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: r } });
export const d = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: \`2024-10-15\` satisfies string } });
`,
    offers: [
      {
        title: "Send the newest stable revision, '2026-07-15'.",
        change: `- export const REVISION = '2023-02-22' as const;
+ export const REVISION = '2026-07-15' as const;`,
      },
      {
        title: "Send the newest stable revision, '2026-07-15'.",
        change: `- enum R { Old = '2024-10-15' }
+ enum R { Old = '2026-07-15' }`,
      },
      {
        title: "Send the newest stable revision, '2026-07-15'.",
        change: `- export const d = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: \`2024-10-15\` satisfies string } });
+ export const d = () => fetch('https://a.klaviyo.com/api/profiles', { headers: { revision: \`2026-07-15\` satisfies string } });`,
      },
    ],
  },
]);
