import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FaultDomain, Priority } from '../../../src/model/report.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import type { CodeUse } from '../../../src/preflight/klaviyo/project-use.ts';
import { fakeKey } from '../../fake-keys.ts';
import { preflightIn, type Answering, type Asked, type Given, type State } from '../../support/preflight-state.ts';

interface Expected {
  verdict: Verdict;
  /** The most urgent incident; absent where there is none. */
  incident?: [priority: Priority, faultDomain: FaultDomain];
  /** Of that incident. */
  says?: RegExp;
  next?: RegExp;
  exitCode: 0 | 1;
  /** What some probe says besides. */
  also?: RegExp;
  never?: RegExp;
}

type Row = [name: string, state: State, expected: Expected];

const ACCOUNTS = '/api/accounts';
const HTML = { 'content-type': 'text/html' };
const SECRET = 'a secret of sixteen or more';

const use = (operation: string, ...scopes: string[]): CodeUse['operations'][number] => ({
  operation,
  scopes,
  path: `src/${operation.split('.')[0]?.toLowerCase()}.ts`,
  line: 3,
});
/** Code that needs exactly what it calls; the key of the simulator may read everything. */
const codeOf = (...operations: CodeUse['operations']): CodeUse => ({ operations, revisions: [], unread: 0 });
const LISTS = codeOf(
  use('ListsApi.getLists', 'lists:read'),
  use('ProfilesApi.createOrUpdateProfile', 'profiles:write'),
);
const EVENTS = codeOf(use('EventsApi.createEvent', 'events:write'));

const error = (status: number, code: string, detail: string): Given => ({
  status,
  body: { errors: [{ id: '1', status, code, title: detail, detail }] },
});
const UNAUTHORIZED = error(401, 'not_authenticated', 'Incorrect authentication credentials.');
const THROTTLED: Given = { ...error(429, 'throttled', 'Request was throttled.'), headers: { 'retry-after': '0' } };
const EDGE: Given = { status: 403, body: '<html>Just a moment...</html>', headers: HTML };
const DOWN = error(500, 'error', 'A server error occurred.');
const UNAVAILABLE: Given = { status: 503, body: 'upstream connect error', headers: HTML };

const always =
  (given: Given): Answering =>
  () =>
    given;
const onlyAt =
  (path: string, given: Given): Answering =>
  asked =>
    asked.path === path ? given : undefined;
const notAt =
  (path: string, given: Given): Answering =>
  asked =>
    asked.path === path ? undefined : given;
const first =
  (count: number, given: Given): Answering =>
  ({ nth }) =>
    nth <= count ? given : undefined;
const after =
  (count: number, given: Given): Answering =>
  ({ nth }) =>
    nth > count ? given : undefined;

const component = (name: string, status: string): object => ({ id: name, name, status, group: false });
const incident = (name: string, impact: string, components: string[] = []): object => ({
  id: name,
  name,
  impact,
  status: 'investigating',
  components: components.map(each => ({ name: each })),
});
const page = (indicator: string, body: object = {}): Answering =>
  onlyAt('/api/v2/summary.json', {
    status: 200,
    body: {
      status: { indicator, description: 'x' },
      components: [component('Klaviyo API', 'operational')],
      incidents: [],
      scheduled_maintenances: [],
      ...body,
    },
  });
const health = (body: unknown, status = 200): Answering => always({ status, body });

/** What a delivery is, by its signature; the kinds of the preflight. */
function kindOf({ headers, body }: Asked): 'signed' | 'old' | 'wrong' | 'unsigned' {
  const timestamp = String(headers['klaviyo-timestamp']);
  const signature = headers['klaviyo-signature'];
  if (signature === undefined) return 'unsigned';
  const expected = createHmac('sha256', SECRET)
    .update(body + timestamp)
    .digest('hex');
  if (signature !== expected) return 'wrong';
  return Date.now() - Date.parse(timestamp) > 2 * 24 * 60 * 60 * 1000 ? 'old' : 'signed';
}

interface Endpoint {
  signed?: number;
  repeated?: number;
  old?: number;
  wrong?: number;
  unsigned?: number;
}

/** An endpoint that does everything right but what is named. */
const endpoint = ({ signed = 202, repeated = signed, old = 401, wrong = 401, unsigned = 401 }: Endpoint): Answering => {
  let signedBefore = 0;
  return asked => {
    const kind = kindOf(asked);
    if (kind === 'signed') signedBefore += 1;
    return { status: kind === 'signed' ? (signedBefore > 1 ? repeated : signed) : { old, wrong, unsigned }[kind] };
  };
};
const webhooks = (...attributes: object[]): Answering =>
  onlyAt('/api/webhooks', {
    status: 200,
    body: { data: attributes.map((each, index) => ({ type: 'webhook', id: String(index), attributes: each })) },
  });
