import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkForChecklist } from '../../src/audit/checklist.ts';
import type { AuditOptions } from '../../src/audit/audit.ts';
import { unmetItems } from '../../src/checklist/required-items.ts';
import type { ChecklistItem } from '../../src/model/checklist.ts';
import { commitFiles, committedRepository, type Files, temporaryRepository } from '../project/temporary-folder.ts';

const raw = (path: string, more = ''): string =>
  `export const ${path} = () => fetch('https://a.klaviyo.com/api/${path}', { headers: { revision: '2026-07-15' } });${more}\n`;
const OLD = { 'package.json': '{}', 'src/old.js': raw('lists') };

interface Judged {
  item: ChecklistItem;
  /** The ids of the items that fail the job. */
  failing: string[];
}

/** Judges one item of a change that requires it. */
async function judged(id: string, before: Files, change: Files, options: Partial<AuditOptions> = {}): Promise<Judged> {
  const { root, commit } = committedRepository(before);
  commitFiles(root, change);
  const { judge } = await checkForChecklist({
    root: join(root, ''),
    asOf: '2026-11-20',
    configuration: { commit },
    scope: 'changed',
    isChecklistRequired: true,
    ...options,
  });
  const checklist = await judge();
  const item = checklist.items.find(each => each.id === id)!;
  return { item, failing: unmetItems(checklist, [id]).map(({ id: failing, state }) => `${failing} ${state}`) };
}

describe('an item that old findings violate', () => {
  test('is shown so, and fails no change', async () => {
    const { item, failing } = await judged('B1', OLD, { 'README.md': '# Shop' });
    expect(item).toMatchObject({
      state: 'violated',
      ofChange: 'proven',
      reason: 'It is violated in one place. Only what is old or accepted is against it, so it fails no change.',
    });
    expect(failing).toEqual([]);
  });

  test('fails a change that adds another finding', async () => {
    const { item, failing } = await judged('B1', OLD, { 'src/new.js': raw('profiles') });
    expect(item).toMatchObject({ state: 'violated', reason: 'It is violated in 2 places.' });
    expect(item).not.toHaveProperty('ofChange');
    expect(failing).toEqual(['B1 violated']);
  });

  test('fails where everything is asked for', async () => {
    expect((await judged('B1', OLD, {}, { scope: 'all' })).failing).toEqual(['B1 violated']);
  });

  test('fails no change either where the configuration switches the rule off', async () => {
    const off = { ...OLD, 'klaviyo-lint.json': '{ "rules": { "no-raw-http": "off" } }' };
    expect((await judged('B1', off, {})).failing).toEqual([]);
    expect((await judged('B1', off, { 'src/new.js': raw('profiles') })).failing).toEqual(['B1 violated']);
  });

  test('fails no change either where the configuration requires it', async () => {
    const required = {
      ...OLD,
      'klaviyo-lint.json': '{ "rules": { "no-raw-http": "off" }, "checklist": { "require": ["B1"] } }',
    };
    expect((await judged('B1', required, {}, { isChecklistRequired: false })).failing).toEqual([]);
  });
});

test('a finding that the baseline accepts fails no change', async () => {
  const root = temporaryRepository(OLD);
  const { report } = await checkForChecklist({ root, asOf: '2026-11-20', configuration: 'folder' });
  const findings = report.findings.map(({ identity, ruleId, path }) => ({ identity, ruleId, path }));
  const baseline = { '.klaviyo-lint/baseline.json': JSON.stringify({ schemaVersion: 1, findings }) };
  expect((await judged('B1', { ...OLD, ...baseline }, { 'README.md': '' })).failing).toEqual([]);
  expect((await judged('B1', { ...OLD, ...baseline }, {}, { scope: 'all' })).failing).toEqual(['B1 violated']);
});

describe('what is not seen', () => {
  const SILENCED = raw('lists', ' // eslint-disable-line klaviyo/no-raw-http');

  test('an old comment without a reason fails no change, and a new one does', async () => {
    expect((await judged('B1', { 'package.json': '{}', 'src/a.js': SILENCED }, {})).failing).toEqual([]);
    expect((await judged('B1', { 'package.json': '{}' }, { 'src/a.js': SILENCED })).failing).toEqual(['B1 open']);
  });

  test('a file that could not be analyzed before fails no change, and a new one does', async () => {
    const broken = { 'src/broken.js': `${raw('lists')}(` };
    expect((await judged('B4', { ...OLD, ...broken }, {})).failing).toEqual([]);
    expect((await judged('B4', OLD, broken)).failing).toEqual(['B4 open']);
  });
});

test('what is missing is of no change, and fails where it is required', async () => {
  expect((await judged('F1', OLD, {})).failing).toEqual(['F1 open']);
});
