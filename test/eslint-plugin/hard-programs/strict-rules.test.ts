import * as parser from '@typescript-eslint/parser';
import { Linter, type ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../eslint-plugin/rules/index.ts';

/** How often a rule reports a program. It is not guarded here: what it throws fails the test. */
function countOf(rule: keyof typeof rules, code: string): number {
  const plugin = { rules: { [rule]: rules[rule] } } as unknown as ESLint.Plugin;
  const messages = new Linter().verify(
    code,
    [
      {
        files: ['**/*.ts'],
        languageOptions: { parser },
        plugins: { klaviyo: plugin },
        rules: { [`klaviyo/${rule}`]: 'error' },
      },
    ],
    { filename: 'src/service.ts' },
  );
  expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
  return messages.length;
}

const times = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

const SDK = `import { ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';
declare const profiles: ProfilesApi;
declare const events: EventsApi;
`;
/** `a0` under so many names; none of the searches for what happens to it may go a call deeper at each. */
const NAMES = times(2500, index => `const a${index + 1} = a${index};`);
const FIND = 'profiles.getProfiles({ filter: `equals(email,"${query.email}")` })';

describe('a rule reports a program that is hard to follow', () => {
  test.each<[string, keyof typeof rules, string, number]>([
    [
      'a variable that is initialised with itself',
      'no-unescaped-filter',
      `var settings = settings || {};\nexport const find = async query => { if (!settings.on) return []; return ${FIND}; };`,
      1,
    ],
    [
      'conditions of conditions',
      'no-unescaped-filter',
      `export const find = query => {\nconst a0 = query.ok;\n${times(60, index => `const a${index + 1} = a${index} && a${index};`)}\nif (a60) return ${FIND};\n};`,
      1,
    ],
    [
      'a filter that grows by many parts',
      'no-unescaped-filter',
      `export const find = query => {\nlet text = 'and(';\n${times(300, index => `text = text + \`equals(email,"\${query.a${index}}"),\`;`)}\nreturn profiles.getProfiles({ filter: text + ')' });\n};`,
      300,
    ],
    [
      'fields that are initialised with each other',
      'prefer-shared-session',
      'class Routes { a = this.b; b = this.a; run(request, response) { return new ProfilesApi(new ApiKeySession(this.a)).getProfile(request.params.id); } }',
      1,
    ],
    [
      'fields of fields',
      'prefer-shared-session',
      `class Routes { a0 = 'k';\n${times(60, index => `a${index + 1} = this.a${index} + this.a${index};`)}\nrun(request, response) { return new ProfilesApi(new ApiKeySession(this.a60)).getProfile(request.params.id); } }`,
      1,
    ],
    [
      'a current time that goes through many names and is not compared',
      'require-webhook-verification',
      `import { createHmac, timingSafeEqual } from 'node:crypto';
app.post('/webhooks/klaviyo', express.text({ type: '*/*' }), (req, res) => {
  const timestamp = req.get('Klaviyo-Timestamp');
  const a0 = Date.now();\n${NAMES}
  const expected = createHmac('sha256', process.env.SECRET).update(req.body + timestamp).digest();
  if (!timingSafeEqual(expected, Buffer.from(req.get('Klaviyo-Signature'), 'hex'))) return res.sendStatus(401);
  res.sendStatus(200);
});`,
      1,
    ],
    [
      'an answer with many names that is waited out',
      'no-disabled-retry',
      `async function track(event) { while (true) {\nconst a0 = await fetch('https://a.klaviyo.com/api/events', event);\n${NAMES}\nif (a2500.status !== 429) return a2500;\nawait sleep(1000); } }`,
      1,
    ],
    [
      'an answer with many names whose status is only logged',
      'no-swallowed-error',
      `async function track(event) {\nconst a0 = await fetch('https://a.klaviyo.com/api/events', event);\n${NAMES}\nif (!a2500.ok) console.error(a2500.status); }`,
      0,
    ],
    [
      'a body with many names that nobody looks into',
      'no-swallowed-error',
      `async function track(event) {\nconst answer = await fetch('https://a.klaviyo.com/api/events', event);\nconst a0 = await answer.json();\n${NAMES}\nsave(a2500.data); }`,
      1,
    ],
    [
      'a payload with many names',
      'no-snake-case-attribute',
      `async function save(email) {\nconst a0 = { email, first_name: email };\n${NAMES}\nawait profiles.createOrUpdateProfile({ data: { type: 'profile', attributes: a2500 } }); }`,
      1,
    ],
    [
      'a session with many names',
      'prefer-shared-session',
      `app.post('/', async (request, response) => {\nconst a0 = new ApiKeySession(process.env.KEY);\n${NAMES}\nawait new ProfilesApi(a2500).bulkSubscribeProfiles(request.body); });`,
      1,
    ],
    [
      'a session that is a part of itself',
      'prefer-shared-session',
      `app.post('/', async (request, response) => {\nvar session = { session, of: new ApiKeySession(process.env.KEY) };\nawait new ProfilesApi(session.of).bulkSubscribeProfiles(request.body); });`,
      1,
    ],
    [
      'a signature with many names',
      'require-webhook-verification',
      `import { createHmac } from 'node:crypto';
app.post('/webhooks/klaviyo', express.text({ type: '*/*' }), (req, res) => {
  const timestamp = req.get('Klaviyo-Timestamp');
  if (Date.now() - Date.parse(timestamp) > 172800000) return res.sendStatus(401);
  const a0 = createHmac('sha256', process.env.SECRET).update(req.body + timestamp).digest('hex');\n${NAMES}
  if (a2500 !== req.get('Klaviyo-Signature')) return res.sendStatus(401);
  res.sendStatus(200);
});`,
      1,
    ],
    [
      'a promise that is initialised with itself',
      'no-swallowed-error',
      'async function track(body) { const sent = sent ?? events.createEvent(body); }',
      0,
    ],
    [
      'many calls in one try',
      'no-swallowed-error',
      `async function track(body) { try {\n${times(300, () => 'await events.createEvent(body);')}\n} catch {} }`,
      1,
    ],
    [
      'variables that are written from each other',
      'no-disabled-retry',
      `async function track(body) { let a, c; while (true) {\n${times(60, () => 'a = c.x; c = a.x;')}\nif (a.status === 429) { await sleep(1000); continue; } await events.createEvent(body); } }`,
      0,
    ],
    [
      'many calls in one loop',
      'no-unthrottled-burst',
      `function track(list) { for (const body of list) {\n${times(200, () => 'events.createEvent(body);')}\n} }`,
      1,
    ],
    [
      'functions in a ring that all send, and one that maps over them',
      'no-unthrottled-burst',
      `${times(120, index => `async function send${index}(body) { await events.createEvent(body); await send${(index + 1) % 120}(body); }`)}
export const all = list => Promise.all(list.map(body => send0(body)));`,
      1,
    ],
    [
      'functions in a ring that all send and catch',
      'no-swallowed-error',
      times(
        120,
        index =>
          `async function send${index}(body) { try { await events.createEvent(body); await send${(index + 1) % 120}(body); } catch {} }`,
      ),
      120,
    ],
    [
      'a chain of functions that all send, below an empty catch',
      'no-swallowed-error',
      `${times(200, index => `async function send${index}(body) { await events.createEvent(body); ${index > 0 ? `await send${index - 1}(body);` : ''} }`)}
async function all(body) { try { await send199(body); } catch {} }`,
      1,
    ],
    [
      'a function of many calls that is named in many iterations',
      'no-unthrottled-burst',
      `const send = async body => {\n${times(150, () => 'await events.createEvent(body);')}\n};
${times(150, index => `export const all${index} = list => Promise.all(list.map(send));`)}`,
      150,
    ],
    [
      'functions that put a default in the place of a result, each with a caller',
      'no-swallowed-error',
      times(
        200,
        index => `async function get${index}(id) { try { return await profiles.getProfile(id); } catch { return null; } }
export async function use${index}(id) { show(await get${index}(id)); }`,
      ),
      200,
    ],
    [
      'a variable of many tries',
      'no-swallowed-error',
      `export async function get(id) { let profile;\n${times(200, () => 'try { profile = await profiles.getProfile(id); } catch { profile = null; }')}\nshow(profile); }`,
      200,
    ],
    [
      'many tests for 429 in one loop',
      'no-disabled-retry',
      `async function track(body) { while (true) { const response = await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body });
${times(500, index => `if (response.status === 429) { await sleep(pauses.of${index}); continue; }`)}
return response; } }`,
      500,
    ],
    [
      'many handlers that verify nothing, behind many middlewares',
      'require-webhook-verification',
      `${times(200, index => `app.use('/path${index}', log);`)}
${times(200, index => `app.post('/webhooks/klaviyo/of${index}', (req, res) => { save(req.body.id); res.sendStatus(200); });`)}`,
      200,
    ],
    [
      'many handlers that compare codes in variable time',
      'require-webhook-verification',
      `import crypto from 'node:crypto';
${times(200, index => `app.post('/webhooks/klaviyo/of${index}', (req, res) => { const code = crypto.createHmac('sha256', process.env.KLAVIYO_WEBHOOK_SECRET).update(req.rawBody + req.headers['klaviyo-timestamp']).digest('hex'); if (code === req.headers['klaviyo-signature'] && isFresh(req)) save(req.body.id); res.sendStatus(200); });`)}`,
      200,
    ],
  ])('%s', (_, rule, code, expected) => {
    expect(countOf(rule, SDK + code)).toBe(expected);
  });
});

test('the records of one delivery of a queue are no burst', () => {
  const code = `export const handler = async (event) => {
  const results = await Promise.allSettled(event.Records.map(record => events.createEvent(JSON.parse(record.body))));
  return { batchItemFailures: results.flatMap((result, index) => (result.status === 'rejected' ? [{ itemIdentifier: event.Records[index].messageId }] : [])) };
};`;
  expect(countOf('no-unthrottled-burst', SDK + code)).toBe(0);
});