const hook = (endpoint_url: string, enabled = true): object => ({ name: 'Orders', endpoint_url, enabled });
const OWN = { webhookUrl: 'https://shop.example/hook', webhookSecret: SECRET };

const VIOLATED = { verdict: 'violated', exitCode: 1 } as const;
const OPEN = { verdict: 'not verified', exitCode: 1 } as const;
const VERIFIED = { verdict: 'verified', exitCode: 0 } as const;

const HEALTHY: Row[] = [
  ['everything is well, without a project', {}, VERIFIED],
  [
    'everything is well, in a project: what the key may do besides is no urgent matter',
    { code: LISTS },
    {
      ...VERIFIED,
      incident: ['P3', 'key'],
      also: /has 1 of 2 scopes that the code needs; 1 cannot be proven by reading: 'profiles:write'/,
    },
  ],
];

const API: Row[] = [
  ['the API is not reached', { isUnreachable: true }, { ...OPEN, incident: ['P1', 'network'], next: /firewall/ }],
  [
    'the connection is cut',
    { api: always({ status: 0, isCut: true }) },
    { ...OPEN, incident: ['P1', 'network'], says: /was cut/ },
  ],
  [
    '500 everywhere',
    { api: always(DOWN) },
    { ...OPEN, incident: ['P1', 'vendor'], says: /answered 500/, next: /fallback/ },
  ],
  [
    '502 as a page',
    { api: always({ status: 502, body: '<html/>', headers: HTML }) },
    { ...OPEN, incident: ['P1', 'vendor'], says: /answered 502/ },
  ],
  ['503 everywhere', { api: always(UNAVAILABLE) }, { ...OPEN, incident: ['P1', 'vendor'] }],
  ['504 everywhere', { api: always({ status: 504 }) }, { ...OPEN, incident: ['P1', 'vendor'] }],
  ['529, which nobody documents', { api: always({ status: 529 }) }, { ...OPEN, incident: ['P1', 'vendor'] }],
  [
    'HTML with 200',
    { api: always({ status: 200, body: '<html>Sign in</html>', headers: HTML }) },
    { ...OPEN, incident: ['P1', 'network'], next: /captive portal/ },
  ],
  [
    'a redirect',
    { api: always({ status: 302, headers: { location: 'https://elsewhere.example' } }) },
    { ...OPEN, incident: ['P1', 'network'], says: /redirect/ },
  ],
  [
    'broken JSON',
    { api: always({ status: 200, body: '{"data":[{"ty' }) },
    { ...OPEN, incident: ['P1', 'vendor'], says: /broken JSON/ },
  ],
  [
    'JSON of somebody else',
    { api: always({ status: 200, body: { hello: 1 } }) },
    { ...OPEN, incident: ['P1', 'network'] },
  ],
  [
    '402',
    { api: always(error(402, 'payment_required', 'Pay.')) },
    { ...VIOLATED, incident: ['P1', 'account'], next: /billing/ },
  ],
  [
    '403 as JSON without a scope',
    { api: always(error(403, 'closed', 'Closed.')) },
    { ...VIOLATED, incident: ['P1', 'key'], next: /account and the key are active/ },
  ],
  ['403 as a page', { api: always(EDGE) }, { ...OPEN, incident: ['P1', 'network'], next: /Keep the key/ }],
  [
    '407 of a proxy',
    { api: always({ status: 407, headers: HTML }) },
    { ...OPEN, incident: ['P1', 'network'], next: /proxy its credentials/ },
  ],
  [
    'the edge on the account, 503 on everything else',
    { api: ({ path }) => (path === ACCOUNTS ? EDGE : UNAVAILABLE) },
    { ...OPEN, incident: ['P1', 'vendor'], says: /503/ },
  ],
  ['404 everywhere', { api: always(error(404, 'not_found', 'x')) }, { ...OPEN, incident: ['P2', 'network'] }],
  ['410 everywhere', { api: always(error(410, 'gone', 'x')) }, { ...OPEN, incident: ['P2', 'network'] }],
  ['429 everywhere', { api: always(THROTTLED) }, { ...VIOLATED, incident: ['P2', 'traffic'], next: /runaway loop/ }],
  [
    'no answer during an incident of P1',
    { api: always({ status: 0, isCut: true }), page: page('critical') },
    { ...VIOLATED, incident: ['P1', 'vendor'], next: /Switch to the fallback/ },
  ],
  [
    'no answer during an incident of P2',
    { api: always({ status: 0, isCut: true }), page: page('major') },
    { ...OPEN, incident: ['P1', 'vendor'] },
  ],
  [
    'no answer during a minor incident is ours first',
    { api: always({ status: 0, isCut: true }), page: page('minor') },
    { ...OPEN, incident: ['P1', 'network'] },
  ],
  [
    'no answer while sign-up forms are down is ours',
    {
      api: always({ status: 0, isCut: true }),
      page: page('critical', { incidents: [incident('Signup forms do not show', 'critical')] }),
    },
    { ...OPEN, incident: ['P1', 'network'] },
  ],
  [
    '503 during an announced outage',
    { api: always(UNAVAILABLE), page: page('critical', { incidents: [incident('API outage', 'critical')] }) },
    { ...VIOLATED, incident: ['P1', 'vendor'], next: /Switch to the fallback/ },
  ],
];

