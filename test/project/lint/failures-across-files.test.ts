import { expect, test } from 'vitest';
import { everywhere, withPreset } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

/** What the rules about failures report, as `path:line rule`. */
async function found(files: VirtualFiles): Promise<string[]> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-22',
    settings: everywhere(withPreset('strict', {})),
  });
  expect(skipped).toEqual([]);
  return findings
    .filter(({ ruleId }) => /no-swallowed-error|no-disabled-retry/.test(ruleId))
    .map(({ path, line, ruleId }) => `${path}:${line} ${ruleId.replace('klaviyo/', '')}`);
}

const WRAPPER = `export async function send(path, body) {
  const response = await fetch('https://a.klaviyo.com/api' + path, { method: 'POST', body });
`;
const THROWING = `${WRAPPER}  if (!response.ok) throw new Error('refused');\n  return response;\n}\n`;
const RETURNING = `${WRAPPER}  return response;\n}\n`;
const TELLING = `${WRAPPER}  if (!response.ok) return { error: response.status };\n  return {};\n}\n`;
const PARSING = `${WRAPPER}  return response.json();\n}\n`;
const LOGGING = `${WRAPPER}  if (!response.ok) console.error(response.status);\n}\n`;

const use = (body: string): string =>
  `import { send } from './klaviyo';\nexport async function order(body) {\n${body}\n}\n`;

test.each([
  [
    'an empty catch around a wrapper',
    THROWING,
    "try { await send('/events', body); }\ncatch {}",
    ['order.js:4 no-swallowed-error'],
  ],
  ['a wrapper that returns the response', RETURNING, "await send('/events', body);", ['order.js:3 no-swallowed-error']],
  ['a wrapper that returns the error', TELLING, "await send('/events', body);", ['order.js:3 no-swallowed-error']],
  [
    'a wrapper whose body nobody searches for errors',
    PARSING,
    "return (await send('/events', body)).data;",
    ['klaviyo.js:2 no-swallowed-error'],
  ],
  ['a caller that checks the response', RETURNING, "if (!(await send('/events', body)).ok) throw new Error();", []],
  ['a caller that reads the error', TELLING, "const { error } = await send('/events', body);\nreturn error;", []],
  ['a caller that searches the body', PARSING, "const { errors } = await send('/events', body);\nreturn errors;", []],
  ['a wrapper that logs by itself', LOGGING, "await send('/events', body);", []],
])('%s', async (_, klaviyo, body, expected) => {
  expect(await found({ 'klaviyo.js': klaviyo, 'order.js': use(body) })).toEqual(expected);
});

const ANSWERING = `import { ListsApi } from 'klaviyo-api';
const lists = new ListsApi(session);
export async function send() {
  try { await lists.getLists(); return true; }
  catch { return false; }
}
`;
const DROPPING = "import { send } from './client'; // Klaviyo\nexport const first = async () => { await send(); };\n";
const PASSING = "export { send as notify } from './client';\n";

test.each([
  [
    'that drops the answer',
    "import { send } from './client';\nexport const second = async request => { await send(); };\n",
    1,
  ],
  [
    'that reads the answer',
    "import { send } from './client';\nexport const second = async request => { if (!(await send())) throw new Error('lost'); };\n",
    0,
  ],
  [
    'that reads the answer of what a third file passes on',
    "import { notify } from './barrel';\nexport const second = async request => { if (!(await notify())) throw new Error('lost'); };\n",
    0,
  ],
])('a caller %s and does not name the vendor', async (_, second, count) => {
  const files = { 'client.js': ANSWERING, 'barrel.js': PASSING, 'first.js': DROPPING, 'second.js': second };
  expect(await found(files)).toEqual(Array.from({ length: count }, () => 'client.js:5 no-swallowed-error'));
});

const RESOLVING = `export function load(id) {
  return new Promise(resolve => {
    const timer = setTimeout(() => resolve(null), 400);
    fetch('https://a.klaviyo.com/api/profiles/' + id)
      .then(response => response.json().then(body => { resolve(body.data ? body.data : body); }))
      .finally(() => clearTimeout(timer));
  });
}
`;

test.each([
  ['reads a part of it', 'res.cookie("id", person?.id);', ['client.js:4 no-swallowed-error']],
  ['throws where it has errors', 'if (person.errors) throw new Error("refused");', []],
  ['forgets what was known where it is missing', 'if (person) keep(person.id); else forget(res);', []],
])('a body that resolves a promise, in a file that does not name the vendor and %s', async (_, use, expected) => {
  const page = `import { load } from './client';\nexport async function page(request, res) {\n  const person = await load(request.id);\n  ${use}\n}\n`;
  expect(await found({ 'client.js': RESOLVING, 'page.js': page })).toEqual(expected);
});

test('a pause that a constant of another file names', async () => {
  const loop = `import { PAUSE } from './settings';
import { sleep } from './sleep';
export async function load() {
  for (;;) {
    const response = await fetch('https://a.klaviyo.com/api/lists');
    if (response.status !== 429) return response;
    await sleep(PAUSE);
  }
}
`;
  const sleep = 'export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));\n';
  expect(await found({ 'lists.js': loop, 'settings.js': 'export const PAUSE = 1000;\n', 'sleep.js': sleep })).toEqual([
    'lists.js:6 no-disabled-retry',
  ]);
});

test('a wait in another file that reads Retry-After', async () => {
  const loop = `import { wait } from './wait';
export async function load() {
  for (;;) {
    const response = await fetch('https://a.klaviyo.com/api/lists');
    if (response.status !== 429) return response;
    await wait(response);
  }
}
`;
  const wait =
    "export const wait = response => new Promise(resolve => setTimeout(resolve, 1000 * response.headers.get('retry-after')));\n";
  expect(await found({ 'lists.js': loop, 'wait.js': wait })).toEqual([]);
});

test('retry options of another file are reported where they are given', async () => {
  const session =
    "import { RetryWithExponentialBackoff } from 'klaviyo-api';\nimport { options } from './options';\nexport const retry = new RetryWithExponentialBackoff(options);\n";
  expect(await found({ 'session.js': session, 'options.js': 'export const options = { numRetries: 0 };\n' })).toEqual([
    'session.js:3 no-disabled-retry',
  ]);
});
