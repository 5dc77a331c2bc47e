import rule from '../../eslint-plugin/rules/no-outdated-revision.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = 'retired' | 'deprecated' | 'prerelease' | 'unpublished' | 'malformed' | 'useNewest';

const NEWEST = '2026-07-15';
const RETIRED = '2024-10-15';
const settings = { klaviyo: { asOf: '2026-11-20' } };

const fetchWith = (revision: string): string => `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '${revision}' } });`;

/** One outdated revision, its message, and the suggestion that puts the newest in its place. */
function outdated(code: string, { messageId, data, revision = RETIRED, newest = NEWEST }: Outdated, at = `'${revision}'`): InvalidCase<MessageId>['errors'] {
  const output = code.replace(revision, newest);
  return [{ messageId, data: { revision, newest, ...data }, at, suggestions: [{ messageId: 'useNewest', data: { newest }, output }] }];
}

interface Outdated {
  messageId: Exclude<MessageId, 'useNewest'>;
  data?: Record<string, string>;
  revision?: string;
  newest?: string;
}

const RETIRED_ERROR: Outdated = { messageId: 'retired', data: { on: '2026-10-15', servedAs: '2025-01-15' } };

/** What each state of a revision is called. */
const STATES: Record<string, Outdated> = {
  'retired long ago': { messageId: 'retired', revision: '2023-02-22', data: { on: '2025-02-22', servedAs: '2025-01-15' } },
  'retired a month ago': RETIRED_ERROR,
  'deprecated, next to be retired': { messageId: 'deprecated', revision: '2025-01-15', data: { retiresOn: '2027-01-15' } },
  'deprecated since a month': { messageId: 'deprecated', revision: '2025-10-15', data: { retiresOn: '2027-10-15' } },
  'a beta': { messageId: 'prerelease', revision: '2026-07-15.pre' },
  'between two revisions': { messageId: 'unpublished', revision: '2025-02-01' },
  'before the first': { messageId: 'unpublished', revision: '2021-01-01' },
  'no date': { messageId: 'malformed', revision: 'latest' },
  'a date of no calendar': { messageId: 'malformed', revision: '2026-02-30' },
  'a date without dashes': { messageId: 'malformed', revision: '20260715' },
};

/** How a revision gets into a request; the literal is reported. */
const PLACES: Record<string, string> = {
  'the headers of a call': fetchWith(RETIRED),
  'a constant': `const REVISION = '${RETIRED}';\nfetch('https://a.klaviyo.com/api/lists', { headers: { revision: REVISION } });`,
  'a constant of headers': `const headers = { revision: '${RETIRED}' };\nfetch('https://a.klaviyo.com/api/lists', { headers });`,
  'the fallback of a variable': `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: process.env.KLAVIYO_REVISION ?? '${RETIRED}' } });`,
  'a class field': `class Api {\n  revision = '${RETIRED}';\n  lists() { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision: this.revision } }); }\n}`,
  'a Headers object': `const headers = new Headers();\nheaders.set('revision', '${RETIRED}');\nfetch('https://a.klaviyo.com/api/lists', { headers });`,
  'an instance of axios': `import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com', headers: { revision: '${RETIRED}' } });\napi.get('/api/lists');`,
  'the default of a parameter': `function lists(revision = '${RETIRED}') { return fetch('https://a.klaviyo.com/api/lists', { headers: { revision } }); }`,
  'headers beside the private scheme, whoever sends them': `export const headers = { Authorization: \`Klaviyo-API-Key \${key}\`, revision: '${RETIRED}' };`,
  'headers of a declarative request': `export const klaviyo = { url: '/lists', headers: { Accept: 'application/json', revision: '${RETIRED}' } };`,
  'headers beside a token, in a file about Klaviyo': `export const klaviyoHeaders = { Authorization: \`Bearer \${token}\`, revision: '${RETIRED}' };`,
  'a call from a browser': `fetch('https://a.klaviyo.com/client/events', { method: 'POST', headers: { revision: '${RETIRED}' } });`,
};

const SENT_OFTEN = `const headers = { revision: '${RETIRED}' };\n${['lists', 'events', 'metrics'].map(path => `fetch('https://a.klaviyo.com/api/${path}', { headers });`).join('\n')}`;

