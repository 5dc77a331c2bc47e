import rule from '../../../eslint-plugin/rules/prefer-shared-session.ts';
import { testRule, type InvalidCase, type ValidCase, withoutSuggestions } from '../rule-tester.ts';

const IMPORT = "import { ApiKeySession, EventsApi } from 'klaviyo-api';\n";
const NEW = 'new ApiKeySession(process.env.KLAVIYO_KEY)';
const SEND = (session: string): string => `return new EventsApi(${session}).createEvent(body);`;

const SILENT: Record<string, string> = {
  'the top of a module': `const session = ${NEW};\nexport const track = body => { ${SEND('session')} };`,
  'a key that the caller gives': `export const track = (key, body) => { ${SEND('new ApiKeySession(key)')} };`,
  'a key of an account': `app.post('/events', async (req, res) => { const shop = await db.shops.find(req.params.shop); ${SEND('new ApiKeySession(shop.klaviyoKey)')} });`,
  'a key in a header of the request': `app.post('/events', (req, res) => { ${SEND("new ApiKeySession(req.headers['x-key'])")} });`,
  'a key that the platform gives': `export default { async fetch(request, env) { ${SEND('new ApiKeySession(env.KLAVIYO_KEY)')} } };`,
  'a key of a secret store': `export const track = async body => { ${SEND("new ApiKeySession(await secrets.read('klaviyo'))")} };`,
  'OAuth for a customer': `import { OAuthSession } from 'klaviyo-api';\nexport async function GET(request) { ${SEND('new OAuthSession(request.user.id, oauth)')} }`,
  'a variable that is kept': `let session;\nexport const track = body => { session ??= ${NEW}; ${SEND('session')} };`,
  'a variable that is set once': `let session;\nexport const track = body => { if (!session) { session = ${NEW}; } ${SEND('session')} };`,
  'a map': `const sessions = new Map();\nexport const track = body => { if (!sessions.has('a')) sessions.set('a', ${NEW}); ${SEND("sessions.get('a')")} };`,
  'a local variable that is kept': `let kept;\nexport const track = body => { if (kept) return kept.createEvent(body); const session = ${NEW}; kept = new EventsApi(session); return kept.createEvent(body); };`,
  'a field that is set once': `export class Tracker { track(body) { this.session ??= ${NEW}; ${SEND('this.session')} } }`,
  'a static field': `export class Tracker { static events = new EventsApi(${NEW}); track(body) { return Tracker.events.createEvent(body); } }\nexport const handle = (req, res) => new Tracker().track(req.body);`,
  'a field of a class that is constructed once': `class Tracker { events = new EventsApi(${NEW}); track(body) { return this.events.createEvent(body); } }\nexport const tracker = new Tracker();`,
  'a constructor': `export class Tracker { constructor(queue) { this.events = new EventsApi(${NEW}); } track(body) { return this.events.createEvent(body); } }`,
  'a function that is called once': `import once from 'lodash/once';\nconst getSession = once(() => ${NEW});\nexport const track = body => { ${SEND('getSession()')} };`,
  'a provider of Nest': `export const provider = { provide: 'klaviyo', useFactory: config => new EventsApi(new ApiKeySession(process.env.KLAVIYO_KEY)) };`,
  'a factory that the module calls': `function createSession() { return ${NEW}; }\nconst session = createSession();\nexport const track = body => { ${SEND('session')} };`,
  'a factory that is called once and kept': `let session;\nfunction createSession() { return ${NEW}; }\nexport const track = body => { session ??= createSession(); ${SEND('session')} };`,
  'a factory that nobody calls in sight': `export function createSession() { return ${NEW}; }`,
  'a method that keeps it': `export class Tracker { events() { this.made ??= new EventsApi(${NEW}); return this.made; } track(body) { return this.events().createEvent(body); } }`,
  'a method that the constructor calls': `export class Tracker { constructor() { this.kept = this.events(); } events() { return new EventsApi(${NEW}); } track(body) { return this.kept.createEvent(body); } }`,
  'a method of the same name of another class': `class Maker { events() { return new EventsApi(${NEW}); } }\nexport class Tracker { track(body) { return this.events().createEvent(body); } }`,
  'a class without a constructor that a module constructs': `class Tracker { events = new EventsApi(${NEW}); }\nconst tracker = new Tracker();\nexport async function POST(request) { return tracker.events.createEvent(await request.json()); }`,
  'a key that is put into an object': `export async function GET(request) { const params = {}; params.key = request.query.key; return new EventsApi(new ApiKeySession(params.key)).getEvents(); }`,
  'a key of a function for an account': `const settings = shop => ({ key: shop.key });\nexport async function track(shop, body) { const { key } = settings(shop); ${SEND('new ApiKeySession(key)')} }`,
  'a script': `async function main(body) { const session = ${NEW}; ${SEND('session')} }\nmain(await read());`,
  'a command line': `#!/usr/bin/env node\nexport async function run(body) { ${SEND(NEW)} }`,
  'a function that prepares the application': `export function setupKlaviyo(app) { const events = new EventsApi(${NEW}); events.createEvent({}); app.events = events; }`,
  'an API object of a shared session': `import { session } from './session';\napp.post('/events', (req, res) => { const body = req.body; ${SEND('session')} });`,
  'a class of our own': `import { ApiKeySession as Session } from './sessions';\napp.post('/events', (req, res) => new Session(process.env.KLAVIYO_KEY));`,
};

