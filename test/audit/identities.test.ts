import { expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { fakeKey } from '../fake-keys.ts';
import { type Files, temporaryFolder } from '../project/temporary-folder.ts';

async function identitiesIn(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings.map(({ ruleId, identity }) => `${ruleId} ${identity}`).sort();
}

const CALL = `export async function send(key, name) {
  const answer = await fetch('https://a.klaviyo.com/api/lists', {
    method: 'POST',
    headers: { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '2026-07-15' },
    body: JSON.stringify({ data: { type: 'list', attributes: { name } } }),
  });
  if (!answer.ok) throw new Error(String(answer.status));
}
`;
const METHOD = `import { EventsApi } from 'klaviyo-api';
export class Tracker {
  track(session, attributes) {
    return new EventsApi(session).createEvent({ data: { type: 'event', attributes: { properties: {}, metric: { data: { type: 'metric', attributes: { name: 'A' } } }, profile: { data: { type: 'profile', attributes } } } } });
  }
}
`;
const COMMAND = `#!/bin/sh
curl -s 'https://a.klaviyo.com/api/lists' -H "Authorization: Klaviyo-API-Key $KEY" -H 'revision: 2026-07-15'
`;
const MANIFEST = JSON.stringify({ name: 'shop', dependencies: { 'klaviyo-api': '^23.0.0' } }, null, 2);

test.each<[what: string, before: Files, after: Files]>([
  ['other quotes', { 'a.js': CALL }, { 'a.js': CALL.replaceAll("'", '"') }],
  ['quoted keys', { 'a.js': CALL }, { 'a.js': CALL.replace('method:', "'method':").replace('headers:', '"headers":') }],
  [
    'keys in another order',
    { 'a.js': CALL },
    { 'a.js': CALL.replace("    method: 'POST',\n", '').replace('    body:', "    method: 'POST',\n    body:") },
  ],
  [
    'a template',
    { 'a.js': CALL },
    { 'a.js': CALL.replace("'https://a.klaviyo.com/api/lists'", '`https://a.klaviyo.com/api/lists`') },
  ],
  ['a body with more in it', { 'a.js': CALL }, { 'a.js': CALL.replace('{ name }', '{ name, optInProcess }') }],
  [
    'renamed variables',
    { 'a.js': CALL },
    { 'a.js': CALL.replaceAll('answer', 'response').replaceAll(/\bkey\b/g, 'secret') },
  ],
  [
    'a function that is a constant now',
    { 'a.js': CALL },
    { 'a.js': CALL.replace('async function send(key, name)', 'const send = async (key, name) =>') },
  ],
  ['another file', { 'a.js': CALL }, { 'src/deep/b.ts': CALL }],
  [
    'an import under another name',
    { 'a.js': METHOD },
    { 'a.js': METHOD.replace('{ EventsApi }', '{ EventsApi as Events }').replace('new EventsApi', 'new Events') },
  ],
  ['a method without its semicolons', { 'a.js': METHOD }, { 'a.js': METHOD.replaceAll(';', '') }],
  [
    'a command on several lines',
    { 'a.sh': COMMAND },
    { 'b.sh': COMMAND.replace(' -H "Auth', ' \\\n  -H "Auth').replaceAll("'", '"').replace('$KEY', '${KEY}') },
  ],
  [
    'a manifest that is indented otherwise',
    { 'package.json': MANIFEST },
    { 'package.json': JSON.stringify(JSON.parse(MANIFEST), null, 8) },
  ],
  ['a manifest elsewhere', { 'package.json': MANIFEST }, { 'packages/shop/package.json': MANIFEST }],
  ['a key elsewhere', { 'a.txt': `key = ${fakeKey(1)}\n` }, { 'b.yml': `secret: "${fakeKey(1)}"\n` }],
])('%s leaves the identities as they are', async (_, before, after) => {
  const identities = await identitiesIn(before);
  expect(identities.length).toBeGreaterThan(0);
  expect(await identitiesIn(after)).toEqual(identities);
});

test.each<[what: string, before: Files, after: Files]>([
  ['endpoint', { 'a.js': CALL }, { 'a.js': CALL.replace('/api/lists', '/api/tags') }],
  ['verb', { 'a.js': CALL }, { 'a.js': CALL.replace('POST', 'PATCH') }],
  ['function', { 'a.js': CALL }, { 'a.js': CALL.replace('function send', 'function resend') }],
  ['class', { 'a.js': METHOD }, { 'a.js': METHOD.replace('class Tracker', 'class Recorder') }],
  ['method', { 'a.js': METHOD }, { 'a.js': METHOD.replace('track(', 'record(') }],
  ['address of a command', { 'a.sh': COMMAND }, { 'a.sh': COMMAND.replace('lists', 'tags') }],
  ['declared version', { 'package.json': MANIFEST }, { 'package.json': MANIFEST.replace('^23', '^22') }],
  ['key', { 'a.txt': `${fakeKey(1)}\n` }, { 'a.txt': `${fakeKey(2)}\n` }],
])('another %s is another finding', async (_, before, after) => {
  const [now, then] = [await identitiesIn(after), await identitiesIn(before)];
  expect(now.filter(identity => then.includes(identity))).toEqual([]);
  expect(now.length).toBeGreaterThan(0);
});

test('another revision is another finding, and leaves the call that sends it what it was', async () => {
  const identitiesOf = async (revision: string): Promise<string[]> =>
    identitiesIn({ 'a.js': CALL.replace('2026-07-15', revision) });
  const [[outdated, raw], [other, same]] = [await identitiesOf('2023-02-22'), await identitiesOf('2022-10-17')];
  expect(outdated).toMatch(/^klaviyo\/no-outdated-revision /);
  expect(other).toMatch(/^klaviyo\/no-outdated-revision /);
  expect(other).not.toBe(outdated);
  expect(same).toBe(raw);
});

test('equal findings are numbered in the order of their files', async () => {
  const { findings } = await audit({
    root: temporaryFolder({ 'b.js': CALL, 'a.js': CALL + CALL.replace('send', 'resend'), 'c.js': CALL }),
    asOf: '2026-11-20',
    failOn: 'error',
  });
  const [first = ''] = findings.map(({ identity }) => identity);
  expect(findings.map(({ path, line, identity }) => `${path}:${line} ${identity.replace(first, 'same')}`)).toEqual([
    'a.js:2 same',
    expect.stringMatching(/^a\.js:10 [0-9a-f]{32}$/),
    'b.js:2 same-2',
    'c.js:2 same-3',
  ]);
});

test('an identity is no hash of a secret that somebody could guess', async () => {
  const env = (secret: string): Files => ({ '.env': `KLAVIYO_WEBHOOK_SECRET=${secret}\n` });
  expect(await identitiesIn(env('swordfish-1'))).toEqual(await identitiesIn(env('swordfish-2')));
});
