import { fakeKey } from '../../fake-keys.ts';
import { testSuggestions } from './test-suggestions.ts';

const KEY = fakeKey();

testSuggestions('no-hardcoded-key', [
  {
    name: 'an argument',
    file: 'plain.ts',
    code: `import { ApiKeySession } from 'klaviyo-api';
export const session = new ApiKeySession('${KEY}');
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const session = new ApiKeySession('${KEY}');
+ export const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!);`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const session = new ApiKeySession('${KEY}');
+ export const session = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');`,
      },
    ],
  },
  {
    name: 'as const, and a header',
    file: 'asconst.ts',
    code: `export const CONFIG = { key: '${KEY}' as const, headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const CONFIG = { key: '${KEY}' as const, headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;
+ export const CONFIG = { key: process.env.KLAVIYO_PRIVATE_KEY!, headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const CONFIG = { key: '${KEY}' as const, headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;
+ export const CONFIG = { key: process.env.KLAVIYO_PRIVATE_KEY ?? '', headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;`,
      },
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const CONFIG = { key: '${KEY}' as const, headers: { Authorization: "Klaviyo-API-Key ${KEY}" } } as const;
+ export const CONFIG = { key: '${KEY}' as const, headers: { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\` } } as const;`,
      },
    ],
  },
  {
    name: 'a fallback',
    file: 'fallback.ts',
    code: `const key = process.env.KLAVIYO_API_KEY || '${KEY}';
export const k: string = key;
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_API_KEY', and revoke this key, which the history keeps.",
        change: `- const key = process.env.KLAVIYO_API_KEY || '${KEY}';
+ const key = process.env.KLAVIYO_API_KEY!;`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_API_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- const key = process.env.KLAVIYO_API_KEY || '${KEY}';
+ const key = process.env.KLAVIYO_API_KEY ?? '';`,
      },
    ],
  },
  {
    name: 'a fallback in CommonJS without semicolons',
    file: 'fallback.js',
    code: `const key = process.env.KLAVIYO_API_KEY ?? "${KEY}"
module.exports = { key }
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_API_KEY', and revoke this key, which the history keeps.",
        change: `- const key = process.env.KLAVIYO_API_KEY ?? "${KEY}"
+ const key = process.env.KLAVIYO_API_KEY`,
      },
    ],
  },
  {
    name: 'none in a type',
    file: 'type.ts',
    code: `export type K = '${KEY}';
`,
    offers: [],
  },
  {
    name: 'none in an enum',
    file: 'enum.ts',
    code: `export enum K { A = '${KEY}', B = 'b' }
`,
    offers: [],
  },
  {
    name: 'a template',
    file: 'template.mjs',
    code: `export const h = { Authorization: \`Klaviyo-API-Key ${KEY}\`, 'X': 1 };
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const h = { Authorization: \`Klaviyo-API-Key ${KEY}\`, 'X': 1 };
+ export const h = { Authorization: \`Klaviyo-API-Key \${process.env.KLAVIYO_PRIVATE_KEY}\`, 'X': 1 };`,
      },
    ],
  },
  {
    name: 'none in a comment',
    file: 'comment.ts',
    code: `// ${KEY}
export const x = 1;
`,
    offers: [],
  },
  {
    name: 'Deno',
    file: 'deno.ts',
    code: `Deno.serve(() => { const k: string = '${KEY}'; return k; });
`,
    offers: [
      {
        title: "Read it from 'Deno.env.get('KLAVIYO_PRIVATE_KEY')', and revoke this key, which the history keeps.",
        change: `- Deno.serve(() => { const k: string = '${KEY}'; return k; });
+ Deno.serve(() => { const k: string = Deno.env.get('KLAVIYO_PRIVATE_KEY')!; return k; });`,
      },
      {
        title:
          "Read it from 'Deno.env.get('KLAVIYO_PRIVATE_KEY')', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- Deno.serve(() => { const k: string = '${KEY}'; return k; });
+ Deno.serve(() => { const k: string = Deno.env.get('KLAVIYO_PRIVATE_KEY') ?? ''; return k; });`,
      },
    ],
  },
  {
    name: 'the variable that the file reads already',
    file: 'deno2.ts',
    code: `const k = '${KEY}'; export const h = { a: Deno.env.get('KLAVIYO_API_KEY'), k };
`,
    offers: [
      {
        title: "Read it from 'Deno.env.get('KLAVIYO_API_KEY')', and revoke this key, which the history keeps.",
        change: `- const k = '${KEY}'; export const h = { a: Deno.env.get('KLAVIYO_API_KEY'), k };
+ const k = Deno.env.get('KLAVIYO_API_KEY')!; export const h = { a: Deno.env.get('KLAVIYO_API_KEY'), k };`,
      },
      {
        title:
          "Read it from 'Deno.env.get('KLAVIYO_API_KEY')', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- const k = '${KEY}'; export const h = { a: Deno.env.get('KLAVIYO_API_KEY'), k };
+ const k = Deno.env.get('KLAVIYO_API_KEY') ?? ''; export const h = { a: Deno.env.get('KLAVIYO_API_KEY'), k };`,
      },
    ],
  },
  {
    name: 'a binding of a worker',
    file: 'worker.ts',
    code: `interface Env { KLAVIYO_PRIVATE_KEY: string }
export default { async fetch(request: Request, env: Env, ctx: any) { const key = '${KEY}'; return new Response(key); } };
`,
    offers: [
      {
        title: "Read it from 'env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export default { async fetch(request: Request, env: Env, ctx: any) { const key = '${KEY}'; return new Response(key); } };
+ export default { async fetch(request: Request, env: Env, ctx: any) { const key = env.KLAVIYO_PRIVATE_KEY; return new Response(key); } };`,
      },
    ],
  },
  {
    name: 'none where the bindings have no such variable',
    file: 'worker2.ts',
    code: `interface Env { DB: string }
export default { async fetch(request: Request, env: Env, ctx: any) { const key = '${KEY}'; return new Response(key); } };
`,
    offers: [],
  },
  {
    name: 'import.meta.env',
    file: 'astro.ts',
    code: `export const base = import.meta.env.BASE; export const key = '${KEY}';
`,
    offers: [
      {
        title: "Read it from 'import.meta.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const base = import.meta.env.BASE; export const key = '${KEY}';
+ export const base = import.meta.env.BASE; export const key = import.meta.env.KLAVIYO_PRIVATE_KEY;`,
      },
    ],
  },
  {
    name: 'none in code for the browser',
    file: 'client.tsx',
    code: `'use client';
export const K = '${KEY}';
`,
    offers: [],
  },
  {
    name: 'an expression in JSX, and no attribute',
    file: 'jsx.tsx',
    code: `export const K = () => <a title="${KEY}" data-x={'${KEY}'} />;
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const K = () => <a title="${KEY}" data-x={'${KEY}'} />;
+ export const K = () => <a title="${KEY}" data-x={process.env.KLAVIYO_PRIVATE_KEY!} />;`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const K = () => <a title="${KEY}" data-x={'${KEY}'} />;
+ export const K = () => <a title="${KEY}" data-x={process.env.KLAVIYO_PRIVATE_KEY ?? ''} />;`,
      },
    ],
  },
  {
    name: 'fields of a class, and no name of a property',
    file: 'prop.ts',
    code: `export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>'${KEY}'; }
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>'${KEY}'; }
+ export const K = { '${KEY}': 1 }; export class A { static readonly key = process.env.KLAVIYO_PRIVATE_KEY!; #k = <string>'${KEY}'; }`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>'${KEY}'; }
+ export const K = { '${KEY}': 1 }; export class A { static readonly key = process.env.KLAVIYO_PRIVATE_KEY ?? ''; #k = <string>'${KEY}'; }`,
      },
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>'${KEY}'; }
+ export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>process.env.KLAVIYO_PRIVATE_KEY!; }`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>'${KEY}'; }
+ export const K = { '${KEY}': 1 }; export class A { static readonly key = '${KEY}'; #k = <string>(process.env.KLAVIYO_PRIVATE_KEY ?? ''); }`,
      },
    ],
  },
  {
    name: 'none within an address, or in pieces',
    file: 'pieces.js',
    code: `const key = 'pk_' + '${KEY}'.slice(3); fetch('https://a.klaviyo.com/api/x?api_key=${KEY}&b=1');
`,
    offers: [],
  },
  {
    name: 'a default, satisfies and a comparison',
    file: 'default.ts',
    code: `export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = process.env.KLAVIYO_PRIVATE_KEY!, other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = process.env.KLAVIYO_PRIVATE_KEY ?? '', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }`,
      },
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = '${KEY}', other: string = process.env.KLAVIYO_PRIVATE_KEY! satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = '${KEY}', other: string = (process.env.KLAVIYO_PRIVATE_KEY ?? '') satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }`,
      },
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === process.env.KLAVIYO_PRIVATE_KEY! ? '${KEY}'.length : other }`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === '${KEY}' ? '${KEY}'.length : other }
+ export function f(key = '${KEY}', other: string = '${KEY}' satisfies string) { return key === (process.env.KLAVIYO_PRIVATE_KEY ?? '') ? '${KEY}'.length : other }`,
      },
    ],
  },
  {
    name: 'a branch of a condition',
    file: 'cond.ts',
    code: `export const key: string = process.env.NODE_ENV === 'production' ? process.env.KLAVIYO_PRIVATE_KEY! : '${KEY}';
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const key: string = process.env.NODE_ENV === 'production' ? process.env.KLAVIYO_PRIVATE_KEY! : '${KEY}';
+ export const key: string = process.env.NODE_ENV === 'production' ? process.env.KLAVIYO_PRIVATE_KEY! : process.env.KLAVIYO_PRIVATE_KEY!;`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const key: string = process.env.NODE_ENV === 'production' ? process.env.KLAVIYO_PRIVATE_KEY! : '${KEY}';
+ export const key: string = process.env.NODE_ENV === 'production' ? process.env.KLAVIYO_PRIVATE_KEY! : (process.env.KLAVIYO_PRIVATE_KEY ?? '');`,
      },
    ],
  },
  {
    name: 'a case of a switch, and no tagged template',
    file: 'tagged.ts',
    code: `declare function tag(s: TemplateStringsArray): string; export const a = tag\`${KEY}\`;
export const switchy = (x: string) => { switch (x) { case '${KEY}': return 1; default: return 2; } };
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const switchy = (x: string) => { switch (x) { case '${KEY}': return 1; default: return 2; } };
+ export const switchy = (x: string) => { switch (x) { case process.env.KLAVIYO_PRIVATE_KEY!: return 1; default: return 2; } };`,
      },
      {
        title:
          "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', with an empty text where that is not set, and revoke this key, which the history keeps.",
        change: `- export const switchy = (x: string) => { switch (x) { case '${KEY}': return 1; default: return 2; } };
+ export const switchy = (x: string) => { switch (x) { case (process.env.KLAVIYO_PRIVATE_KEY ?? ''): return 1; default: return 2; } };`,
      },
    ],
  },
  {
    name: 'a literal type, an assignment to the environment and a default of it',
    file: 'only.ts',
    code: `type Key = '${KEY}';
export const key: Key = '${KEY}';
process.env.KLAVIYO_PRIVATE_KEY = '${KEY}';
export const { OTHER_KEY = '${KEY}' } = process.env;
export function f(process: { id: number }) { const own = '${KEY}'; return own + process.id; }
`,
    offers: [],
  },
  {
    name: 'comments around a fallback',
    file: 'fallback.js',
    code: `export const key = process.env.KLAVIYO_PRIVATE_KEY /* a */ || /* b */ '${KEY}';
`,
    offers: [
      {
        title: "Read it from 'process.env.KLAVIYO_PRIVATE_KEY', and revoke this key, which the history keeps.",
        change: `- export const key = process.env.KLAVIYO_PRIVATE_KEY /* a */ || /* b */ '${KEY}';
+ /* a */
+ /* b */
+ export const key = process.env.KLAVIYO_PRIVATE_KEY;`,
      },
    ],
  },
]);