const DUE: Record<string, string> = {
  'a handler of Express': `app.post('/events', async (req, res) => { const body = req.body; ${SEND(NEW)} });`,
  'a handler with a name': `async function createOrder(req, res) { const session = ${NEW}; ${SEND('session')} }\nrouter.post('/orders', createOrder);`,
  'a route of Next.js': `export async function POST(request) { const session = ${NEW}; const body = await request.json(); ${SEND('session')} }`,
  'a function of Lambda': `export const handler = async event => { const body = event.body; ${SEND(NEW)} };`,
  'a handler of Nuxt': `export default defineEventHandler(async event => { const body = await readBody(event); ${SEND(NEW)} });`,
  'a worker': `new Worker('events', async job => { const body = job.data; ${SEND(NEW)} });`,
  'a service': `export async function track(body) { const session = ${NEW}; ${SEND('session')} }`,
  'a method of a service': `export class Tracker { async track(body) { const session = ${NEW}; ${SEND('session')} } }`,
  'a method of an object': `export const tracker = { async track(body) { ${SEND(NEW)} } };`,
  'a callback in a service': `export const trackAll = bodies => Promise.all(bodies.map(body => { ${SEND(NEW)} }));`,
  'a key in a local variable': `export async function track(body) { const key = process.env.KLAVIYO_KEY; if (!key) throw new Error('key'); ${SEND('«new ApiKeySession(key)»')} }`,
  'a key of the configuration': `import { config } from './config';\nexport async function track(body) { ${SEND('«new ApiKeySession(config.klaviyo.key)»')} }`,
  'a key of a service for the configuration': `export class Tracker { track(body) { ${SEND("«new ApiKeySession(this.configService.get('KLAVIYO_KEY'))»")} } }`,
  'a class that a handler constructs': `class Tracker { constructor() { this.events = new EventsApi(${NEW}); } }\nexport async function POST(request) { return new Tracker().events.createEvent(await request.json()); }`,
  'a field of a class that a handler constructs': `class Tracker { constructor(name) { this.name = name; } events = new EventsApi(${NEW}); }\nexport async function POST(request) { return new Tracker('a').events.createEvent(await request.json()); }`,
  'a provider of Nest for each request': `@Injectable({ scope: Scope.REQUEST })\nexport class Tracker { constructor() { this.events = new EventsApi(${NEW}); } }`,
  'a getter': `export class Tracker { get session() { return ${NEW}; } }`,
  'a loop': `export async function syncAll() { for (const body of await load()) { const events = new EventsApi(${NEW}); await events.createEvent(body); } }`,
  'a middleware that puts it onto the request': `export function klaviyo(req, res, next) { req.session = ${NEW}; next(); }`,
  'the context of each request': `export const createContext = ({ req }) => ({ ip: req.ip, events: new EventsApi(${NEW}) });`,
  'a field with a default': `export class Tracker { constructor(key = process.env.KLAVIYO_KEY) { this.key = key; } key = process.env.KLAVIYO_KEY; track(body) { ${SEND('«new ApiKeySession(this.key)»')} } }`,
  'a factory': `function getSession() { return ${NEW}; }\nexport async function track(body) { ${SEND('getSession()')} }`,
  'a factory of an API object': `const getEvents = () => new EventsApi(${NEW});\nexport async function POST(request) { return getEvents().createEvent(await request.json()); }`,
  'a method of the class that makes it': `export class Tracker { events() { return new EventsApi(${NEW}); } track(body) { return this.events().createEvent(body); } }`,
  'a function in a field': `export class Tracker { events = () => new EventsApi(${NEW}); track(body) { return this.events().createEvent(body); } }`,
  'a static method': `class Tracker { static events() { return new EventsApi(${NEW}); } }\nexport const track = body => Tracker.events().createEvent(body);`,
  'a class without a constructor': `class Tracker { events = new EventsApi(${NEW}); }\nexport async function POST(request) { return new Tracker().events.createEvent(await request.json()); }`,
  'a key of a function for the settings': `const settings = () => ({ key: process.env.KLAVIYO_KEY });\nexport async function track(body) { const { key } = settings(); ${SEND('«new ApiKeySession(key)»')} }`,
  'the key of all global objects': `import { Events, GlobalApiKeySettings } from 'klaviyo-api';\nexport async function track(body) { «new GlobalApiKeySettings(process.env.KLAVIYO_KEY)»; return Events.createEvent(body); }`,
  'an older release': `import { ConfigWrapper, Events } from 'klaviyo-api';\nexport async function track(body) { «ConfigWrapper(process.env.KLAVIYO_KEY)»; return Events.createEvent(body); }`,
};

const SESSION: Record<string, string> = {
  'the key of all global objects': 'GlobalApiKeySettings',
  'an older release': 'ConfigWrapper',
};

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries(SILENT).map(([name, code]): ValidCase => ({
      name,
      code: code.startsWith('#!') ? code.replace('\n', `\n${IMPORT}`) : IMPORT + code,
    })),
    ...['test/track.test.js', 'scripts/track.js', 'bin/track.js'].map((filename): ValidCase => ({
      name: `a file that is no part of a server: ${filename}`,
      filename,
      code: `${IMPORT}${DUE['a service']}`,
    })),
  ],
  invalid: Object.entries(DUE).map(([name, marked]): InvalidCase<'builtAgain'> => {
    const [, at = NEW] = /«(.*)»/.exec(marked) ?? [];
    const session = SESSION[name] ?? 'ApiKeySession';
    return {
      name,
      code: IMPORT + marked.replaceAll(/[«»]/g, ''),
      errors: [{ messageId: 'builtAgain', data: { session }, at }],
    };
  }),
});