const PARTLY: Row[] = [
  [
    '500 on everything but the account',
    { api: notAt(ACCOUNTS, DOWN) },
    {
      ...VIOLATED,
      incident: ['P1', 'vendor'],
      says: /answered 500 at 4 of 5 endpoints: \/api\/profile-bulk-import-jobs, /,
    },
  ],
  [
    '500 on everything but the account, in a project',
    { api: notAt(ACCOUNTS, DOWN), code: LISTS },
    { ...VIOLATED, incident: ['P1', 'vendor'], says: /at 4 of 5 endpoints/ },
  ],
  [
    '429 on everything but the account',
    { api: notAt(ACCOUNTS, THROTTLED), code: LISTS },
    {
      ...VIOLATED,
      incident: ['P2', 'traffic'],
      says: /answered 429 at 4 of 5 endpoints/,
      never: /let the preflight through/,
    },
  ],
  [
    'the edge on everything but the account',
    { api: notAt(ACCOUNTS, EDGE), code: LISTS },
    { ...VIOLATED, incident: ['P1', 'network'], says: /403 as a page at 4 of 5/, next: /Keep the key/ },
  ],
  [
    '500 on one endpoint that the code does not need',
    { api: onlyAt('/api/segments', DOWN), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /500 at 1 of 20 endpoints: \/api\/segments\./ },
  ],
  [
    '500 on the endpoint that the code needs',
    { api: onlyAt('/api/lists', DOWN), code: LISTS },
    { ...OPEN, incident: ['P3', 'vendor'], says: /1 of 20 endpoints: \/api\/lists\./ },
  ],
  [
    '500 on the account only',
    { api: onlyAt(ACCOUNTS, DOWN), code: LISTS },
    {
      ...OPEN,
      incident: ['P3', 'vendor'],
      says: /500 at 1 of 20 endpoints: \/api\/accounts/,
      also: /Klaviyo accepted the private key/,
    },
  ],
  [
    '500 on the account only, without a project',
    { api: onlyAt(ACCOUNTS, DOWN) },
    { ...OPEN, incident: ['P3', 'vendor'], says: /1 of 5 endpoints: \/api\/accounts/ },
  ],
  [
    '429 on the account only',
    { api: onlyAt(ACCOUNTS, THROTTLED) },
    {
      ...VIOLATED,
      incident: ['P2', 'traffic'],
      says: /429 at 1 of 5 endpoints: \/api\/accounts/,
      never: /let the preflight through/,
    },
  ],
  [
    'the edge on the account only',
    { api: onlyAt(ACCOUNTS, EDGE) },
    { ...VIOLATED, incident: ['P3', 'network'], next: /Keep the key/ },
  ],
  [
    '503 on three endpoints',
    {
      api: ({ path }) => (['/api/segments', '/api/forms', '/api/images'].includes(path) ? UNAVAILABLE : undefined),
      code: LISTS,
    },
    { ...VIOLATED, incident: ['P2', 'vendor'], says: /503 at 3 of 20 endpoints/ },
  ],
  [
    'the connection is cut at one endpoint',
    { api: onlyAt('/api/segments', { status: 0, isCut: true }), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /nothing \(reset\) at 1 of 20/ },
  ],
  [
    'broken JSON at one endpoint',
    { api: onlyAt('/api/forms', { status: 200, body: '{"da' }), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /broken JSON at 1 of 20/ },
  ],
  [
    'an endpoint that the plan does not include',
    { api: onlyAt('/api/data-sources', error(403, 'not_in_plan', 'x')), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'key'], says: /It may also read/ },
  ],
  [
    'an endpoint that the code needs is gone',
    { api: onlyAt('/api/lists', error(410, 'gone', 'x')), code: LISTS },
    { ...OPEN, incident: ['P3', 'vendor'], also: /410 at \/api\/lists/, never: /compare the key/ },
  ],
  [
    'an endpoint that is not there',
    { api: onlyAt('/api/data-sources', error(404, 'not_found', 'x')), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'key'] },
  ],
  ['503 once, then well', { api: first(1, UNAVAILABLE) }, VERIFIED],
  [
    '429 once, then well',
    { api: first(1, THROTTLED) },
    { ...VERIFIED, incident: ['P2', 'traffic'], says: /429 once before it let the preflight through/ },
  ],
];

