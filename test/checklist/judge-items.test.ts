import { describe, expect, test } from 'vitest';
import { collectors, type EvidenceId } from '../../src/checklist/klaviyo/collectors.ts';
import { ITEMS } from '../../src/checklist/klaviyo/items.ts';
import { KLAVIYO } from '../../src/checklist/klaviyo/index.ts';
import { judgeItems, verdictOf } from '../../src/checklist/judge-items.ts';
import type { Known } from '../../src/checklist/judge-need.ts';
import { SCOPES, type ScopeId } from '../../src/checklist/klaviyo/scopes.ts';
import type { OtherCodeSubject } from '../../src/model/evidence-facts.ts';
import type { Attestation, Checklist, ChecklistItem, ItemState } from '../../src/model/checklist.ts';
import { DEFAULT_THRESHOLDS, type Thresholds, thresholdsOf } from '../../src/model/thresholds.ts';
import type { ProbeResult } from '../../src/model/report.ts';
import { probes } from '../../src/preflight/klaviyo/probes/index.ts';
import { sampleFinding, sampleSuppressed } from '../reporters/sample-report.ts';

const EVERY_SCOPE = new Set(Object.keys(SCOPES) as ScopeId[]);
const RAN = new Set(ITEMS.flatMap(({ needs }) => needs.flatMap(need => (need.by === 'static' ? need.ids : []))));
const ROWS = [
  ['signed', '202', '41 ms'],
  ['repeated', '202', '12 ms'],
  ['wrong signature', '401', '9 ms'],
  ['old timestamp', '401', '8 ms'],
  ['unsigned', '401', '8 ms'],
];

const passed = (id: string): ProbeResult => ({
  id,
  status: 'passed',
  message: `${id} is right.`,
  durationMs: 1,
  ...(id === 'webhook-endpoint' && { table: { columns: [], rows: ROWS } }),
});

const attested = (item: string): Attestation => ({
  item,
  statement: 'It holds',
  owner: 'Ada',
  date: '2026-11-01',
  expiry: '2027-05-01',
  link: 'https://wiki.example.com/it',
  path: '.klaviyo-lint/attestations.yml',
  line: 3,
});

/** A world in which everything is as it should be, and everything was looked at. */
function good(changes: Partial<Known> = {}): Known {
  return {
    vendor: KLAVIYO,
    findings: [],
    suppressed: [],
    skipped: [],
    otherCode: [],
    unreadData: [],
    ignored: 0,
    allowedKeys: [],
    ran: RAN,
    evidence: new Map(collectors.map(({ id }) => [id, [{ message: 'It is there.', path: 'a.yml', line: 2 }]])),
    scopes: EVERY_SCOPE,
    thresholds: DEFAULT_THRESHOLDS,
    probes: new Map(probes.map(({ id }) => [id, passed(id)])),
    notAsked: new Map(),
    probesMissing: 'there is no preflight',
    attestations: new Map(['A1', 'C3', 'C4', 'F1', 'F2'].map(id => [id, attested(id)])),
    ...changes,
  };
}

const judge = (known: Known): Pick<Checklist, 'items' | 'verdict'> => {
  const items = judgeItems(KLAVIYO, known);
  return { items, verdict: verdictOf(items, []) };
};
const itemIn = (id: string, known: Known): ChecklistItem => judge(known).items.find(item => item.id === id)!;

const without = <Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Map<Key, Value> =>
  new Map([...map].filter(([other]) => other !== key));
const withProbe = (probe: ProbeResult): Partial<Known> => ({ probes: new Map([...good().probes, [probe.id, probe]]) });
const withRow = (kind: string, status: string, time = '9 ms'): Partial<Known> =>
  withProbe({
    ...passed('webhook-endpoint'),
    status: 'failed',
    table: { columns: [], rows: ROWS.map(row => (row[0] === kind ? [kind, status, time] : row)) },
  });
