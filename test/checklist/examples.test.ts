import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import type { Checklist } from '../../src/model/checklist.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { REPOSITORY } from '../support/repository.ts';
import { projectTypeErrors } from '../type-check.ts';

const EXAMPLES = path.join(REPOSITORY, 'examples');
const errorsIn = publishedSchema('checklist.schema.json');

async function print(example: string, format: string): Promise<{ code: number; out: string }> {
  let out = '';
  const preflight = example === 'production-ready' ? ['--preflight', path.join(example, 'preflight.json')] : [];
  const code = await runCli(['checklist', example, '--as-of', '2026-11-22', '--format', format, ...preflight], {
    workingFolder: EXAMPLES,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-22T12:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: () => undefined,
  });
  return { code, out };
}

const checklists = new Map<string, Promise<Checklist>>();

async function checklistOf(example: string): Promise<Checklist> {
  const known = checklists.get(example) ?? print(example, 'json').then(({ out }) => JSON.parse(out) as Checklist);
  checklists.set(example, known);
  return known;
}

test('in the repository that is ready, every item is proven or attested', async () => {
  const { items, problems } = await checklistOf('production-ready');
  const others = items.filter(({ state }) => state !== 'proven' && state !== 'attested');
  expect(others.map(({ id, state, reason }) => [id, state, reason])).toEqual([]);
  expect(items.filter(({ state }) => state === 'attested').map(({ id }) => id)).toEqual(['A1', 'C3', 'C4', 'F1', 'F2']);
  expect(problems).toEqual([]);
});

test('in the one that is not, none is', async () => {
  const { items, verdict } = await checklistOf('not-ready');
  const good = items.filter(({ state }) => state !== 'violated' && state !== 'open');
  expect(good.map(({ id }) => id)).toEqual([]);
  expect(verdict).toBe('violated');
});

test('the one that is ready compiles', { timeout: 60_000 }, () => {
  expect(projectTypeErrors(path.join(EXAMPLES, 'production-ready'))).toEqual([]);
});

describe.each(['production-ready', 'not-ready'])('%s', example => {
  test('fits the published schema', async () => {
    expect(errorsIn(await checklistOf(example))).toEqual([]);
  });

  test.each([
    ['text', (id: string, state: string) => `  ${id}  ${state}: `],
    [
      'markdown',
      (id: string, state: string) => `| ${id} | ${['violated', 'open'].includes(state) ? `**${state}**` : state} | `,
    ],
    ['html', (id: string, state: string) => `<article id="${id}" class="${state}">`],
  ])('says the same as %s', async (format, lineOf) => {
    const { items } = await checklistOf(example);
    const { out } = await print(example, format);
    expect(items.filter(({ id, state }) => !out.includes(lineOf(id, state)))).toEqual([]);
  });
});