const KEY_STATES: Row[] = [
  [
    '401',
    { api: always(UNAUTHORIZED) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /also when it was asked again/, next: /Create a new private key/ },
  ],
  [
    '401 as the page of a gateway',
    { api: always({ status: 401, body: '<html>Login</html>', headers: HTML }) },
    { ...OPEN, incident: ['P1', 'network'], says: /401 without the JSON/, next: /proxy/ },
  ],
  [
    '400 about the revision',
    { api: always(error(400, 'invalid', 'Invalid revision header.')) },
    { ...OPEN, incident: ['P2', 'network'], says: /refused the question itself with 400/ },
  ],
  [
    '401 while an incident names the codes of another product',
    {
      api: always(UNAUTHORIZED),
      page: page('minor', { incidents: [incident('SMS authentication codes delayed', 'minor', ['SMS'])] }),
    },
    { ...VIOLATED, incident: ['P1', 'key'] },
  ],
  [
    '401 while an incident about authentication is over',
    {
      api: always(UNAUTHORIZED),
      page: page('none', { incidents: [{ ...incident('Authentication errors', 'major'), status: 'resolved' }] }),
    },
    { ...VIOLATED, incident: ['P1', 'key'] },
  ],
  [
    '401 by turns',
    { api: ({ nth }) => (nth % 2 === 1 ? UNAUTHORIZED : undefined) },
    { ...OPEN, incident: ['P3', 'vendor'], next: /Keep the key/ },
  ],
  [
    '200 and 401 by turns, in a project',
    { api: ({ nth }) => (nth % 2 === 0 ? UNAUTHORIZED : undefined), code: LISTS },
    { ...VIOLATED, incident: ['P2', 'vendor'], next: /Keep the key/ },
  ],
  [
    '200 and 401 by turns',
    { api: ({ path, nthOfPath }) => (path !== ACCOUNTS || nthOfPath === 2 ? UNAUTHORIZED : undefined) },
    { ...VIOLATED, incident: ['P1', 'vendor'], next: /Keep the key/ },
  ],
  [
    '500, then 401',
    { api: ({ nth }) => (nth <= 3 ? DOWN : UNAUTHORIZED) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /with 401, also when it was asked again/, never: /accepted/ },
  ],
  [
    '400 about the key',
    { api: always(error(400, 'invalid', 'Invalid API key.')) },
    { ...VIOLATED, incident: ['P1', 'key'] },
  ],
  [
    '401 while an incident names authentication',
    {
      api: always(UNAUTHORIZED),
      page: page('major', { incidents: [incident('Authentication errors for private keys', 'major')] }),
    },
    {
      ...OPEN,
      incident: ['P1', 'vendor'],
      says: /'Authentication errors for private keys'/,
      next: /Do not rotate the key yet/,
    },
  ],
  [
    '401 while an incident names API keys, and the indicator lags behind',
    { api: always(UNAUTHORIZED), page: page('none', { incidents: [incident('API keys rejected', 'minor')] }) },
    { ...OPEN, incident: ['P1', 'vendor'], next: /Do not rotate/ },
  ],
  [
    '401 while an incident is about something else',
    { api: always(UNAUTHORIZED), page: page('minor', { incidents: [incident('Delayed events', 'minor')] }) },
    { ...VIOLATED, incident: ['P1', 'key'] },
  ],
  [
    'one 401, then 200',
    { api: first(1, UNAUTHORIZED) },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /refused the private key once/, next: /Keep the key/ },
  ],
  [
    'one 401, then 200, in a project',
    { api: first(1, UNAUTHORIZED), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'vendor'], next: /Keep the key/ },
  ],
  [
    '401, then 503',
    { api: ({ path, nthOfPath }) => (path === ACCOUNTS && nthOfPath > 1 ? UNAVAILABLE : UNAUTHORIZED) },
    { ...OPEN, incident: ['P1', 'vendor'], next: /only when it is refused twice/ },
  ],
  [
    '200, then 401',
    { api: after(1, UNAUTHORIZED) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /revoked meanwhile/ },
  ],
  [
    '200, then 401, in a project',
    { api: after(3, UNAUTHORIZED), code: LISTS },
    { ...VIOLATED, incident: ['P1', 'key'], says: /revoked meanwhile/ },
  ],
  [
    'revoked after the endpoints were read',
    { api: after(5, UNAUTHORIZED) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /revoked meanwhile/ },
  ],
  [
    '401 at one endpoint only',
    { api: onlyAt('/api/segments', UNAUTHORIZED), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /401 at 1 of 20 endpoints: \/api\/segments/ },
  ],
  [
    '401 at the account only',
    { api: onlyAt(ACCOUNTS, UNAUTHORIZED) },
    { ...OPEN, incident: ['P3', 'vendor'], next: /Keep the key/ },
  ],
  [
    '403 on the account only, which names the scope',
    { api: onlyAt(ACCOUNTS, error(403, 'permission_denied', 'missing required scopes: accounts:read.')), code: LISTS },
    { ...OPEN, incident: ['P3', 'key'], also: /lacks the scope 'accounts:read'/ },
  ],
  [
    '403 on the account only, which names nothing',
    { api: onlyAt(ACCOUNTS, error(403, 'permission_denied', 'No.')) },
    { ...OPEN, incident: ['P4', 'key'], says: /'accounts:read'/, next: /accounts:read/ },
  ],
  [
    '403 on the account only, of another kind',
    { api: onlyAt(ACCOUNTS, error(403, 'forbidden', 'No.')) },
    { ...OPEN, incident: ['P4', 'key'], says: /'accounts:read'/ },
  ],
  [
    'a scope that the code needs is missing',
    { api: onlyAt('/api/lists', error(403, 'permission_denied', 'missing required scopes: lists:read.')), code: LISTS },
    { ...VIOLATED, incident: ['P1', 'key'], next: /exactly 'accounts:read', 'lists:read', 'profiles:write'/ },
  ],
  [
    'a key with a line break',
    { key: `${fakeKey()}\n` },
    { ...VIOLATED, incident: ['P1', 'key'], next: /Store the private key again/ },
  ],
  ['a public key', { key: 'AbC123' }, { ...VIOLATED, incident: ['P1', 'key'], says: /public key/ }],
];