const failed = (id: string): Partial<Known> =>
  withProbe({ id, status: 'failed', message: 'It is wrong.', nextAction: 'Do this.', durationMs: 1 });
const warned = (id: string): Partial<Known> =>
  withProbe({ id, status: 'warned', message: 'It is nearly wrong.', nextAction: 'Do this.', durationMs: 1 });
const skipped = (id: string): Partial<Known> =>
  withProbe({ id, status: 'skipped', reason: 'nobody answered', durationMs: 1 });
const unasked = (id: string): Partial<Known> => ({
  probes: without(good().probes, id),
  notAsked: new Map([[id, 'nobody wanted it']]),
});
const found = (ruleId: string, message = 'It is wrong here.'): Partial<Known> => ({
  findings: [sampleFinding({ ruleId, message })],
});
const unran = (id: string): Partial<Known> => ({ ran: new Set([...RAN].filter(other => other !== id)) });
const noEvidence = (id: EvidenceId, attestations = good().attestations): Partial<Known> => ({
  evidence: without(good().evidence, id),
  attestations,
});
const weak = (id: EvidenceId): Partial<Known> => ({
  evidence: new Map([
    ...good().evidence,
    [id, [{ message: 'It is too weak.', path: 'a.yml', line: 2, isWeak: true as const }]],
  ]),
});
const unattested = (id: string): Partial<Known> => ({ attestations: without(good().attestations, id) });
const absent = (scope: ScopeId): Partial<Known> => ({
  scopes: new Set([...EVERY_SCOPE].filter(other => other !== scope)),
});

