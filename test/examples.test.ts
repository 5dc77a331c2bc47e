import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../eslint-plugin/rules/index.ts';
import { CHECKLIST_CHECKS } from '../src/audit/check-runs.ts';
import { audit } from '../src/audit/audit.ts';
import { checks } from '../src/checks/index.ts';
import type { Report } from '../src/model/report.ts';
import { projectTypeErrors } from './type-check.ts';

const EXAMPLES = path.join(path.dirname(import.meta.dirname), 'examples');
/** What only code with Customer.io breaks, which the storefront does not use. */
const OF_CUSTOMERIO = /^check\/customerio-/;
const folderOf = (name: string): string => path.join(EXAMPLES, `${name}-storefront`);
const check = (name: string): Promise<Report> =>
  audit({ root: folderOf(name), asOf: '2026-11-20', failOn: 'warning', configuration: 'folder' });

test('the broken storefront breaks every rule and every check', async () => {
  const { findings, summary } = await check('broken');
  const known = [...Object.keys(rules).map(id => `klaviyo/${id}`), ...Object.keys(checks).map(id => `check/${id}`)];
  // It is about a change, and a folder is none; and what is missing is an item of the checklist.
  const all = known.filter(
    id => id !== 'check/suppressed-finding' && !CHECKLIST_CHECKS.has(id) && !OF_CUSTOMERIO.test(id),
  );
  expect([...new Set(findings.map(({ ruleId }) => ruleId))].sort()).toEqual(all.sort());
  expect(summary.verdict).toBe('violated');
});

test('the shop with Customer.io that is not ready breaks every check about it', async () => {
  const root = path.join(EXAMPLES, 'customerio-not-ready');
  const { findings } = await audit({ root, asOf: '2026-11-20', configuration: 'folder' });
  const found = new Set(findings.map(({ ruleId }) => ruleId).filter(id => OF_CUSTOMERIO.test(id)));
  const ofCustomerio = Object.keys(checks)
    .map(id => `check/${id}`)
    .filter(id => OF_CUSTOMERIO.test(id));
  expect([...found].sort()).toEqual(ofCustomerio.sort());
});

test('the clean storefront breaks none', async () => {
  expect(await check('clean')).toMatchObject({ findings: [], skipped: [], summary: { verdict: 'verified' } });
});

test('both consist of the same files', () => {
  const filesOf = (name: string): string[] => readdirSync(folderOf(name), { recursive: true, encoding: 'utf8' }).sort();
  expect(filesOf('broken')).toEqual(filesOf('clean'));
});

describe.each(['broken', 'clean'])('the %s storefront', name => {
  test('compiles, so that nobody but us would have said anything', { timeout: 60_000 }, () => {
    expect(projectTypeErrors(folderOf(name))).toEqual([]);
  });
});
