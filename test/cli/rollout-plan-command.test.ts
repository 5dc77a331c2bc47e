import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ALL_ITEMS } from '../../src/checklist/items.ts';
import { runCli } from '../../src/cli/run-cli.ts';
import type { RolloutPlan } from '../../src/rollout/rollout-plan.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { REPOSITORY } from '../support/repository.ts';

const errorsIn = publishedSchema('rollout-plan.schema.json');
const READY = path.join(REPOSITORY, 'examples/customerio-production-ready');

async function cli(folder: string, ...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', ''];
  const code = await runCli(['rollout-plan', folder, '--as-of', '2026-11-22', ...args], {
    workingFolder: REPOSITORY,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-22T12:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (error += text),
  });
  return { code, out, error };
}

async function planOf(folder: string, ...args: string[]): Promise<RolloutPlan> {
  const { code, out } = await cli(folder, '--format', 'json', ...args);
  expect(code).toBe(0);
  const plan = JSON.parse(out) as RolloutPlan;
  expect(errorsIn(plan)).toEqual([]);
  return plan;
}

test('for Customer.io: a growing share, its limits, and the owners of the attestations', async () => {
  const { vendors, phases, triggers, rollback, blockers } = await planOf(READY);
  expect(vendors).toEqual([{ id: 'customerio', name: 'Customer.io' }]);
  expect(phases.map(({ at }) => at)).toEqual(['T-24 h', 'T-2 h', 'T', 'T+1 h', 'T+4 h', 'T+12 h', 'T+24 h']);
  const steps = phases.flatMap(phase => phase.steps);
  const shares = steps.flatMap(({ text, owner }) => {
    const [, percent] = /share of the people who get Customer\.io to (\d+) %/.exec(text) ?? [];
    return percent === undefined ? [] : [[percent, owner]];
  });
  expect(shares).toEqual(['1', '10', '50', '100'].map(percent => [percent, 'Ada']));
  expect(triggers.map(({ what }) => what)).toEqual([
    'more than 1 % of failed calls',
    'a P99 over 5 seconds',
    'more than 5 % of bounces',
    'more than 0.1 % of complaints',
    'less than 95 % of deliveries',
    'a queue of more than 10000',
    'more than 5 % of failed webhooks',
  ]);
  expect(rollback[0]).toEqual({
    text: 'Set the share of the people who get Customer.io to 0 %, without a deploy.',
    item: 'cio-7.2',
    owner: 'Platform team',
  });
  expect(blockers.every(({ state }) => state === 'open')).toBe(true);
});

test('for Customer.io: the numbers that the team set', async () => {
  const folder = temporaryFolder({
    'a.ts': "import { TrackClient } from 'customerio-node';\nexport const client = TrackClient;\n",
    'klaviyo-lint.json': '{ "customerio": { "thresholds": { "complaintPercent": 0.05, "p99Seconds": 2 } } }',
  });
  const { triggers } = await planOf(folder);
  expect(triggers.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['a P99 over 2 seconds', 'more than 0.05 % of complaints', 'more than 5 % of bounces']),
  );
});

test('for Klaviyo: the flag, and the numbers that the team set', async () => {
  const folder = temporaryFolder({
    'a.ts': "import { ProfilesApi } from 'klaviyo-api';\nexport const api = ProfilesApi;\n",
    'klaviyo-lint.json': '{ "thresholds": { "rateLimitedPerMinute": 3 } }',
  });
  const { vendors, triggers, rollback, blockers } = await planOf(folder);
  expect(vendors).toEqual([{ id: 'klaviyo', name: 'Klaviyo' }]);
  expect(triggers[0]).toEqual({ vendor: 'klaviyo', what: 'more than 3 answers of 429 in a minute', item: 'E2' });
  expect(rollback[0]).toEqual({ text: 'Switch Klaviyo off with the flag, without a deploy.', item: 'F1' });
  expect(blockers.map(({ id }) => id)).toContain('F1');
});

test('for both: one plan', async () => {
  const folder = temporaryFolder({
    'a.ts': "import { ProfilesApi } from 'klaviyo-api';\nexport const api = ProfilesApi;\n",
    'b.ts': "import { TrackClient } from 'customerio-node';\nexport const client = TrackClient;\n",
  });
  const { vendors, triggers, phases, rollback } = await planOf(folder);
  expect(vendors.map(({ id }) => id)).toEqual(['klaviyo', 'customerio']);
  expect(new Set(triggers.map(({ vendor }) => vendor))).toEqual(new Set(['klaviyo', 'customerio']));
  const items = [...phases.flatMap(({ steps }) => steps), ...rollback, ...triggers].flatMap(({ item }) => item ?? []);
  expect(items.filter(id => !ALL_ITEMS.some(item => item.id === id))).toEqual([]);
});

describe('as Markdown', () => {
  test('has a heading for each moment, a box for each step, and says where nobody is named', async () => {
    const { code, out } = await cli(READY);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toBe('# Rollout plan: Customer.io');
    expect([...out.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Before it begins',
      'T-24 h',
      'T-2 h',
      'T',
      'T+1 h',
      'T+4 h',
      'T+12 h',
      'T+24 h',
      'Rollback',
    ]);
    expect(out).toContain('| Ada | ☐ |');
    expect(out).toContain('**to be named**');
    expect(out).toContain('- more than 0.1 % of complaints (cio-5.4)');
  });
});

test('a file is no folder', async () => {
  const { code, error } = await cli('package.json');
  expect(code).toBe(2);
  expect(error).toContain("'package.json' is not a folder.");
});