const PAGE: Row[] = [
  [
    'the API in a major outage, with indicator none',
    { page: page('none', { components: [component('Klaviyo API', 'major_outage')] }) },
    { ...VIOLATED, incident: ['P1', 'vendor'], says: /Klaviyo API: major outage/ },
  ],
  [
    'the API in a partial outage, with indicator none',
    { page: page('none', { components: [component('Klaviyo API', 'partial_outage')] }) },
    { ...VERIFIED, incident: ['P2', 'vendor'] },
  ],
  [
    'the API degraded, with indicator none',
    { page: page('none', { components: [component('Klaviyo API', 'degraded_performance')] }) },
    { ...VERIFIED, incident: ['P3', 'vendor'] },
  ],
  [
    'an unknown indicator with an incident',
    { page: page('catastrophic', { incidents: [incident('API errors', 'critical')] }) },
    { ...VIOLATED, incident: ['P1', 'vendor'], says: /'API errors'/ },
  ],
  ['an unknown indicator with nothing else is looked up in status.json', { page: page('catastrophic') }, VERIFIED],
  [
    'an unknown indicator with nothing else anywhere',
    { page: always({ status: 200, body: { status: { indicator: 'catastrophic' }, incidents: [] } }) },
    { ...VERIFIED, incident: ['P4', 'network'], says: /could not be read/ },
  ],
  [
    'only status.json',
    {
      page: ({ path }) =>
        path === '/api/v2/status.json'
          ? { status: 200, body: { status: { indicator: 'critical' } } }
          : { status: 404, body: {} },
    },
    { ...VIOLATED, incident: ['P1', 'vendor'] },
  ],
  [
    "incident.io's shape",
    {
      page: ({ path }) =>
        path === '/api/v1/summary'
          ? {
              status: 200,
              body: {
                page_title: 'Klaviyo',
                ongoing_incidents: [
                  {
                    id: '1',
                    name: 'API errors',
                    status: 'identified',
                    current_worst_impact: 'full_outage',
                    affected_components: [{ id: 'c', name: 'Klaviyo API', current_status: 'full_outage' }],
                  },
                ],
                in_progress_maintenances: [],
                scheduled_maintenances: [],
              },
            }
          : { status: 404 },
    },
    { ...VIOLATED, incident: ['P1', 'vendor'], says: /'API errors' \(identified\)/ },
  ],
  [
    "incident.io's shape in the place of the other",
    {
      page: always({
        status: 200,
        body: {
          ongoing_incidents: [
            {
              name: 'API errors',
              status: 'investigating',
              current_worst_impact: 'partial_outage',
              affected_components: [],
            },
          ],
        },
      }),
    },
    { ...VERIFIED, incident: ['P2', 'vendor'] },
  ],
  [
    "incident.io's shape, all well",
    {
      page: always({
        status: 200,
        body: { ongoing_incidents: [], in_progress_maintenances: [], scheduled_maintenances: [] },
      }),
    },
    VERIFIED,
  ],
  [
    'maintenance over its time',
    {
      page: page('none', {
        scheduled_maintenances: [
          {
            name: 'Database work',
            status: 'in_progress',
            scheduled_for: '2020-01-01T00:00:00Z',
            scheduled_until: '2020-01-01T02:00:00Z',
          },
        ],
      }),
    },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /was to end at 2020-01-01T02:00:00.000Z and is still under way/ },
  ],
  [
    'sign-up forms are down',
    {
      page: page('major', {
        incidents: [incident('Signup forms not loading', 'critical')],
        components: [component('Signup Forms', 'major_outage')],
      }),
      code: LISTS,
    },
    {
      ...VERIFIED,
      incident: ['P3', 'key'],
      also: /nothing that this code calls, but trouble elsewhere: 'Signup forms not loading'/,
    },
  ],
  [
    'SMS is down elsewhere',
    { page: page('critical', { incidents: [incident('SMS delivery to Australia', 'critical', ['SMS Sending'])] }) },
    { ...VERIFIED, incident: ['P4', 'vendor'] },
  ],
  [
    'e-mail is late',
    { page: page('major', { components: [component('Email Sending', 'partial_outage')] }) },
    { ...VERIFIED, incident: ['P4', 'vendor'] },
  ],
  [
    'events are late, and the code sends events',
    { page: page('major', { incidents: [incident('Delayed events', 'major')] }), code: EVENTS },
    { ...VERIFIED, incident: ['P2', 'vendor'] },
  ],
  [
    'events are late, and the code sends none',
    { page: page('major', { incidents: [incident('Delayed events', 'major')] }), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'key'], also: /trouble elsewhere: 'Delayed events'/ },
  ],
  [
    'events are late, and what the code calls is not known',
    { page: page('major', { incidents: [incident('Delayed events', 'major')] }) },
    { ...VERIFIED, incident: ['P2', 'vendor'] },
  ],
  [
    'an incident that is resolved',
    { page: page('none', { incidents: [{ ...incident('API errors', 'critical'), status: 'resolved' }] }) },
    VERIFIED,
  ],
  ['a page that is down', { page: always({ status: 503 }) }, { ...VERIFIED, incident: ['P4', 'network'] }],
];

