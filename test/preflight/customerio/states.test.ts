import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { FaultDomain, Priority } from '../../../src/model/report.ts';
import type { Verdict } from '../../../src/model/verdict.ts';
import { simulatedKeys, type CustomerioKeys } from '../../../src/simulator/customerio/keys.ts';
import { customerioIn, type AppAnswer, type AppRequest, type CustomerioState } from '../../support/customerio-state.ts';
import { startDnsServer, type Zone } from '../../support/dns-server.ts';

interface Expected {
  verdict: Verdict;
  exitCode: 0 | 1;
  /** The most urgent incident; absent where there is none. */
  incident?: [priority: Priority, faultDomain: FaultDomain];
  /** Of that incident. */
  says?: RegExp;
  next?: RegExp;
  /** How many incidents there are; one cause is one. */
  incidents?: number;
}

type Row = [name: string, state: CustomerioState, expected: Expected];

const VIOLATED = { verdict: 'violated', exitCode: 1 } as const;
const OPEN = { verdict: 'not verified', exitCode: 1 } as const;
const VERIFIED = { verdict: 'verified', exitCode: 0 } as const;
const WRONG = ['not', 'one', 'of', 'these', 'keys'].join('-');
const REGION = 'getAccountRegion';
const LIST = 'listWorkspaces';
const short = { options: { budgetMs: 1_500 } };

