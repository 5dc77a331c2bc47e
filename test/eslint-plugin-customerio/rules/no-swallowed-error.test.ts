import rule from '../../../eslint-plugin-customerio/rules/no-swallowed-error.ts';
import { type InvalidCase, testRule, type ValidCase, withoutSuggestions } from '../../eslint-plugin/rule-tester.ts';

const CLIENT =
  "import request from 'superagent';\nimport { TrackClient, RegionUS } from 'customerio-node';\nconst cio = new TrackClient(site, key, { region: RegionUS });\n";
const URL = "'https://track.customer.io/api/v1/customers/1'";

const OPTIONS = `{ method: 'PUT', uri: ${URL}, json: {} }`;

const SILENT: Record<string, string> = {
  'an error that is let through': "export const save = () => cio.identify('1', {});",
  'an error that is logged': "cio.identify('1', {}).catch(error => console.error(error));",
  'one status is expected, and the rest is thrown':
    "async function save() { try { await cio.identify('1', {}); } catch (error) { if (error.statusCode === 400) console.warn(error.message); else throw error; } }",
  'a status that is read': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (!response.ok) throw new Error(String(response.status)); }`,
  'a status that is returned': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); return { ok: response.ok }; }`,
  'the body of an error, which the SDK has': "cio.identify('1', {}).catch(error => report(error.body));",
  'a chain of superagent in a try that logs': `async function save() { try { await request.put(${URL}).set('a', 'b').send({}); } catch (error) { console.error(error); } }`,
  'a chain of superagent that ends with a callback': `function save() { try { request.put(${URL}).send({}).end(done); } catch {} }`,
  'a response that resolves a promise, whose status is read': `async function save() { const response = await new Promise(resolve => { fetch(${URL}).then(given => resolve(given)); }); if (!response.ok) throw new Error('refused'); }`,
  'a body that resolves a promise, whose errors are read': `async function load() { const body = await new Promise(resolve => { fetch(${URL}).then(response => response.json()).then(given => resolve(given)); }); if (body.errors) throw new Error('refused'); return body.customer; }`,
  'a response that is given to a function of a caller': `export function load(resolve) { return fetch(${URL}).then(given => resolve(given)); }`,
  'a response that rejects a promise': `export const load = () => new Promise((resolve, reject) => { fetch(${URL}).then(given => reject(given)); });`,
  'a success that is logged, and a refusal, too': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (response.ok) console.log('Saved.'); else console.error('Refused.'); }`,
  'a success that is logged, and a status that is returned': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (response.ok) console.log('Saved.'); return response.status; }`,
  'a success that ends the function': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (response.ok) { console.log('Saved.'); return; } throw new Error('refused'); }`,
  'a success that sets what is read later': `async function save() { let saved = false; const response = await fetch(${URL}, { method: 'PUT' }); if (response.ok) { console.log('Saved.'); saved = true; } if (!saved) report(); }`,
  'a refusal that is logged': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (!response.ok) console.log('Refused.'); }`,
  'a success whose body is logged': `async function save() { const response = await fetch(${URL}, { method: 'PUT' }); if (response.ok) console.log(response.status); }`,
  'a callback that reads the error':
    "const http = require('request');\nhttp(" + OPTIONS + ', error => { if (error) console.error(error); done(); });',
  'a callback that reads the status':
    "const http = require('request');\nhttp(" + OPTIONS + ', (error, response) => { check(response.statusCode); });',
  'a callback that takes its arguments apart':
    "const http = require('request');\nhttp(" + OPTIONS + ', function () { done(...arguments); });',
  'a callback that takes all its arguments':
    "const http = require('request');\nhttp(" + OPTIONS + ', (...given) => done());',
  'a callback of a caller':
    "const http = require('request');\nexport const save = done => http(" + OPTIONS + ', done);',
  'a call of another vendor':
    "async function save() { await fetch('https://api.other.example/customers', { method: 'PUT' }); }",
  'a count whose zero is told to somebody': `async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) count = (await response.json()).count; if (count === 0) console.error('Nobody.'); return count; }`,
  'nothing, which is no answer': `async function load() { let person; const response = await fetch(${URL}); if (response.ok) { person = await response.json(); } return person; }`,
  'a null, which is no answer': `async function load() { let count = null; const response = await fetch(${URL}); if (response.ok) { count = (await response.json()).count; } return count; }`,
  'a flag of the success': `async function load() { const result = { count: 0, done: false }; const response = await fetch(${URL}); if (response.ok) { result.count = (await response.json()).count; result.done = true; } return result; }`,
  'a default, and a refusal that is logged': `async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) count = (await response.json()).count; else console.warn('Refused.'); return count; }`,
  'a default, and a status that is logged before': `async function load() { let count = 0; const response = await fetch(${URL}); console.log(response.status); if (response.ok) count = (await response.json()).count; return count; }`,
  'a default, and a body that is judged before': `async function load() { let count = 0; const response = await fetch(${URL}); const body = await response.json(); if (body.errors) throw new Error('Refused.'); if (response.ok) count = body.count; return count; }`,
  'a success that also calls something': `async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { count = (await response.json()).count; report(count); } return count; }`,
  'a part of a body that throws where it is missing': `async function load() { const body = await (await fetch(${URL})).json(); console.log(body.customer.id); }`,
  'the error of a body, which is logged': `async function load() { const body = await (await fetch(${URL})).json(); console.log(body.meta?.error); }`,
  'an error that a package returns, which is read':
    "import to from 'await-to-js';\nasync function save() { const [error] = await to(cio.identify('1', {})); if (error) throw error; }",
  'a result of a package that is returned':
    "import { ResultAsync } from 'neverthrow';\nexport const save = () => ResultAsync.fromPromise(cio.identify('1', {}), error => error);",
  'a function of the same name that is not known': "to(cio.identify('1', {}));",
  'an empty handler of something else': 'track().catch(() => {});',
  'a default, and a log of a body that does not parse': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { try { count = (await response.json()).count; } catch (error) { console.error(error); } } return count; }`,
  'a default, and a throw where a body does not parse': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { try { count = (await response.json()).count; } catch { throw new Error('no JSON'); } } return count; }`,
  'a default, and something that is done behind a body': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { try { count = (await response.json()).count; } finally { finish(); } } return count; }`,
  'a default, and a mark where a body does not parse': `export async function load() { let count = 0; let isWhole = true; const response = await fetch(${URL}); if (response.ok) { try { count = (await response.json()).count; } catch { isWhole = false; } } return { count, isWhole }; }`,
  'a default, and a mark that is computed from the answer': `export async function load() { let count = 0; let isKnown = false; const response = await fetch(${URL}); if (response.ok) { count = (await response.json()).count; isKnown = count >= 0; } return { count, isKnown }; }`,
  'a default that something else is computed from, whatever the answer': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { count = (await response.json()).count; } state.share = count / 2; return count; }`,
  'a default that is tested later': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { count = (await response.json()).count; } return count > 0 ? count : await last(); }`,
  'a default, and a refusal that is thrown': `export async function load() { let count = 0; const response = await fetch(${URL}); if (response.ok) { try { count = (await response.json()).count; } catch {} } else throw new Error(String(response.status)); return count; }`,
};

const DUE: Record<string, [messageId: string, marked: string]> = {
  'an error that is logged only outside production': [
    'development',
    `export async function save() { try { const response = await fetch(${URL}, { method: 'PUT' }); if (!response.ok) throw new Error(String(response.status)); } «catch (error) { if (process.env.NODE_ENV !== 'production') console.error(error); }» }`,
  ],
  'an empty handler': ['empty', "«cio.identify('1', {}).catch(() => {})»;"],
  'an empty catch': [
    'empty',
    "async function save() { try { await cio.track('1', { name: 'a' }); } «catch (error) {}» }",
  ],
  'an empty catch around a chain of superagent': [
    'empty',
    `async function save() { try { await request.put(${URL}).set('Authorization', auth).send({}); await sleep(10); } «catch (error) {}» }`,
  ],
  'an empty handler behind a chain of superagent': [
    'empty',
    `«request.put(${URL}).auth(site, key).send({}).catch(() => {})»;`,
  ],
  'a default': [
    'default',
    'async function load() { try { return await cio.getAccountRegion(); } «catch { return null; }» }',
  ],
  'a status that nobody reads': [
    'ignored',
    `export async function save() { await «fetch(${URL}, { method: 'PUT' })»; }`,
  ],
  'a response that resolves a promise, whose status nobody reads': [
    'ignored',
    `export const save = async () => { await new Promise(resolve => { «fetch(${URL})».then(given => resolve(given)); }); };`,
  ],
  'a body that a promise is resolved by, which a caller drops': [
    'ignored',
    `function send() { return new Promise(async (resolve, reject) => { try { const response = await «fetch(${URL})»; const data = await response.json(); resolve(data); } catch (error) { reject(error); } }); }\nexport const first = () => new Promise((resolve, reject) => { send().then(resolve).catch(reject); });\nexport const second = id => new Promise((resolve, reject) => { send().then(() => resolve(id)).catch(reject); });`,
  ],
  'a response that a promise is resolved by without a function between, whose status nobody reads': [
    'ignored',
    `export const save = async () => { await new Promise(resolve => { «fetch(${URL})».then(resolve); }); };`,
  ],
  'only a success that is logged': [
    'praised',
    `export async function save() { try { const response = await «fetch(${URL}, { method: 'PUT' })»; if (response.ok) { console.log('Saved.'); } } catch (error) { console.error(error); } }`,
  ],
  'only a success that is logged in a callback': [
    'praised',
    `«fetch(${URL}, { method: 'PUT' })».then(response => { if (response.ok) logger.info('Saved.'); });`,
  ],
  'a default that looks like an answer': [
    'kept',
    `export async function load() { let count = 0; const response = await «fetch(${URL})»; if (response.ok) { const body = await response.json(); count = body.count; } return { count }; }`,
  ],
  'a default, and a body that is only judged where all went well': [
    'kept',
    `export async function load() { let count = 0; const response = await «fetch(${URL})»; if (response.ok) { const body = await response.json(); if (Array.isArray(body)) { count = body.reduce((sum, { size }) => sum + size, 0); } } return { count }; }`,
  ],
  'a default, and a body that may not parse': [
    'kept',
    `export async function load() { let count = 0; const response = await «fetch(${URL})»; if (response.ok) { try { const body = await response.json(); count = body.count ?? 0; } catch { /* optional */ } } return { count }; }`,
  ],
  'a default that is also set where a body does not parse': [
    'kept',
    `export async function load() { let count = 0; const response = await «fetch(${URL})»; if (response.ok) { try { count = (await response.json()).count; } catch { count = 0; } } return count; }`,
  ],
  'defaults of which one is computed from another where all went well': [
    'kept',
    `export async function load() { let count = 0, share = 0; const response = await «fetch(${URL})»; if (response.ok) { const body = await response.json(); count = body.count ?? 0; share = Math.round(count / body.all); } return { count, share }; }`,
  ],
  'a default in an object, and a status that is compared': [
    'kept',
    `export async function load() { const counts = { people: 0 }; try { const response = await «fetch(${URL})»; if (response.status === 200) counts.people = (await response.json()).count; } catch (error) { console.error(error); } return counts; }`,
  ],
  'a part of a body that is logged, and may be missing': [
    'ignored',
    `async function load() { const response = await «fetch(${URL})»; const body = await response.json(); console.log('Plan:', body.customer?.plan); }\nload();`,
  ],
  'an error that a package returns, which is dropped': [
    'dropped',
    "import to from 'await-to-js';\nexport async function save() { await «to(cio.identify('1', {}))»; }",
  ],
  'a result of a package that is dropped': [
    'dropped',
    "import { ResultAsync } from 'neverthrow';\nexport async function save() { await «ResultAsync.fromPromise(cio.identify('1', {}), error => error)»; }",
  ],
  'a callback without parameters': [
    'unheard',
    `const http = require('request');\nexport const save = res => { «http(${OPTIONS}, function () { res.sendStatus(200); console.log('Saved.'); })»; };`,
  ],
  'a callback that reads none of its parameters': [
    'unheard',
    `const http = require('request');\nconst options = ${OPTIONS};\n«http(options, (error, response, body) => { finish(); })»;`,
  ],
  'a body that resolves a promise, of which only a part is read': [
    'ignored',
    `function load() { return new Promise((resolve, reject) => { «fetch(${URL})».then(response => response.json()).then(body => resolve(body)).catch(reject); }); }\nexport const page = async () => (await load()).customer.name;`,
  ],
};

testRule(withoutSuggestions(rule), {
  valid: Object.entries(SILENT).map(([name, code]): ValidCase => ({ name, code: CLIENT + code })),
  invalid: Object.entries(DUE).map(([name, [messageId, marked]]) => ({
    name,
    code: CLIENT + marked.replaceAll(/[«»]/g, ''),
    errors: [{ messageId, at: marked }],
  })) as InvalidCase<'empty'>[],
});