const APP: Row[] = [
  [
    'the app is well',
    {
      app: health({
        status: 'ok',
        klaviyo: { status: 'up', accountId: 'AbC123', circuit: 'closed', latencyMs: 80, queue: { depth: 3, max: 100 } },
      }),
    },
    VERIFIED,
  ],
  [
    'the app says that it is down',
    { app: health({ status: 'down', klaviyo: { status: 'up' } }) },
    { ...VIOLATED, incident: ['P1', 'app'], says: /says that it is down/ },
  ],
  [
    'the app says that Klaviyo is down',
    { app: health({ status: 'ok', klaviyo: 'down' }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /Klaviyo does not work for it/ },
  ],
  [
    'another account',
    { app: health({ klaviyo: { status: 'up', accountId: 'XyZ789' } }) },
    { ...VIOLATED, incident: ['P1', 'app'], says: /another account, 'XyZ789'.*'AbC123'/, next: /Compare the key/ },
  ],
  [
    'an open circuit',
    { app: health({ klaviyo: { status: 'up', circuit: 'open' } }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /circuit to Klaviyo is open/ },
  ],
  [
    'a half-open circuit',
    { app: health({ klaviyo: { status: 'up', circuitBreaker: { state: 'HALF_OPEN' } } }) },
    { ...VERIFIED, incident: ['P3', 'app'], says: /half-open/ },
  ],
  [
    'a slow latencyMs',
    { app: health({ klaviyo: { status: 'up', latencyMs: 9000 } }) },
    { ...VERIFIED, incident: ['P2', 'app'], says: /9000 ms for it \(latencyMs\)/ },
  ],
  [
    'a full queue',
    { app: health({ klaviyo: { status: 'up' }, queue: { depth: 10_000, max: 10_000 } }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /queue is full \(100 %\)/ },
  ],
  [
    'a full queue whose figures are texts',
    { app: health({ klaviyo: { status: 'up', queue: { depth: '10', max: '10' } } }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /full/ },
  ],
  [
    'a queue that is nearly full',
    { app: health({ klaviyo: { status: 'up', queueDepth: 95, queueMax: 100 } }) },
    { ...VERIFIED, incident: ['P3', 'app'], says: /nearly full \(95 %\)/ },
  ],
  [
    '401 of the health endpoint',
    { app: health({}, 401) },
    { ...VIOLATED, incident: ['P3', 'app'], says: /401 in \d+ ms: it demands credentials/, never: /redirect/ },
  ],
  [
    '404 of the health endpoint',
    { app: health('', 404) },
    { ...VIOLATED, incident: ['P3', 'app'], says: /there is no health endpoint at this address/, never: /redirect/ },
  ],
  ['503 of the health endpoint', { app: health('', 503) }, { ...VIOLATED, incident: ['P1', 'app'] }],
  [
    '503 that says why',
    { app: health({ status: 'error', klaviyo: { status: 'down' } }, 503) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /503.*Klaviyo does not work/ },
  ],
  [
    'a redirect of the health endpoint',
    { app: always({ status: 302, headers: { location: '/login' } }) },
    { ...VIOLATED, incident: ['P3', 'app'], says: /no redirect is followed/ },
  ],
  [
    'a report that says nothing of Klaviyo',
    { app: health({ status: 'ok' }) },
    { ...VERIFIED, incident: ['P3', 'app'] },
  ],
  [
    'several faults at once, the worst first',
    { app: health({ klaviyo: { status: 'up', latencyMs: 9000, circuit: 'open', accountId: 'XyZ789' } }) },
    { ...VIOLATED, incident: ['P1', 'app'], says: /^The app reports another account.*circuit.*latencyMs/ },
  ],
];

const WEBHOOK: Row[] = [
  ['an endpoint that does everything right', { webhook: endpoint({}) }, { ...VERIFIED, incident: ['P4', 'app'] }],
  [
    'a redirect',
    { webhook: endpoint({ signed: 301, old: 301, wrong: 301, unsigned: 301 }) },
    {
      ...VIOLATED,
      incident: ['P2', 'app'],
      says: /301.*a redirect/,
      next: /address that it redirects to/,
      never: /forge/,
    },
  ],
  [
    '204',
    { webhook: endpoint({ signed: 204 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /^Answer 200, 201 or 202/, never: /secret/ },
  ],
  [
    '409 on a repetition',
    { webhook: endpoint({ repeated: 409 }) },
    {
      ...VERIFIED,
      incident: ['P3', 'app'],
      says: /409 to a repeated delivery: it knows the repetition/,
      next: /handled already/,
      never: /secret/,
    },
  ],
  [
    '429 on a repetition',
    { webhook: endpoint({ repeated: 429 }) },
    { ...VERIFIED, incident: ['P3', 'app'], next: /rate limit/, never: /knows the repetition/ },
  ],
  [
    'a login in front of it',
    { webhook: always({ status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /Take the login off this path/ },
  ],
  [
    'a firewall in front of it',
    { webhook: always(EDGE) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /a firewall, a bot protection or a CSRF check/ },
  ],
  [
    'JSON is not taken',
    { webhook: always({ status: 415 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /application\/json/ },
  ],
  [
    '500 on a repetition',
    { webhook: endpoint({ repeated: 500 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /handled already/ },
  ],
  [
    '500 when unsigned',
    { webhook: endpoint({ unsigned: 500 }) },
    { ...VERIFIED, incident: ['P3', 'app'], says: /500 to a delivery without a signature/, never: /forge/ },
  ],
  [
    'everything is accepted',
    { webhook: endpoint({ old: 202, wrong: 202, unsigned: 202 }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /forge.*replayed/ },
  ],
  [
    'what is unsigned is accepted',
    { webhook: endpoint({ unsigned: 200 }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /without a signature, so anybody can forge/ },
  ],
  [
    'an old delivery is accepted',
    { webhook: endpoint({ old: 202 }) },
    { ...VERIFIED, incident: ['P3', 'app'], next: /two days/ },
  ],
  [
    '401 to what is signed',
    { webhook: endpoint({ signed: 401 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /Compare the secret/ },
  ],
  [
    '404',
    { webhook: always({ status: 404 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /path of the endpoint/, never: /secret/ },
  ],
  [
    '500 to what is signed',
    { webhook: always({ status: 500 }) },
    { ...VIOLATED, incident: ['P1', 'app'], next: /logs of the app/, never: /forge/ },
  ],
  [
    'nobody answers',
    { webhook: always({ status: 0, isCut: true }) },
    { ...VIOLATED, incident: ['P1', 'app'], says: /did not answer/ },
  ],
  [
    'the registered webhook is disabled',
    { api: webhooks(hook('https://shop.example', false)), targets: OWN },
    { ...VIOLATED, incident: ['P2', 'app'], says: /'shop\.example' is disabled/, next: /enable the webhook again/ },
  ],
  [
    'the registered webhook points elsewhere',
    { api: webhooks(hook('https://old.example')), targets: OWN },
    {
      ...OPEN,
      incident: ['P2', 'app'],
      says: /points at 'shop\.example'; the registered ones point elsewhere: 'old\.example'/,
    },
  ],
  [
    'the registered webhook has http:',
    { api: webhooks(hook('http://shop.example')), targets: OWN },
    { ...VIOLATED, incident: ['P2', 'app'], next: /https address/ },
  ],
  [
    'the registered webhook is right',
    { api: webhooks(hook('https://shop.example')), targets: OWN },
    { ...OPEN, incident: ['P4', 'app'], also: /points at the endpoint, and is enabled/ },
  ],
  [
    'no webhook is registered',
    { api: webhooks(), targets: OWN },
    { ...OPEN, incident: ['P3', 'app'], says: /No webhook is registered/ },
  ],
  [
    'the key may not list webhooks',
    { api: onlyAt('/api/webhooks', error(403, 'permission_denied', 'webhooks:read')), targets: OWN, code: LISTS },
    { ...OPEN, incident: ['P3', 'key'] },
  ],
  [
    'a disabled webhook, seen without being asked for',
    { api: webhooks(hook('https://a.example', false), hook('https://b.example')), code: LISTS },
    { ...VERIFIED, incident: ['P3', 'key'], also: /1 of 2 webhooks are disabled at Klaviyo: 'a\.example'/ },
  ],
];

const ACCOUNT: Row[] = [
  [
    'another account than expected',
    { targets: { expectAccount: 'XyZ789' } },
    { ...VIOLATED, incident: ['P1', 'account'] },
  ],
  ['the expected account', { targets: { expectAccount: 'AbC123' } }, VERIFIED],
  [
    'an account that is none',
    { api: onlyAt(ACCOUNTS, { status: 200, body: { data: [] } }) },
    { ...OPEN, incident: ['P3', 'account'] },
  ],
];

describe.concurrent.each([
  ['in good health', HEALTHY],
  ['of the API as a whole', API],
  ['of some endpoints', PARTLY],
  ['of the key', KEY_STATES],
  ['of the status page', PAGE],
  ['of the app', APP],
  ['of webhooks', WEBHOOK],
  ['of the account', ACCOUNT],
])('states %s', (_, rows) => {
  test.each(rows)('%s', async (_name, state, { verdict, incident: expected, says, next, exitCode, also, never }) => {
    const { report, exitCode: code, asked } = await preflightIn(state);
    const [lead] = report.incidents;

    expect({ verdict: report.verdict, incident: lead && [lead.priority, lead.faultDomain], exitCode: code }).toEqual({
      verdict,
      incident: expected,
      exitCode,
    });
    if (says) expect(lead?.message).toMatch(says);
    expect(lead?.nextAction ?? '.').toMatch(next ?? /\.$/);
    const reported = report.probes.map(({ message, reason }) => message ?? reason ?? '').join('\n');
    if (also) expect(reported).toMatch(also);
    if (never)
      expect(`${reported}\n${report.incidents.map(({ nextAction }) => nextAction).join('\n')}`).not.toMatch(never);
    expect(asked.length).toBeLessThanOrEqual(30);
  });
});
