import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkForChecklist } from '../../src/audit/checklist.ts';
import { CUSTOMERIO } from '../../src/checklist/customerio/index.ts';
import { ITEM_IDS } from '../../src/checklist/item-ids.ts';
import { ITEMS } from '../../src/checklist/customerio/items.ts';
import { ITEMS as KLAVIYO_ITEMS } from '../../src/checklist/klaviyo/items.ts';
import { titleOf } from '../../src/checklist/item.ts';
import { requiredItems } from '../../src/checklist/required-items.ts';
import { checks } from '../../src/checks/index.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Checklist } from '../../src/model/checklist.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { REPOSITORY } from '../support/repository.ts';

const EXAMPLES = path.join(REPOSITORY, 'examples');
const errorsIn = publishedSchema('checklist.schema.json');
const AS_OF = '2026-11-22';

async function judge(root: string): Promise<Checklist> {
  const checked = await checkForChecklist({ root, asOf: AS_OF, configuration: 'folder' });
  return checked.judge();
}

async function print(folder: string, format: string): Promise<string> {
  let out = '';
  await runCli(['checklist', folder, '--as-of', AS_OF, '--format', format], {
    workingFolder: EXAMPLES,
    environment: { PATH: process.env['PATH'] },
    now: new Date(`${AS_OF}T12:00:00Z`),
    writeOut: async text => void (out += text),
    writeError: () => undefined,
  });
  return out;
}