const FILE_NAMES = ['lists.js', 'lists.mjs', 'lists.cjs', 'lists.jsx', 'lists.ts', 'lists.mts', 'lists.cts', 'lists.tsx'];

testRule(rule, {
  valid: [
    ...['2026-01-15', '2026-04-15', NEWEST].map((revision): ValidCase => ({ name: `the stable ${revision}`, settings, code: fetchWith(revision) })),
    ...['2026-10-15', '2027-01-15'].map((revision): ValidCase => ({ name: `the later ${revision}, of which nothing is known`, settings, code: fetchWith(revision) })),
    { name: 'a retired revision, on the day before it was', settings: { klaviyo: { asOf: '2025-10-14' } }, code: fetchWith(RETIRED) },
    { name: 'a revision that is not known', settings, code: "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: process.env.KLAVIYO_REVISION } });" },
    { name: 'a revision that is assembled with something unknown', settings, code: "fetch('https://a.klaviyo.com/api/lists', { headers: { revision: `2024-${month}-15` } });" },
    { name: 'no revision at all', settings, code: "fetch('https://a.klaviyo.com/api/lists');" },
    { name: 'a sentence in place of a revision', settings, code: fetchWith('the revision of the day') },
    { name: 'a revision for another host', settings, code: `fetch('https://shop.example/api/lists', { headers: { revision: '${RETIRED}' } });` },
    { name: 'headers of a declarative request in a file about something else', settings, code: `export const request = { url: '/lists', headers: { Accept: 'application/json', revision: '${RETIRED}' } };` },
    { name: 'headers that a test expects', settings, code: `const klaviyo = create();\nexpect(klaviyo.send).toHaveBeenCalledWith({ Authorization: \`Bearer \${token}\`, revision: '${RETIRED}' });` },
    { name: 'headers for another host in a file about Klaviyo', settings, code: `const klaviyo = create();\nfetch('https://shop.example/api', { headers: { Accept: 'application/json', revision: '${RETIRED}' } });` },
    { name: 'a revision without any other header in a file about Klaviyo', settings, code: `const klaviyo = { revision: '${RETIRED}' };` },
    { name: 'a revision of a document', settings, code: `const page = { title: 'Terms', revision: '${RETIRED}' };` },
    { name: 'a revision beside the scheme of another vendor', settings, code: `const headers = { Authorization: \`Basic \${key}\`, revision: '${RETIRED}' };` },
    { name: 'another header with a date', settings, code: `fetch('https://a.klaviyo.com/api/lists', { headers: { 'if-modified-since': '${RETIRED}' } });` },
    { name: 'a date in a query', settings, code: `fetch('https://a.klaviyo.com/api/lists?since=${RETIRED}', { headers: { revision: '${NEWEST}' } });` },
  ],
  invalid: [
    ...Object.entries(STATES).map(([name, state]): InvalidCase<MessageId> => {
      const code = fetchWith(state.revision ?? RETIRED);
      return { name, settings, code, errors: outdated(code, state) };
    }),
    ...Object.entries(PLACES).map(([name, code]): InvalidCase<MessageId> => ({ name: `in ${name}`, settings, code, errors: outdated(code, RETIRED_ERROR) })),
    ...FILE_NAMES.map((filename): InvalidCase<MessageId> => ({
      name: `in ${filename}`,
      filename,
      settings,
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), RETIRED_ERROR),
    })),
    {
      name: 'on the day of its retirement',
      settings: { klaviyo: { asOf: '2026-10-15' } },
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), RETIRED_ERROR),
    },
    {
      name: 'on the first day of its deprecation',
      settings: { klaviyo: { asOf: '2025-10-15' } },
      code: fetchWith(RETIRED),
      errors: outdated(fetchWith(RETIRED), { messageId: 'deprecated', data: { retiresOn: '2026-10-15' }, newest: '2025-10-15' }),
    },
    {
      name: 'in a template without values',
      settings,
      code: `fetch('https://a.klaviyo.com/api/lists', { headers: { revision: \`${RETIRED}\` } });`,
      errors: outdated(`fetch('https://a.klaviyo.com/api/lists', { headers: { revision: \`${RETIRED}\` } });`, RETIRED_ERROR, `\`${RETIRED}\``),
    },
    { name: 'once, though several calls send it', settings, code: SENT_OFTEN, errors: outdated(SENT_OFTEN, RETIRED_ERROR) },
  ],
});
