import { testSuggestions } from './test-suggestions.ts';

testSuggestions('no-swallowed-error', [
  {
    name: 'clauses, callbacks, responses and bodies of errors',
    file: 'sw.ts',
    code: `import { ProfilesApi, AccountsApi } from 'klaviyo-api';
export async function a(p: ProfilesApi, id: string) { try { await p.getProfile(id); } catch {} }
export async function b(p: ProfilesApi, id: string) { try { return await p.getProfile(id); } catch (e) { return null; } }
export async function c(p: ProfilesApi, id: string) {
  try {
    await p.getProfile(id);
  } catch {
    // ignore
  }
}
export const d = (p: ProfilesApi, id: string) => p.getProfile(id).catch(() => {});
export const e = (p: ProfilesApi, id: string) => p.getProfile(id).catch(() => undefined);
export const f = (p: ProfilesApi, id: string) => p.getProfile(id).catch((_err) => ({}));
export const f2 = (p: ProfilesApi, id: string) => p.getProfile(id).catch(function () { return null });
export const f3 = (p: ProfilesApi, id: string) => p.getProfile(id).then(r => r.body, async _ => null);
export async function g() {
  await fetch('https://a.klaviyo.com/api/events', { method: 'POST' });
  const response = await fetch('https://a.klaviyo.com/api/events', { method: 'POST' });
  console.log('sent');
}
export async function h(p: ProfilesApi, ids: string[]) { await Promise.allSettled([p.getProfile('a'), p.getProfile('b')]); }
export async function i(accounts: AccountsApi) { try { await accounts.getAccounts(); return 1; } catch (error: any) { return error.body?.errors?.[0]?.detail + error.body.errors; } }
export async function j() { const r = await fetch('https://a.klaviyo.com/api/events', { method: 'POST' }); }
export async function k() { if (Math.random()) await fetch('https://a.klaviyo.com/api/events', { method: 'POST' }); }
`,
    offers: [
      {
        title: 'Log the error.',
        change: `- export async function a(p: ProfilesApi, id: string) { try { await p.getProfile(id); } catch {} }
+ export async function a(p: ProfilesApi, id: string) { try { await p.getProfile(id); } catch (error) {
+   console.error(error);
+ } }`,
      },
      {
        title: 'Log the error, and throw it on.',
        change: `- export async function a(p: ProfilesApi, id: string) { try { await p.getProfile(id); } catch {} }
+ export async function a(p: ProfilesApi, id: string) { try { await p.getProfile(id); } catch (error) {
+   console.error(error);
+   throw error;
+ } }`,
      },
      {
        title: 'Log the error.',
        change: `- export async function b(p: ProfilesApi, id: string) { try { return await p.getProfile(id); } catch (e) { return null; } }
+ export async function b(p: ProfilesApi, id: string) { try { return await p.getProfile(id); } catch (e) {
+   console.error(e);
+   return null; } }`,
      },
      {
        title: 'Log the error.',
        change: `-   } catch {
+   } catch (error) {
+     console.error(error);`,
      },
      {
        title: 'Log the error, and throw it on.',
        change: `-   } catch {
+   } catch (error) {
+     console.error(error);
+     throw error;`,
      },
      {
        title: 'Log the error.',
        change: `- export const d = (p: ProfilesApi, id: string) => p.getProfile(id).catch(() => {});
+ export const d = (p: ProfilesApi, id: string) => p.getProfile(id).catch((error) => {
+   console.error(error);
+ });`,
      },
      {
        title: 'Log the error, and throw it on.',
        change: `- export const d = (p: ProfilesApi, id: string) => p.getProfile(id).catch(() => {});
+ export const d = (p: ProfilesApi, id: string) => p.getProfile(id).catch((error) => {
+   console.error(error);
+   throw error;
+ });`,
      },
      {
        title: 'Log the error.',
        change: `- export const e = (p: ProfilesApi, id: string) => p.getProfile(id).catch(() => undefined);
+ export const e = (p: ProfilesApi, id: string) => p.getProfile(id).catch((error) => { console.error(error); return undefined; });`,
      },
      {
        title: 'Log the error.',
        change: `- export const f = (p: ProfilesApi, id: string) => p.getProfile(id).catch((_err) => ({}));
+ export const f = (p: ProfilesApi, id: string) => p.getProfile(id).catch((_err) => { console.error(_err); return ({}); });`,
      },
      {
        title: 'Log the error.',
        change: `- export const f2 = (p: ProfilesApi, id: string) => p.getProfile(id).catch(function () { return null });
+ export const f2 = (p: ProfilesApi, id: string) => p.getProfile(id).catch(function (error) {
+   console.error(error);
+   return null });`,
      },
      {
        title: 'Log the error.',
        change: `- export const f3 = (p: ProfilesApi, id: string) => p.getProfile(id).then(r => r.body, async _ => null);
+ export const f3 = (p: ProfilesApi, id: string) => p.getProfile(id).then(r => r.body, async _ => { console.error(_); return null; });`,
      },
      {
        title: 'Throw where the response is not ok.',
        change: `+   if (!response.ok) throw new Error(\`Klaviyo answered \${response.status}\`);`,
      },
      {
        title: 'Log the results that are rejected.',
        change: `- export async function h(p: ProfilesApi, ids: string[]) { await Promise.allSettled([p.getProfile('a'), p.getProfile('b')]); }
+ export async function h(p: ProfilesApi, ids: string[]) { const results = await Promise.allSettled([p.getProfile('a'), p.getProfile('b')]);
+ for (const result of results) if (result.status === 'rejected') console.error(result.reason); }`,
      },
      {
        title: "Read 'response?.data'.",
        change: `- export async function i(accounts: AccountsApi) { try { await accounts.getAccounts(); return 1; } catch (error: any) { return error.body?.errors?.[0]?.detail + error.body.errors; } }
+ export async function i(accounts: AccountsApi) { try { await accounts.getAccounts(); return 1; } catch (error: any) { return error.response?.data?.errors?.[0]?.detail + error.response?.data.errors; } }`,
      },
      {
        title: "Read 'response?.data'.",
        change: `- export async function i(accounts: AccountsApi) { try { await accounts.getAccounts(); return 1; } catch (error: any) { return error.body?.errors?.[0]?.detail + error.body.errors; } }
+ export async function i(accounts: AccountsApi) { try { await accounts.getAccounts(); return 1; } catch (error: any) { return error.response?.data?.errors?.[0]?.detail + error.response?.data.errors; } }`,
      },
      {
        title: 'Throw where the response is not ok.',
        change: `- export async function j() { const r = await fetch('https://a.klaviyo.com/api/events', { method: 'POST' }); }
+ export async function j() { const r = await fetch('https://a.klaviyo.com/api/events', { method: 'POST' });
+ if (!r.ok) throw new Error(\`Klaviyo answered \${r.status}\`); }`,
      },
    ],
  },
  {
    name: 'no second variable of one name',
    file: 'sw.js',
    code: `export async function c(id) {
  try { await fetch('https://a.klaviyo.com/api/profiles/' + id, { headers: {} }).then(r => { if (!r.ok) throw r }) } catch (e) {}
}
export async function d(id) { const response = 1
  await fetch('https://a.klaviyo.com/api/profiles/' + id)
  return response
}
`,
    offers: [
      {
        title: 'Log the error.',
        change: `-   try { await fetch('https://a.klaviyo.com/api/profiles/' + id, { headers: {} }).then(r => { if (!r.ok) throw r }) } catch (e) {}
+   try { await fetch('https://a.klaviyo.com/api/profiles/' + id, { headers: {} }).then(r => { if (!r.ok) throw r }) } catch (e) {
+     console.error(e)
+   }`,
      },
      {
        title: 'Log the error, and throw it on.',
        change: `-   try { await fetch('https://a.klaviyo.com/api/profiles/' + id, { headers: {} }).then(r => { if (!r.ok) throw r }) } catch (e) {}
+   try { await fetch('https://a.klaviyo.com/api/profiles/' + id, { headers: {} }).then(r => { if (!r.ok) throw r }) } catch (e) {
+     console.error(e)
+     throw e
+   }`,
      },
    ],
  },
  {
    name: 'a semicolon at the start of the next line stays there',
    file: 'asi.js',
    code: `export async function f() {
  await fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } })
  ;[1, 2].map(x => x)
}
`,
    offers: [
      {
        title: 'Throw where the response is not ok.',
        change: `-   await fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } })
+   const response = await fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } })
+   if (!response.ok) throw new Error(\`Klaviyo answered \${response.status}\`)`,
      },
    ],
  },
  {
    name: 'a listener logs, and does not throw',
    file: 'listener.ts',
    code: `import https from 'node:https';
export function f(body: string) {
  const request = https.request('https://a.klaviyo.com/api/events', { method: 'POST' });
  request.on('error', () => {});
  request.end(body);
}
`,
    offers: [
      {
        title: 'Log the error.',
        change: `-   request.on('error', () => {});
+   request.on('error', (error) => {
+     console.error(error);
+   });`,
      },
    ],
  },
  {
    name: 'nothing where a parameter hides the console',
    file: 'console.ts',
    code: `import { Lists } from 'klaviyo-api';
export async function f(console: string) { try { await Lists.getLists(); } catch {} return console; }
`,
    offers: [],
  },
  {
    name: 'a success that is logged alone',
    file: 'praised.ts',
    code: `export async function send() {
  const response = await fetch('https://a.klaviyo.com/api/events', { method: 'POST' });
  if (response.ok) console.log('sent');
}
`,
    offers: [
      {
        title: 'Throw where the response is not ok.',
        change: `+   if (!response.ok) throw new Error(\`Klaviyo answered \${response.status}\`);`,
      },
    ],
  },
]);