describe('the list', () => {
  test('has seven sections, and ids that fit no item of another list', () => {
    expect([...KLAVIYO_ITEMS, ...ITEMS].map(({ id }) => id)).toEqual(ITEM_IDS);
    expect(new Set(ITEMS.map(({ id }) => id.slice(0, 'cio-1'.length))).size).toBe(7);
    expect(ITEMS.filter(({ id }) => KLAVIYO_ITEMS.some(other => id.startsWith(other.id.charAt(0))))).toEqual([]);
  });

  test('every check and collector that it names exists, and every collector is named', () => {
    const needs = ITEMS.flatMap(item => item.needs);
    const named = needs.flatMap(need => (need.by === 'static' ? need.ids : []));
    const ofChecks = named.filter(id => id.startsWith('check/'));
    expect(ofChecks.filter(id => !Object.keys(checks).includes(id.slice('check/'.length)))).toEqual([]);
    expect(named.filter(id => !/^(?:check\/customerio-|customerio\/)/.test(id))).toEqual([]);
    const shown = [
      ...needs.flatMap(need => (need.by === 'evidence' || need.by === 'evidence or attestation' ? [need.id] : [])),
      ...ITEMS.flatMap(({ shows = [] }) => shows),
    ];
    expect([...new Set(shown)].sort()).toEqual(CUSTOMERIO.collectors.map(({ id }) => id).sort());
  });

  test.each(ITEMS.map(item => [item.id, item] as const))('%s is written as the others are', (_, item) => {
    expect(titleOf(item)).toMatch(/^['A-Z].*[^.]$/);
    expect(item.todo).toMatch(/^[A-Z].*\.$/);
  });

  test('is required by its ids, and A* and C* still mean the other list', () => {
    expect(requiredItems('cio-7.*')).toEqual({ ids: ['cio-7.1', 'cio-7.2', 'cio-7.3', 'cio-7.4'] });
    expect(requiredItems('C*')).toEqual({ ids: ['C1', 'C2', 'C3', 'C4', 'C5'] });
    expect(requiredItems('cio-9*')).toEqual({ unknown: 'cio-9*' });
  });
});

describe('a repository', () => {
  const klaviyo = "import { ProfilesApi } from 'klaviyo-api';\nexport const api = ProfilesApi;\n";
  const customerio = "import { TrackClient } from 'customerio-node';\nexport const client = TrackClient;\n";
  const vendorsOf = async (files: Record<string, string>): Promise<string[] | undefined> => {
    const { vendors } = await judge(temporaryFolder(files));
    return vendors?.map(({ id }) => id);
  };

  test('with Klaviyo alone has its list, and the report does not name vendors', async () => {
    expect(await vendorsOf({ 'a.ts': klaviyo })).toBeUndefined();
    expect(await vendorsOf({ 'a.ts': klaviyo, 'docs.md': 'We left customer.io.' })).toBeUndefined();
    expect(await vendorsOf({ 'a.ts': `${klaviyo}// as customer.io does it\n` })).toBeUndefined();
  });

  test('with neither has the list of Klaviyo, too', async () => {
    expect(await vendorsOf({ 'a.ts': 'export const a = 1;\n' })).toBeUndefined();
  });

  test.each([
    ['the SDK in code', { 'a.ts': customerio }],
    ['the SDK in a manifest', { 'package.json': '{ "dependencies": { "customerio-node": "5.2.0" } }' }],
    ['a call by hand', { 'a.js': "fetch('https://track-eu.customer.io/api/v1/accounts/region');\n" }],
    ['its webhooks', { 'a.js': "export const verify = request => request.headers['x-cio-signature'];\n" }],
    ['the SDK of another language', { 'a.py': 'from customerio import CustomerIO\n' }],
    ['a manifest of another language', { 'go.mod': 'require github.com/customerio/go-customerio/v3 v3.6.0\n' }],
  ])('with Customer.io alone has its list: %s', async (_, files) => {
    expect(await vendorsOf(files)).toEqual(['customerio']);
  });

  test('with both has two lists in one report, the first as it is alone', async () => {
    const both = await judge(temporaryFolder({ 'a.ts': klaviyo, 'b.ts': customerio }));
    const one = await judge(temporaryFolder({ 'a.ts': klaviyo }));
    expect(both.vendors?.map(({ id, name }) => [id, name])).toEqual([
      ['klaviyo', 'Klaviyo'],
      ['customerio', 'Customer.io'],
    ]);
    expect(both.items.slice(0, one.items.length)).toEqual(one.items);
    expect(both.items.slice(one.items.length).map(({ id }) => id)).toEqual(ITEMS.map(({ id }) => id));
    expect(errorsIn(both)).toEqual([]);
  });

  test('with code of another language leaves open what rules would say', async () => {
    const { items } = await judge(
      temporaryFolder({ 'a.py': 'from customerio import CustomerIO\n', 'b.ts': customerio }),
    );
    expect(items.find(({ id }) => id === 'cio-2.3')).toMatchObject({
      state: 'open',
      reason: 'Customer.io is used in code that is not analyzed: a.py:1 (Python).',
    });
  });
});

describe('the example that is ready', () => {
  test('leaves open only what needs rules that did not run', async () => {
    const { items, problems } = await judge(path.join(EXAMPLES, 'customerio-production-ready'));
    expect(problems).toEqual([]);
    const others = items.filter(
      ({ state, reason }) => state !== 'proven' && state !== 'attested' && !/did not run/.test(reason),
    );
    expect(others.map(({ id, state }) => [id, state])).toEqual([
      ['cio-2.7', 'not applicable'],
      ['cio-2.8', 'not applicable'],
      ['cio-5.7', 'not applicable'],
    ]);
    const proven = items.filter(({ state }) => state === 'proven').map(({ id }) => id);
    expect(proven).toEqual(
      expect.arrayContaining([
        'cio-2.2',
        'cio-2.3',
        'cio-2.9',
        'cio-3.2',
        'cio-3.3',
        'cio-4.1',
        'cio-5.1',
        'cio-5.6',
        'cio-7.1',
      ]),
    );
  });

  test.each(['text', 'markdown', 'html'])('says the same as %s', async format => {
    const { items } = await judge(path.join(EXAMPLES, 'customerio-production-ready'));
    const out = await print('customerio-production-ready', format);
    expect(items.filter(({ id }) => !out.includes(id))).toEqual([]);
    expect(out).toContain('Customer.io');
    expect(out).not.toContain('Klaviyo production');
  });
});

describe('the example that is not', () => {
  test('has nothing proven but what it has no code for', async () => {
    const { items, verdict } = await judge(path.join(EXAMPLES, 'customerio-not-ready'));
    expect(verdict).toBe('violated');
    expect(items.filter(({ state }) => state !== 'violated' && state !== 'open').map(({ id }) => id)).toEqual([
      'cio-2.8',
    ]);
  });

  test.each([
    ['cio-3.2', 'emails/order.html', 'This template has no unsubscribe link, such as {% unsubscribe_url %}.'],
    ['cio-3.3', 'emails/order.html', 'This template has no postal address of the sender.'],
    ['cio-4.1', 'emails/welcome.html', 'The Liquid of this template does not parse here.'],
    [
      'cio-5.1',
      'alerts/customerio.yml',
      'This alert on failed calls is raised by more than 10 %; the checklist wants more than 1 % to raise it.',
    ],
    [
      'cio-5.3',
      'alerts/customerio.yml',
      'This alert on bounces is raised by less than 5 %; the checklist wants more than 5 % to raise it.',
    ],
    [
      'cio-5.6',
      'alerts/customerio.yml',
      'This alert on the queue waits for 60 min; the checklist wants more than 10000 to raise it.',
    ],
    [
      'cio-7.1',
      'src/mailer.js',
      "'ROLLOUT_PERCENT' is compared with a random number, so that a person changes sides from call to call. Divide people by a hash of their id.",
    ],
  ])('%s says why', async (id, file, message) => {
    const { items } = await judge(path.join(EXAMPLES, 'customerio-not-ready'));
    expect(items.find(item => item.id === id)).toMatchObject({
      state: 'open',
      reason: message,
      proofs: expect.arrayContaining([expect.objectContaining({ path: file, message })]) as object[],
    });
  });
});

describe('the numbers that a team sets', () => {
  const ALERTS = `groups:
  - name: customerio
    rules:
      - alert: CustomerioErrors
        expr: rate(customerio_errors_total[5m]) / rate(customerio_calls_total[5m]) > 0.03
        for: 1m
      - alert: CustomerioQueue
        expr: customerio_queue_depth > 4000
        for: 1m
`;
  const judged = async (thresholds: Record<string, number>): Promise<Checklist['items']> => {
    const root = temporaryFolder({
      'a.js': "import { TrackClient } from 'customerio-node';\nexport const client = TrackClient;\n",
      'alerts/customerio.yml': ALERTS,
      'klaviyo-lint.json': JSON.stringify({ customerio: { thresholds } }),
    });
    return (await judge(root)).items;
  };

  test('are what alerts are compared with, and stand in the title and the reason', async () => {
    const items = await judged({ errorPercent: 3, queueDepth: 2000 });
    expect(items.find(({ id }) => id === 'cio-5.1')).toMatchObject({
      title: 'More than 3 % of failed calls raise an alert',
      state: 'proven',
      reason: expect.stringContaining(
        "The configuration sets 'customerio.thresholds.errorPercent' to 3, and the checklist itself says 1.",
      ) as string,
    });
    expect(items.find(({ id }) => id === 'cio-5.6')).toMatchObject({
      title: 'A queue of more than 2,000 raises an alert',
      state: 'open',
      reason: expect.stringContaining('is raised by more than 4000; the checklist wants more than 2000') as string,
    });
  });

  test('and without them the checklist itself counts', async () => {
    const items = await judged({});
    expect(items.find(({ id }) => id === 'cio-5.1')).toMatchObject({
      title: 'More than 1 % of failed calls raise an alert',
      state: 'open',
      reason: 'This alert on failed calls is raised by more than 3 %; the checklist wants more than 1 % to raise it.',
    });
    expect(items.find(({ id }) => id === 'cio-5.6')).toMatchObject({ state: 'proven' });
  });
});