/** Each item, and each cause that takes it from the state in which everything is right to another. */
const CAUSES: Record<string, [cause: string, state: ItemState, changes: Partial<Known>][]> = {
  A1: [
    ['an env file', 'violated', found('check/committed-env-file')],
    ['a key', 'violated', found('klaviyo/no-hardcoded-key')],
    ['nobody who attests the store', 'open', unattested('A1')],
    ['no integration', 'not applicable', absent('integration')],
  ],
  A2: [
    ['a scope that is missing', 'violated', failed('scopes')],
    ['a scope too many', 'violated', warned('scopes')],
    ['no answer', 'open', skipped('scopes')],
    ['no preflight', 'open', unasked('scopes')],
  ],
  A3: [
    ['no secret in the code', 'violated', found('check/missing-webhook-secret')],
    ['another secret in the app', 'violated', withRow('signed', '401')],
    ['no preflight', 'open', unasked('webhook-endpoint')],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  A4: [
    ['no public key', 'open', noEvidence('public-key')],
    ['no browser', 'not applicable', absent('browser')],
  ],
  A5: [
    ['a key', 'violated', found('klaviyo/no-hardcoded-key')],
    ['a key in an env file', 'violated', found('check/committed-env-file', 'Replace it (fingerprint 00).')],
    ['another secret in an env file', 'proven', found('check/committed-env-file')],
    ['a key in the browser', 'violated', found('klaviyo/no-private-key-in-browser')],
    ['a file that was not analyzed', 'open', { skipped: [{ id: 'file', path: 'a.ts', reason: 'it does not parse' }] }],
  ],
  B1: [
    ['a raw call', 'violated', found('klaviyo/no-raw-http')],
    ['a legacy call', 'violated', found('klaviyo/no-legacy-api')],
    ['a rule that failed', 'open', { skipped: [{ id: 'klaviyo/no-raw-http', reason: 'it failed' }] }],
  ],
  B2: [
    ['a range', 'violated', found('check/floating-sdk-range')],
    ['no lock', 'violated', found('check/unlocked-sdk')],
    ['two versions', 'violated', found('check/mixed-sdk-versions')],
    ['no SDK', 'not applicable', absent('sdk')],
  ],
  B3: [
    ['a retired revision', 'violated', found('klaviyo/no-outdated-revision')],
    ['no revision', 'violated', found('klaviyo/require-revision')],
    ['an old SDK', 'violated', found('check/outdated-sdk-revision')],
    ['a revision that ends soon', 'violated', warned('revision')],
    ['no preflight', 'open', unasked('revision')],
  ],
  B4: [['a creation', 'violated', found('klaviyo/prefer-profile-upsert')]],
  B5: [['an event without id', 'violated', found('klaviyo/require-unique-id')]],
  B6: [
    ['a wrong number', 'violated', found('klaviyo/valid-phone-number')],
    ['no validation', 'open', noEvidence('phone-validation')],
    [
      'no validation of numbers that are written down',
      'proven',
      { ...noEvidence('phone-validation'), ...absent('unknown phone numbers') },
    ],
    ['no phone numbers', 'not applicable', absent('phone numbers')],
  ],
  C1: [
    ['an SDK that does not retry', 'violated', found('check/broken-sdk-retry')],
    ['retries switched off', 'violated', found('klaviyo/no-disabled-retry')],
    ['a release without the rule', 'open', unran('klaviyo/no-disabled-retry')],
  ],
  C2: [['retries switched off', 'violated', found('klaviyo/no-disabled-retry')]],
  C3: [
    ['a swallowed error', 'violated', found('klaviyo/no-swallowed-error')],
    ['nobody who attests the alert, whatever evidence', 'open', unattested('C3')],
  ],
  C4: [['nobody who attests it, whatever evidence', 'open', unattested('C4')]],
  C5: [
    ['a burst', 'violated', found('klaviyo/no-unthrottled-burst')],
    ['no limiter', 'open', noEvidence('limiter')],
  ],
  D1: [
    ['an http address', 'violated', found('klaviyo/require-webhook-verification', 'It is http. Use https.')],
    [
      'an address that the preflight refuses',
      'violated',
      withProbe({
        id: 'webhook-endpoint',
        status: 'failed',
        message: 'Nothing was sent: the address is not https.',
        durationMs: 1,
      }),
    ],
    ['a wrong verification', 'proven', found('klaviyo/require-webhook-verification')],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  D2: [
    ['no verification in the code', 'violated', found('klaviyo/require-webhook-verification')],
    ['a wrong signature that is accepted', 'violated', withRow('wrong signature', '200')],
    ['a missing signature that is accepted', 'violated', withRow('unsigned', '202')],
    ['an endpoint that refuses everything', 'open', withRow('signed', '401')],
    ['an endpoint that fails', 'open', withRow('unsigned', '500')],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  D3: [
    ['no store', 'open', noEvidence('idempotency-store')],
    ['a repetition that fails', 'open', withRow('repeated', '500')],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  D4: [
    ['a slow answer', 'violated', withRow('signed', '202', '5001 ms')],
    ['no answer', 'violated', withRow('signed', 'no answer (timeout)', '')],
    ['no consent', 'open', skipped('webhook-endpoint')],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  E1: [
    ['no health endpoint', 'violated', found('check/missing-health-check')],
    ['an app that is down', 'violated', failed('app-health')],
    ['an endpoint that says nothing of Klaviyo', 'open', warned('app-health')],
    ['no server', 'not applicable', absent('http server')],
  ],
  E2: [
    ['no alert', 'open', noEvidence('alert-on-429')],
    ['a weaker alert', 'open', weak('alert-on-429')],
    ['a person instead', 'attested', noEvidence('alert-on-429', new Map([['E2', attested('E2')]]))],
  ],
  E3: [
    ['no alert', 'open', noEvidence('alert-on-401-403')],
    ['a weaker alert', 'open', weak('alert-on-401-403')],
    ['a person instead', 'attested', noEvidence('alert-on-401-403', new Map([['E3', attested('E3')]]))],
  ],
  E4: [
    ['no alert', 'open', noEvidence('alert-on-5xx')],
    ['a weaker alert', 'open', weak('alert-on-5xx')],
    ['a person instead', 'attested', noEvidence('alert-on-5xx', new Map([['E4', attested('E4')]]))],
  ],
  E5: [
    ['no alert', 'open', noEvidence('alert-on-latency')],
    ['a slow moment', 'proven', failed('latency')],
    ['a person instead', 'attested', noEvidence('alert-on-latency', new Map([['E5', attested('E5')]]))],
  ],
  E6: [
    ['nobody who watches', 'open', noEvidence('status-watch')],
    ['an incident', 'proven', failed('status-page')],
  ],
  E7: [
    ['no alert', 'open', noEvidence('alert-on-rejected-signatures')],
    ['a person instead', 'attested', noEvidence('alert-on-rejected-signatures', new Map([['E7', attested('E7')]]))],
    ['no webhooks', 'not applicable', absent('webhooks')],
  ],
  F1: [['nobody who attests it, whatever evidence', 'open', unattested('F1')]],
  F2: [['nobody who attests it, whatever evidence', 'open', unattested('F2')]],
  G1: [
    ['an import upwards', 'violated', found('klaviyo/sdk-layering')],
    ['no layers', 'not applicable', absent('layers')],
  ],
  G2: [['a session for each request', 'violated', found('klaviyo/prefer-shared-session')]],
  G3: [['no type check', 'open', noEvidence('type-check-in-ci')]],
  H1: [
    ['no DMARC', 'violated', failed('sending-domain')],
    ['no preflight', 'open', unasked('sending-domain')],
  ],
};

const ATTESTED = ['A1', 'C3', 'C4', 'F1', 'F2'];

test('where everything is right, every item is proven or attested', () => {
  const { items, verdict } = judge(good());
  expect(Object.fromEntries(items.map(({ id, state }) => [id, state]))).toEqual(
    Object.fromEntries(ITEMS.map(({ id }) => [id, ATTESTED.includes(id) ? 'attested' : 'proven'])),
  );
  expect(items.filter(({ todo }) => todo !== '')).toEqual([]);
  expect(verdict).toBe('verified');
});

test('every item has a cause that changes it', () => {
  expect(Object.keys(CAUSES)).toEqual(ITEMS.map(({ id }) => id));
});

describe.each(Object.entries(CAUSES))('%s', (id, causes) => {
  test.each(causes)('with %s it is %s', (_, state, changes) => {
    const item = itemIn(id, good(changes));
    expect(item.state).toBe(state);
    expect(item.todo === '').toBe(!['violated', 'open'].includes(state));
    expect(item.reason).toMatch(/\.$/);
  });

  test('without that it is as before', () => {
    expect(itemIn(id, good()).state).toBe(ATTESTED.includes(id) ? 'attested' : 'proven');
  });
});

describe('the proofs', () => {
  test('name the file and the line of each finding', () => {
    expect(itemIn('B5', good(found('klaviyo/require-unique-id')))).toMatchObject({
      reason: 'It is violated in one place.',
      proofs: [
        {
          kind: 'finding',
          id: 'klaviyo/require-unique-id',
          message: 'It is wrong here.',
          path: 'src/profiles.ts',
          line: 3,
        },
      ],
      todo: 'Fix src/profiles.ts:3, as the finding says.',
    });
  });

  test('show evidence to whoever attests, and who that is', () => {
    expect(itemIn('F2', good())).toMatchObject({
      owner: 'Ada',
      reason: 'Ada attests it until 2027-05-01.',
      proofs: [
        {
          kind: 'attestation',
          id: 'F2',
          message: 'It holds. Attested by Ada on 2026-11-01 until 2027-05-01: https://wiki.example.com/it',
          path: '.klaviyo-lint/attestations.yml',
          line: 3,
        },
        { kind: 'evidence', id: 'rollback', message: 'It is there.', path: 'a.yml', line: 2 },
      ],
    });
  });

  test('name a threshold that is weaker than the checklist', () => {
    expect(itemIn('E2', good(weak('alert-on-429')))).toMatchObject({
      reason: 'It is too weak.',
      todo: 'Correct a.yml:2.',
    });
  });

  test('say why a probe did not run', () => {
    expect(itemIn('H1', good(unasked('sending-domain'))).reason).toBe(
      "The probe 'sending-domain' did not run: nobody wanted it.",
    );
    expect(itemIn('H1', good({ probes: new Map() })).reason).toBe(
      "The probe 'sending-domain' did not run: there is no preflight.",
    );
  });

  test('say what was not analyzed', () => {
    const known = good({
      skipped: [
        { id: 'file', path: 'a.ts', reason: 'it does not parse' },
        { id: 'imports', reason: 'x' },
      ],
    });
    expect(itemIn('B1', known).reason).toBe(
      'Not everything was analyzed: a.ts: it does not parse, and 1 more could not be analyzed either.',
    );
  });

  test('say what of the data could not be read, where there is no sign', () => {
    const unreadData = [
      { path: 'chart/templates/rollout.yaml', reason: 'it is a template' },
      { path: 'b.yml', reason: 'it is not valid YAML (line 2)' },
    ];
    expect(itemIn('G3', good({ unreadData })).state).toBe('proven');
    expect(itemIn('G3', good({ ...noEvidence('type-check-in-ci'), unreadData })).reason).toBe(
      'No sign of it was found in what could be read of the repository; chart/templates/rollout.yaml could not: it is a template, and 1 more file.',
    );
  });

  test('say which code of another language nobody analyzed', () => {
    const otherCode = [
      { path: 'a.py', line: 7, language: 'Python', subjects: [] },
      { path: 'b.rb', line: 1, language: 'Ruby', subjects: [] },
    ];
    expect(itemIn('B1', good({ otherCode }))).toMatchObject({
      state: 'open',
      reason: 'Klaviyo is used in code that is not analyzed: a.py:7 (Python), and 1 more file.',
      todo: "Check a.py by hand, and leave it out with 'ignore' in 'klaviyo-lint.json'.",
    });
  });

  test('say why an item does not apply', () => {
    expect(itemIn('D2', good(absent('webhooks')))).toEqual({
      id: 'D2',
      title: 'Signatures are verified: HMAC-SHA256, in constant time, over the raw bytes',
      state: 'not applicable',
      reason: 'No code in the repository receives webhooks of Klaviyo or registers them.',
      proofs: [],
      todo: '',
    });
  });
});

describe('code of another language', () => {
  const changed = (subjects: OtherCodeSubject[]): string[] => {
    const { items } = judge(good({ otherCode: [{ path: 'a.py', line: 1, language: 'Python', subjects }] }));
    return items.filter(({ state }) => state === 'open').map(({ id }) => id);
  };
  const INTEGRATION = ['B1', 'B3', 'B4', 'B5', 'C1', 'C2', 'C3', 'C5', 'G2'];

  test('leaves open what the rules would say of its calls, and not what is searched for in any text', () => {
    expect(changed([])).toEqual(INTEGRATION);
  });

  test.each<[OtherCodeSubject, string[]]>([
    ['sdk', ['B2']],
    ['webhooks', ['A3', 'D1', 'D2']],
    ['phone numbers', ['B6']],
    ['http server', ['E1']],
  ])('that is about %s leaves open what is about that, too', (subject, items) => {
    expect(changed([subject])).toEqual([...INTEGRATION, ...items].sort());
  });
});

test('what is wrong is wrong, also where the item would not apply', () => {
  const known = good({ ...absent('webhooks'), ...found('klaviyo/require-webhook-verification') });
  expect(itemIn('D2', known).state).toBe('violated');
});

test.each([
  ['', 'open'],
  ['the test account', 'proven'],
])('a finding that a comment silences with the reason %j leaves the item %s', (reason, state) => {
  const suppressed = [sampleSuppressed(reason, { ruleId: 'klaviyo/no-raw-http' })];
  const item = itemIn('B1', good({ suppressed }));
  expect(item.state).toBe(state);
  expect(item.proofs).toHaveLength(1);
});

test('what the configuration leaves out is named where no finding proves an item', () => {
  expect(itemIn('B1', good({ ignored: 2 })).reason).toBe(
    "No finding of 'klaviyo/no-raw-http' or 'klaviyo/no-legacy-api' in what 'ignore' does not leave out (2 files).",
  );
});

test('the keys that the configuration allows are shown, with their reasons, where no key is said to be written down', () => {
  const allowedKeys = [{ fingerprint: '0123456789abcdef', reason: 'It was revoked' }];
  const proof = {
    kind: 'finding',
    id: 'klaviyo/no-hardcoded-key',
    message: 'The configuration allows the key or the finding with the fingerprint 0123456789abcdef (It was revoked).',
  };
  const known = good({ allowedKeys });
  expect(itemIn('A5', known)).toMatchObject({ state: 'proven', proofs: [proof] });
  expect(itemIn('A1', known).proofs).toContainEqual(proof);
  expect(itemIn('B1', known).proofs).toEqual([]);
});

test('an attestation that does not count keeps the verdict open', () => {
  const problems = [{ path: 'a.yml', line: 1, message: 'It expired.' }];
  expect(verdictOf(judge(good()).items, problems)).toBe('not verified');
  expect(judge(good(unattested('F1'))).verdict).toBe('not verified');
  expect(judge(good(found('klaviyo/no-raw-http'))).verdict).toBe('violated');
});

describe('numbers that a team sets', () => {
  const judged = (id: string, set: Partial<Thresholds>): ChecklistItem =>
    itemIn(id, good({ thresholds: thresholdsOf(set) }));

  test.each<[string, Partial<Thresholds>, string, string]>([
    [
      'E2',
      { rateLimitedPerMinute: 20 },
      'More than 20 answers of 429 in a minute raise an alert (P2)',
      "It is there. The configuration sets 'rateLimitedPerMinute' to 20, and the checklist itself says 5.",
    ],
    [
      'E3',
      { authenticationErrorsPerMinute: 2 },
      'More than 2 answers of 401 or 403 in a minute raise an alert (P1)',
      "It is there. The configuration sets 'authenticationErrorsPerMinute' to 2, and the checklist itself says 0.",
    ],
    [
      'E4',
      { serverErrorsPerMinute: 1, alertDelayMinutes: 0 },
      'More than 1 server errors in a minute raise an alert (P1)',
      "It is there. The configuration sets 'serverErrorsPerMinute' to 1, and the checklist itself says 10. The configuration sets 'alertDelayMinutes' to 0, and the checklist itself says 5.",
    ],
    [
      'E5',
      { latencySeconds: 1 },
      'Latency is tracked: a P95 over 1 second raises an alert (P2)',
      "It is there. The configuration sets 'latencySeconds' to 1, and the checklist itself says 5.",
    ],
    ['E2', {}, 'More than 5 answers of 429 in a minute raise an alert (P2)', 'It is there.'],
  ])('%s with %j', (id, set, title, reason) => {
    expect(judged(id, set)).toMatchObject({ state: 'proven', title, reason });
  });

  test('the slowest answer of the webhook endpoint, also of a preflight that ran with other numbers', () => {
    expect(judged('D4', { webhookSeconds: 0.04 })).toMatchObject({
      state: 'violated',
      title: 'The webhook endpoint answers in time, which is 0.04 seconds',
      proofs: [{ message: 'The endpoint did not answer the signed delivery within 40 ms.' }],
    });
    expect(judged('D4', {})).toMatchObject({
      state: 'proven',
      title: 'The webhook endpoint answers in time, which is 5 seconds',
    });
  });
});
