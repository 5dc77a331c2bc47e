import { fakeKey } from '../../../fake-keys.ts';
import { HEADERS } from './raw-calls.ts';

/** A raw call that is reported, but not translated. */
export interface NearMiss {
  title: string;
  fileName?: string;
  code: string;
}

const POST = `method: 'POST', headers: ${HEADERS}`;
const BODY = "JSON.stringify({ data: { type: 'profile', attributes: { email: 'ada@example.com' } } })";
const IMPORT = "'https://a.klaviyo.com/api/profile-import'";

/** An async function that sends something. */
function sending(statements: string): string {
  return `export async function send(given: any): Promise<unknown> {\n  ${statements}\n}\n`;
}

export const NEAR_MISSES: readonly NearMiss[] = [
  { title: 'a stream', code: sending(`return void (await fetch(${IMPORT}, { ${POST}, body: given.stream() }));`) },
  {
    title: 'a body that somebody else made',
    code: sending(`await fetch(${IMPORT}, { ${POST}, body: JSON.stringify(given) });`),
  },
  {
    title: 'a part of a body that somebody else made',
    code: sending(
      `await fetch(${IMPORT}, { ${POST}, body: JSON.stringify({ data: { type: 'profile', attributes: given } }) });`,
    ),
  },
  {
    title: 'a body with a computed name',
    code: sending(
      `await fetch(${IMPORT}, { ${POST}, body: JSON.stringify({ data: { type: 'profile', attributes: { [given]: 1 } } }) });`,
    ),
  },
  {
    title: 'a body with an attribute that the SDK does not know',
    code: sending(
      `await fetch(${IMPORT}, { ${POST}, body: JSON.stringify({ data: { type: 'profile', attributes: { e_mail: 'x' } } }) });`,
    ),
  },
  {
    title: 'a body in the case of the SDK, which the API does not know',
    code: sending(
      `await fetch(${IMPORT}, { ${POST}, body: JSON.stringify({ data: { type: 'profile', attributes: { firstName: 'x' } } }) });`,
    ),
  },
  {
    title: 'a body that somebody else sees',
    code: sending(
      `const body = { data: { type: 'profile', attributes: { first_name: 'Ada' } } };\n  given.keep(body);\n  await fetch(${IMPORT}, { ${POST}, body: JSON.stringify(body) });`,
    ),
  },
  {
    title: 'a body that lacks what the types want',
    code: sending(
      `await fetch('https://a.klaviyo.com/api/events', { ${POST}, body: JSON.stringify({ data: { type: 'event', attributes: { metric: given.metric, profile: given.profile } } }) });`,
    ),
  },
  { title: 'no body', code: sending(`await fetch(${IMPORT}, { ${POST} });`) },
  { title: 'a signal', code: sending(`await fetch(${IMPORT}, { ${POST}, body: ${BODY}, signal: given.signal });`) },
  {
    title: 'an agent',
    code: `import fetch from 'node-fetch';\n${sending(`await fetch(${IMPORT}, { ${POST}, body: ${BODY}, agent: given.agent });`)}`,
  },
  { title: 'options that are spread', code: sending(`await fetch(${IMPORT}, { ${POST}, body: ${BODY}, ...given });`) },
  {
    title: 'options that are changed',
    code: sending(`const options: any = { ${POST} };\n  options.body = ${BODY};\n  await fetch(${IMPORT}, options);`),
  },
  {
    title: 'a header of another kind',
    code: sending(
      `await fetch(${IMPORT}, { method: 'POST', headers: { Authorization: \`Klaviyo-API-Key \${given}\`, 'x-trace': '1' }, body: ${BODY} });`,
    ),
  },
  {
    title: 'a token of OAuth',
    code: sending(
      `await fetch(${IMPORT}, { method: 'POST', headers: { Authorization: \`Bearer \${given}\`, revision: '2026-07-15' }, body: ${BODY} });`,
    ),
  },
  {
    title: 'a time limit',
    code: `import axios from 'axios';\n${sending(`await axios.get('https://a.klaviyo.com/api/lists', { timeout: 1000, headers: ${HEADERS} });`)}`,
  },
  {
    title: 'a type of the answer, of which more is read',
    code: `import axios from 'axios';\n${sending(`const res = await axios.get<{ id: string }>('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });\n  return [res.status, res.data];`)}`,
  },
  {
    title: 'an instance with an interceptor',
    code: `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com/api', headers: ${HEADERS} });\napi.interceptors.response.use(response => response.data);\n${sending("return api.get('/lists');")}`,
  },
  {
    title: 'a response that is returned',
    code: sending(`return fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });`),
  },
  {
    title: 'a response that is passed on',
    code: sending(
      `const res = await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });\n  return given.read(res);`,
    ),
  },
  {
    title: 'a response whose stream is read',
    code: sending(
      `const res = await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });\n  return res.body;`,
    ),
  },
  {
    title: 'a response whose text is parsed',
    code: sending(
      `const res = await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });\n  return JSON.parse(await res.text());`,
    ),
  },
  {
    title: 'a variable that gets another response',
    code: sending(
      `let res = await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });\n  if (!res.ok) res = await given();\n  return res.status;`,
    ),
  },
  {
    title: 'a call that nobody waits for',
    code: sending(`fetch(${IMPORT}, { ${POST}, body: ${BODY} });\n  return undefined;`),
  },
  {
    title: 'a host of the environment',
    code: sending(`await fetch(\`\${process.env.KLAVIYO_URL}/api/lists\`, { headers: ${HEADERS} });`),
  },
  {
    title: 'a path of the caller',
    code: sending(`await fetch(\`https://a.klaviyo.com/api/\${given}\`, { headers: ${HEADERS} });`),
  },
  {
    title: 'a query of the caller',
    code: sending(`await fetch(\`https://a.klaviyo.com/api/lists?\${given}\`, { headers: ${HEADERS} });`),
  },
  {
    title: 'fields of the caller',
    code: sending(`await fetch(\`https://a.klaviyo.com/api/lists?fields[list]=\${given}\`, { headers: ${HEADERS} });`),
  },
  {
    title: 'campaigns without the filter that the SDK wants',
    code: sending(`await fetch('https://a.klaviyo.com/api/campaigns', { headers: ${HEADERS} });`),
  },
  {
    title: 'a path that the API does not have',
    code: sending(`await fetch('https://a.klaviyo.com/api/people', { headers: ${HEADERS} });`),
  },
  {
    title: 'another class of that name',
    code: `class ListsApi {}\nexport const lists = new ListsApi();\n${sending(`await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });`)}`,
  },
  {
    title: 'a file of the browser',
    code: `'use client';\n${sending(`await fetch('https://a.klaviyo.com/api/lists', { headers: ${HEADERS} });`)}`,
  },
  {
    title: 'a key that is written down, which the change would repeat',
    code: `export const KEY = '${fakeKey()}';\n${sending(`await fetch('https://a.klaviyo.com/api/lists', { headers: { Authorization: \`Klaviyo-API-Key \${KEY}\`, revision: '2026-07-15' } });`)}`,
  },
  {
    title: 'a wrapper that is given an address',
    code: `async function klaviyo(path: string): Promise<any> {\n  const res = await fetch(path.startsWith('http') ? path : 'https://a.klaviyo.com/api' + path, { headers: ${HEADERS} });\n  return res.json();\n}\nexport const lists = (): Promise<any> => klaviyo('/lists');\n`,
  },
];
