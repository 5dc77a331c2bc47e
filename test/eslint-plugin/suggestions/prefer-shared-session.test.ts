import { testSuggestions } from './test-suggestions.ts';

testSuggestions('prefer-shared-session', [
  {
    name: 'a handler and a method; none for a local key or a later constant',
    file: 'sess.ts',
    code: `import { ApiKeySession, ProfilesApi, EventsApi } from 'klaviyo-api';
const KEY = process.env.KLAVIYO_PRIVATE_KEY!;
/** Handles. */
export async function POST(req: Request) {
  const session = new ApiKeySession(KEY);
  const profiles = new ProfilesApi(session);
  return Response.json((await profiles.getProfile(await req.text())).body);
}
export class A { async get(id: string) { const api = new EventsApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '')); return api.getEvent(id); } }
export async function GET(req: Request) { const key = process.env.KLAVIYO_PRIVATE_KEY!; const api = new EventsApi(new ApiKeySession(key)); return api.getEvent(await req.text()); }
export async function PUT(req: Request) { const api = new EventsApi(new ApiKeySession(LATE)); return api.getEvent(await req.text()); }
const LATE = 'x';
`,
    offers: [
      {
        title: 'Build it once in this module.',
        change: `+ const klaviyoSession = new ApiKeySession(KEY);
+ 
-   const session = new ApiKeySession(KEY);
+   const session = klaviyoSession;`,
      },
      {
        title: 'Build it once in this module.',
        change: `- export class A { async get(id: string) { const api = new EventsApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '')); return api.getEvent(id); } }
+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? '');
+ 
+ export class A { async get(id: string) { const api = new EventsApi(klaviyoSession); return api.getEvent(id); } }`,
      },
    ],
  },
  {
    name: 'CommonJS without semicolons',
    file: 'sess.js',
    code: `'use strict'
const { ApiKeySession, ProfilesApi } = require('klaviyo-api')
exports.handler = async (event) => {
  const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_KEY))
  return (await profiles.getProfile(event.id)).body
}
`,
    offers: [
      {
        title: 'Build it once in this module.',
        change: `+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_KEY)
+ 
-   const profiles = new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_KEY))
+   const profiles = new ProfilesApi(klaviyoSession)`,
      },
    ],
  },
  {
    name: 'before a decorator, and before all comments above it',
    file: 'decorated.ts',
    code: `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
const Injectable = () => (_value: unknown, _context: ClassDecoratorContext) => {};
// One line,
// and another.
@Injectable()
export class A { async f(body: never) { await new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!)).bulkSubscribeProfiles(body); } }
`,
    offers: [
      {
        title: 'Build it once in this module.',
        change: `+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!);
+ 
- export class A { async f(body: never) { await new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!)).bulkSubscribeProfiles(body); } }
+ export class A { async f(body: never) { await new ProfilesApi(klaviyoSession).bulkSubscribeProfiles(body); } }`,
      },
    ],
  },
  {
    name: 'before the overloads of a function',
    file: 'overloads.ts',
    code: `import { ApiKeySession, ProfilesApi } from 'klaviyo-api';
export function f(body: string): Promise<void>;
export function f(body: number): Promise<void>;
export async function f(body: unknown) { await new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!)).bulkSubscribeProfiles(body as never); }
`,
    offers: [
      {
        title: 'Build it once in this module.',
        change: `+ const klaviyoSession = new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!);
+ 
- export async function f(body: unknown) { await new ProfilesApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY!)).bulkSubscribeProfiles(body as never); }
+ export async function f(body: unknown) { await new ProfilesApi(klaviyoSession).bulkSubscribeProfiles(body as never); }`,
      },
    ],
  },
]);
