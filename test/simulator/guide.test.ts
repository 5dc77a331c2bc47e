import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { allOperations } from '../../src/vendors/klaviyo/operations.ts';
import { SCENARIOS } from '../../src/simulator/klaviyo/start-simulator.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const GUIDE = readFileSync(path.join(ROOT, 'docs/simulate.md'), 'utf8');

test('the guide names options that there are', async () => {
  let help = '';
  await runCli(['simulate', '--help'], {
    workingFolder: ROOT,
    environment: {},
    now: new Date(),
    writeOut: async text => void (help += text),
    writeError: () => undefined,
  });
  const named = [...GUIDE.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option);

  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(option => !help.includes(option))).toEqual([]);
});

test('the guide names scenarios that there are', () => {
  const named = [...GUIDE.matchAll(/--scenario ([\w-]+)/g)].map(([, scenario]) => scenario);
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(scenario => !(SCENARIOS as readonly (string | undefined)[]).includes(scenario))).toEqual([]);
});

test('the guide counts the operations right', () => {
  expect(GUIDE).toContain(`all ${allOperations().length} operations`);
});