const KEYS: Row[] = [
  ['everything is well', {}, { ...VERIFIED, incidents: 0 }],
  [
    'only the Track pair is given',
    { keys: ({ siteId, trackKey }) => ({ siteId, trackKey }) },
    { ...VERIFIED, incidents: 0 },
  ],
  ['only the App key is given', { keys: ({ appKey }) => ({ appKey }) }, { ...VERIFIED, incidents: 0 }],
  [
    'a wrong Track key',
    { keys: own => ({ ...own, trackKey: WRONG }) },
    {
      ...VIOLATED,
      incident: ['P1', 'key'],
      says: /refused site id and Track key with 401, also when it was asked again/,
      incidents: 1,
    },
  ],
  [
    'a wrong App key',
    { keys: own => ({ ...own, appKey: WRONG }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /refused the App key with 401/, incidents: 1 },
  ],
  [
    'every key is revoked: one story',
    { simulated: { scenario: 'revoked-key' } },
    { ...VIOLATED, incident: ['P1', 'key'], next: /Compare site id and Track key/, incidents: 1 },
  ],
  [
    "site id and Track key in each other's place",
    { keys: ({ siteId, trackKey, appKey }) => ({ siteId: trackKey, trackKey: siteId, appKey }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /other way round/, next: /Exchange the values/, incidents: 1 },
  ],
  [
    "Track key and App key in each other's place",
    { keys: ({ siteId, trackKey, appKey }) => ({ siteId, trackKey: appKey, appKey: trackKey }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /given as the Track key is an App key/, incidents: 1 },
  ],
  [
    'the App key in both places',
    { keys: ({ siteId, appKey }) => ({ siteId, trackKey: appKey, appKey }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /given as the Track key is an App key/ },
  ],
  [
    'the Track key in both places',
    { keys: ({ siteId, trackKey }) => ({ siteId, trackKey, appKey: trackKey }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /given as the App key is a Track key/ },
  ],
  [
    'a line break around a key',
    { keys: own => ({ ...own, trackKey: `${own.trackKey}\n` }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /white space or a line break/ },
  ],
  [
    'the token of a service account',
    { keys: own => ({ ...own, appKey: own.serviceAccountToken }) },
    { ...VIOLATED, incident: ['P1', 'key'], says: /token of a service account/ },
  ],
  [
    'a key that is refused once',
    { faults: [{ operation: REGION, status: 401 }] },
    { ...VERIFIED, incident: ['P3', 'vendor'], says: /refused .* once/ },
  ],
  [
    'a refusal that nothing confirms',
    {
      faults: [
        { operation: REGION, status: 401 },
        { operation: REGION, status: 400 },
      ],
    },
    {
      ...OPEN,
      incident: ['P1', 'vendor'],
      says: /no usable answer when it was asked again/,
      next: /rotate the key only when/,
    },
  ],
  [
    'a key that may not list workspaces',
    { faults: [{ operation: LIST, status: 403 }] },
    { ...VERIFIED, incident: ['P3', 'key'], says: /may not list workspaces/ },
  ],
];

const REGIONS: Row[] = [
  [
    'an account in the EU, as stated',
    { simulated: { region: 'eu' }, targets: { region: 'eu' } },
    { ...VERIFIED, incidents: 0 },
  ],
  [
    'an account in the EU, where the US was stated: one story, and no redirect is followed',
    { simulated: { region: 'eu' }, targets: { region: 'us' } },
    {
      ...VIOLATED,
      incident: ['P1', 'account'],
      says: /account is in the EU, and the US was stated/,
      next: /RegionEU/,
      incidents: 1,
    },
  ],
  [
    'an account in the US, where the EU was stated',
    { targets: { region: 'eu' } },
    { ...VIOLATED, incident: ['P1', 'account'], says: /account is in the US, and the EU was stated/, incidents: 1 },
  ],
  [
    'an account in the EU, where nothing was stated',
    { simulated: { region: 'eu' } },
    { ...VERIFIED, incident: ['P2', 'account'], says: /no region was stated/, incidents: 1 },
  ],
  [
    'only an App key, of another region',
    { simulated: { region: 'eu' }, targets: { region: 'us' }, keys: ({ appKey }) => ({ appKey }) },
    { ...VIOLATED, incident: ['P1', 'account'], says: /account is in the EU/, incidents: 1 },
  ],
  ['the expected workspace', { targets: { expectWorkspace: '3' } }, { ...VERIFIED, incidents: 0 }],
  [
    'another workspace than the expected one',
    { targets: { expectWorkspace: '4' } },
    { ...VIOLATED, incident: ['P1', 'account'], says: /belong to workspace 3, and 4 is expected/ },
  ],
  [
    'only an App key, and its account does not have the expected workspace',
    { targets: { expectWorkspace: '4' }, keys: ({ appKey }) => ({ appKey }) },
    { ...VIOLATED, incident: ['P1', 'account'], says: /lists no workspace 4/ },
  ],
  [
    'a key of staging in production',
    { targets: { otherKeys: [simulatedKeys(1).trackKey] } },
    { ...VIOLATED, incident: ['P1', 'key'], says: /Another environment uses the same Track key/ },
  ],
  [
    'keys of staging that are others',
    { targets: { otherKeys: Object.values(simulatedKeys(2)) } },
    { ...VERIFIED, incidents: 0 },
  ],
];

const ANSWERS: Row[] = [
  [
    '429, always',
    { simulated: { scenario: 'throttled' } },
    { ...VIOLATED, incident: ['P2', 'traffic'], says: /429 to all 4 attempts/, incidents: 1 },
  ],
  ['429, once', { simulated: { scenario: 'throttled-once' } }, { ...VERIFIED, incidents: 0 }],
  [
    '500, always: one story',
    { simulated: { scenario: 'server-error' } },
    { ...OPEN, incident: ['P1', 'vendor'], says: /answered 500/, incidents: 1 },
  ],
  [
    '502 as a page',
    { simulated: { scenario: 'bad-gateway' } },
    { ...OPEN, incident: ['P1', 'vendor'], says: /answered 502/, incidents: 1 },
  ],
  [
    '503, and the status page says so',
    { simulated: { scenario: 'unavailable' } },
    { ...VIOLATED, incident: ['P1', 'vendor'], incidents: 1 },
  ],
  ['503, once', { simulated: { scenario: 'unavailable-once' } }, { ...VERIFIED, incidents: 0 }],
  [
    '402',
    { faults: [{ operation: '*', status: 402, times: 9 }] },
    { ...VIOLATED, incident: ['P1', 'account'], next: /billing/ },
  ],
  [
    '403 as JSON: the account is closed',
    { simulated: { scenario: 'access-refused' } },
    { ...VIOLATED, incident: ['P1', 'account'], next: /account is active/ },
  ],
  [
    '403 as a page',
    { simulated: { scenario: 'edge-refusal' } },
    { ...OPEN, incident: ['P1', 'network'], next: /Keep the keys/, incidents: 1 },
  ],
  [
    '404',
    { faults: [{ operation: '*', status: 404, times: 9 }] },
    { ...OPEN, incident: ['P2', 'network'], says: /refused the question itself with 404/ },
  ],
  [
    '407 of a proxy',
    { faults: [{ operation: '*', status: 407, times: 9 }] },
    { ...OPEN, incident: ['P1', 'network'], next: /NO_PROXY/ },
  ],
  [
    'a redirect to another host',
    { simulated: { scenario: 'redirecting' } },
    { ...OPEN, incident: ['P1', 'network'], says: /never followed/, incidents: 1 },
  ],
  [
    'HTML with 200',
    { simulated: { scenario: 'login-page' } },
    { ...OPEN, incident: ['P1', 'network'], next: /captive portal/, incidents: 1 },
  ],
  [
    'nothing with 200',
    { simulated: { scenario: 'empty-body' } },
    { ...OPEN, incident: ['P1', 'network'], incidents: 1 },
  ],
  [
    'half a document with 200',
    { simulated: { scenario: 'malformed-json' } },
    { ...OPEN, incident: ['P1', 'vendor'], says: /broken JSON/, incidents: 1 },
  ],
  [
    'a body that ends in the middle',
    { simulated: { scenario: 'cut-short' } },
    { ...OPEN, incident: ['P1', 'network'], incidents: 1 },
  ],
  [
    'a megabyte',
    { simulated: { scenario: 'oversized' } },
    { ...OPEN, incident: ['P1', 'network'], says: /too large/, incidents: 1 },
  ],
  [
    'no answer, ever',
    { simulated: { scenario: 'hanging' }, ...short },
    { ...OPEN, incident: ['P1', 'network'], says: /did not answer in time/, incidents: 1 },
  ],
  [
    'a body that never ends',
    { simulated: { scenario: 'dripping' }, ...short },
    { ...OPEN, incident: ['P1', 'network'], says: /did not answer in time/, incidents: 1 },
  ],
  [
    'the connection is cut',
    { simulated: { scenario: 'connection-reset' } },
    { ...OPEN, incident: ['P1', 'network'], says: /was cut/, incidents: 1 },
  ],
  ['the connection is cut once', { simulated: { scenario: 'connection-reset-once' } }, { ...VERIFIED, incidents: 0 }],
  [
    'nothing is reached',
    { isUnreachable: true },
    { ...OPEN, incident: ['P1', 'network'], says: /refused/, incidents: 1 },
  ],
];

const PAGES: Row[] = [
  ['a minor incident', { simulated: { scenario: 'status-minor' } }, { ...VERIFIED, incident: ['P3', 'vendor'] }],
  [
    'a major incident',
    { simulated: { scenario: 'status-incident' } },
    { ...VERIFIED, incident: ['P2', 'vendor'], says: /Delayed messages/ },
  ],
  ['a critical incident', { simulated: { scenario: 'status-critical' } }, { ...VIOLATED, incident: ['P1', 'vendor'] }],
  [
    'maintenance within a day',
    { simulated: { scenario: 'status-maintenance-due' } },
    { ...VERIFIED, incident: ['P3', 'vendor'] },
  ],
  ['a page that is down', { simulated: { scenario: 'status-down' } }, { ...VERIFIED, incident: ['P4', 'network'] }],
  [
    'a page that says nonsense',
    { simulated: { scenario: 'status-malformed' } },
    { ...VERIFIED, incident: ['P4', 'network'] },
  ],
];

const APP: Row[] = [
  [
    'a health endpoint that reports Customer.io',
    { health: () => ({ status: 200, body: { customerio: { status: 'up' } } }) },
    { ...VERIFIED, incidents: 0 },
  ],
  [
    'a health endpoint that says that Customer.io is down',
    { health: () => ({ status: 503, body: { cio: 'down' } }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /Customer\.io does not work/ },
  ],
  [
    'a health endpoint that says nothing of it',
    { health: () => ({ status: 200, body: { status: 'ok' } }) },
    { ...VERIFIED, incident: ['P3', 'app'] },
  ],
  [
    'an app with another workspace',
    {
      targets: { expectWorkspace: '3' },
      health: () => ({ status: 200, body: { customerio: { status: 'up', workspaceId: 4 } } }),
    },
    { ...VIOLATED, incident: ['P1', 'app'], says: /another workspace, '4'/ },
  ],
];

const SIGNING_KEY = simulatedKeys(1).signingKey;
type Kind = 'signed' | 'old' | 'wrong' | 'unsigned';

function kindOf({ headers, body }: AppRequest): Kind {
  const [timestamp, signature] = [String(headers['x-cio-timestamp']), headers['x-cio-signature']];
  if (signature === undefined) return 'unsigned';
  const expected = createHmac('sha256', SIGNING_KEY).update(`v0:${timestamp}:${body}`).digest('hex');
  if (signature !== expected) return 'wrong';
  return Date.now() / 1000 - Number(timestamp) > 3_600 ? 'old' : 'signed';
}

const answering =
  (statuses: Partial<Record<Kind, number>>): ((request: AppRequest) => AppAnswer) =>
  request => ({ status: { signed: 200, old: 401, wrong: 401, unsigned: 401, ...statuses }[kindOf(request)] });

const WEBHOOKS: Row[] = [
  ['an endpoint that does everything right', { webhook: answering({ signed: 204 }) }, { ...VERIFIED, incidents: 0 }],
  [
    'an endpoint that takes what is unsigned',
    { webhook: answering({ unsigned: 200 }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /without a signature/, next: /v0:<X-CIO-Timestamp>:<raw body>/ },
  ],
  [
    'an endpoint that takes a wrong signature',
    { webhook: answering({ wrong: 200 }) },
    { ...VIOLATED, incident: ['P2', 'app'], says: /wrong signature/ },
  ],
  [
    'an endpoint that takes what is a week old',
    { webhook: answering({ old: 200 }) },
    { ...VERIFIED, incident: ['P3', 'app'], says: /a week old/ },
  ],
  [
    'an endpoint that refuses what is right',
    { webhook: answering({ signed: 401 }) },
    { ...VIOLATED, incident: ['P2', 'app'], next: /Compare the signing key/ },
  ],
  ['an endpoint that fails', { webhook: answering({ signed: 500 }) }, { ...VIOLATED, incident: ['P1', 'app'] }],
  [
    'an endpoint to which nobody consented',
    { webhook: answering({}), targets: { sendTestWebhook: false } },
    { ...OPEN, incident: ['P4', 'app'] },
  ],
];

describe.each([
  ['keys', KEYS],
  ['region, workspace and environments', REGIONS],
  ['answers', ANSWERS],
  ['the status page', PAGES],
  ['the app', APP],
  ['webhooks', WEBHOOKS],
] as const)('%s', (_, rows) => {
  test.each(rows)('%s', async (_name, state, expected) => {
    const { report, exitCode, simulator } = await customerioIn(state);
    expectTo(report, exitCode, expected);
    expectNoSecret(report, simulator.keys);
    expect(simulator.requests.filter(({ server }) => server === 'elsewhere')).toEqual([]);
    expect(report.calls.filter(({ method }) => method !== 'DNS').length).toBeLessThanOrEqual(40);
    expect(report.calls.filter(({ url }) => url.includes('customers'))).toEqual([]);
  });
});

const KEY =
  'k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC7vbqajDw4o6gJy8UtmIbkcpnkO3Kwc4qsEnSZp/TR+fQi62F79RHWmwKOtFmwteURgLbj7D/WGuNLGOfa/2vse3G2eHnHl5CB8ruRX9fBl/KgwCVr2JaEuUm66bBQeP5XeBotdR4cvX38uPYivCDdPjJ1QWPdspTBKcxeFbccDwIDAQAB';
const CIO = 'cio12345.shop.example';
const ZONE: Zone = {
  [CIO]: { texts: ['v=spf1 include:mail.example ~all'], mx: ['mx.mail.example'] },
  'mail.example': ['v=spf1 ip4:192.0.2.0/24 ~all'],
  [`krs._domainkey.${CIO}`]: [KEY],
  '_dmarc.shop.example': ['v=DMARC1; p=reject; rua=mailto:dmarc@shop.example'],
  'links.shop.example': { alias: 'e.customeriomail.com' },
};
const NONE = undefined as unknown as Zone[string];

const DOMAINS: [name: string, zone: Zone, domain: object, expected: Expected][] = [
  ['every record is there', {}, {}, { ...VERIFIED, incidents: 0 }],
  [
    'every record is as expected',
    {},
    { mx: ['mx.mail.example'], spf: ['include:mail.example'], dkim: KEY, linkTracking: { host: 'links.shop.example' } },
    { ...VERIFIED, incidents: 0 },
  ],
  [
    'no MX record',
    { [CIO]: ['v=spf1 include:mail.example ~all'] },
    {},
    { ...VIOLATED, incident: ['P2', 'domain'], says: /no MX record/ },
  ],
  [
    'another MX record than expected',
    {},
    { mx: ['mx.other.example'] },
    { ...VIOLATED, incident: ['P2', 'domain'], says: /lack 'mx\.other\.example'/ },
  ],
  [
    'no SPF record',
    { [CIO]: { mx: ['mx.mail.example'] } },
    {},
    { ...VIOLATED, incident: ['P2', 'domain'], says: /no SPF record/ },
  ],
  [
    'an SPF record without the expected term',
    {},
    { spf: ['include:other.example'] },
    { ...VIOLATED, incident: ['P2', 'domain'], says: /lacks 'include:other\.example'/ },
  ],
  [
    'no key',
    { [`krs._domainkey.${CIO}`]: NONE },
    {},
    { ...VIOLATED, incident: ['P2', 'domain'], says: /no key at krs\._domainkey/ },
  ],
  [
    'another key than expected',
    {},
    { dkim: 'p=AAAA' },
    { ...VIOLATED, incident: ['P2', 'domain'], says: /another than the expected one/ },
  ],
  [
    'no DMARC record',
    { '_dmarc.shop.example': NONE },
    {},
    { ...VIOLATED, incident: ['P2', 'domain'], says: /no DMARC record/ },
  ],
  [
    'a policy of none',
    { '_dmarc.shop.example': ['v=DMARC1; p=none'] },
    {},
    { ...VERIFIED, incident: ['P3', 'domain'] },
  ],
  [
    'strict alignment',
    { '_dmarc.shop.example': ['v=DMARC1; p=reject; adkim=s; aspf=s'] },
    {},
    { ...VIOLATED, incident: ['P2', 'domain'], says: /alignment is strict/, next: /Remove 'adkim=s' and 'aspf=s'/ },
  ],
  [
    'half strict alignment',
    { '_dmarc.shop.example': ['v=DMARC1; p=reject; adkim=s'] },
    {},
    { ...VERIFIED, incident: ['P3', 'domain'], says: /one of two ways/ },
  ],
  [
    'tracked links that lead elsewhere',
    { 'links.shop.example': { alias: 'elsewhere.example' } },
    { linkTracking: { host: 'links.shop.example' } },
    { ...VIOLATED, incident: ['P2', 'domain'], says: /not of 'e\.customeriomail\.com'/ },
  ],
  ['a name server that fails', { [CIO]: 'broken' }, {}, { ...OPEN, incident: ['P3', 'network'] }],
  [
    'a name that is no subdomain of an account',
    {},
    { name: 'shop.example' },
    { ...VIOLATED, incident: ['P2', 'domain'], next: /cio12345/ },
  ],
];

describe('the sending domain', () => {
  test.each(DOMAINS)('%s', async (_name, zone, domain, expected) => {
    const records = Object.entries<Zone[string] | undefined>({ ...ZONE, ...zone }).filter(
      ([, value]) => value !== undefined,
    );
    const server = await startDnsServer(Object.fromEntries(records) as Zone);
    try {
      const { report, exitCode } = await customerioIn({
        targets: { sendingDomain: { name: CIO, ...domain } },
        options: { dnsServer: server.address },
      });
      expectTo(report, exitCode, expected);
    } finally {
      await server.close();
    }
  });
});

function expectTo(
  { verdict, incidents }: Awaited<ReturnType<typeof customerioIn>>['report'],
  exitCode: number,
  expected: Expected,
): void {
  const [first] = incidents;
  expect({ verdict, exitCode, incident: first && [first.priority, first.faultDomain] }).toEqual({
    verdict: expected.verdict,
    exitCode: expected.exitCode,
    incident: expected.incident,
  });
  if (expected.says) expect(first?.message).toMatch(expected.says);
  if (expected.next) expect(first?.nextAction).toMatch(expected.next);
  if (expected.incidents !== undefined) expect(incidents).toHaveLength(expected.incidents);
}

/** In no form in which a request carries them. The site id is no secret. */
function expectNoSecret(report: object, { siteId: _, ...keys }: CustomerioKeys): void {
  const text = JSON.stringify(report);
  for (const key of Object.values<string>(keys)) {
    expect(text).not.toContain(key);
    expect(text).not.toContain(Buffer.from(key).toString('base64').slice(4, -4));
  }
}
