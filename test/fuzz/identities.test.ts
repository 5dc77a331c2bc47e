import { afterAll, expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import type { Finding } from '../../src/model/finding.ts';
import { addFiles, temporaryFolder } from '../project/temporary-folder.ts';
import { type Edit, EDITS } from './identities/edits.ts';
import { type Files, projects } from './identities/projects.ts';
import { createRandom, type Random } from './identities/random.ts';

/** `FUZZ_SEED` repeats a run, and any other number makes another one. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const EDITS_OF_EACH_KIND = 36;
const LEAST_STABLE = 0.99;

const PROJECTS = projects();

interface Case {
  project: string;
  path: string;
  before: Files;
  after: Files;
}

async function findingsOf(files: Files): Promise<Finding[]> {
  const root = temporaryFolder(Object.fromEntries(files));
  addFiles(root, {});
  const { findings } = await audit({ root, asOf: '2026-11-20', failOn: 'error', configuration: 'folder' });
  return findings;
}

const known = new Map<string, Finding[]>();

async function findingsBefore(project: string): Promise<Finding[]> {
  const findings = known.get(project) ?? (await findingsOf(PROJECTS.get(project)!));
  known.set(project, findings);
  return findings;
}

/** Only files with findings are edited. */
async function caseOf(edits: readonly Edit[], random: Random): Promise<Case> {
  for (;;) {
    const project = random.pick([...PROJECTS.keys()]);
    const findings = await findingsBefore(project);
    if (findings.length === 0) continue;
    const { path } = random.pick(findings);
    const before = PROJECTS.get(project)!;
    const lines = findings.filter(finding => finding.path === path).map(({ line }) => line);
    let after: Files | undefined = before;
    for (const edit of edits) after = after && (await edit({ files: after, path, lines }, random));
    if (after !== undefined && after !== before) return { project, path, before, after };
  }
}

interface Counts {
  edits: number;
  findings: number;
  stable: number;
}

const counts = new Map<string, Counts>();

/** Counts the findings of the edited file that are known again, and requires that no two share an identity. */
async function judge(kind: string, { project, path, after }: Case): Promise<string[]> {
  const before = (await findingsBefore(project)).filter(
    finding => kind === 'a folder that moves' || finding.path === path,
  );
  const now = await findingsOf(after);
  const identities = new Set(now.map(({ identity }) => identity));
  const shared = identities.size === now.length ? [] : [`${project}: two findings share an identity`];
  const lost = before.filter(({ identity }) => !identities.has(identity));
  const { edits, findings, stable } = counts.get(kind) ?? { edits: 0, findings: 0, stable: 0 };
  counts.set(kind, {
    edits: edits + 1,
    findings: findings + before.length,
    stable: stable + before.length - lost.length,
  });
  if (process.env['FUZZ_SHOW'])
    for (const { ruleId, path: place, line } of lost)
      process.stderr.write(`${kind}: ${project} ${place}:${line} ${ruleId}\n${after.get(place) ?? ''}\n`);
  return shared;
}

test.each(Object.keys(EDITS))('%s leaves no two findings with one identity', { timeout: 300_000 }, async kind => {
  const random = createRandom(SEED + Object.keys(EDITS).indexOf(kind));
  const shared: string[] = [];
  for (let run = 0; run < EDITS_OF_EACH_KIND; run += 1)
    shared.push(...(await judge(kind, await caseOf([EDITS[kind]!], random))));
  expect(shared).toEqual([]);
});

test('several edits at once leave no two findings with one identity', { timeout: 300_000 }, async () => {
  const random = createRandom(SEED + 100);
  const shared: string[] = [];
  for (let run = 0; run < EDITS_OF_EACH_KIND; run += 1) {
    const last = random.pick(['formatting by Prettier', 'formatting by TypeScript', 'a file that moves']);
    const first = random.pick(['quotes', 'code above', 'renamed variables in the line']);
    shared.push(...(await judge('several edits', await caseOf([EDITS[first]!, EDITS[last]!], random))));
  }
  expect(shared).toEqual([]);
});

afterAll(() => {
  const all = [...counts.values()];
  const sum = (field: keyof Counts): number => all.reduce((total, each) => total + each[field], 0);
  const rows = [...counts, ['all', { edits: sum('edits'), findings: sum('findings'), stable: sum('stable') }] as const];
  for (const [kind, { edits, findings, stable }] of rows)
    process.stderr.write(`${kind}: ${edits} edits, ${stable} of ${findings} findings known again\n`);
  expect(sum('stable') / sum('findings')).toBeGreaterThanOrEqual(LEAST_STABLE);
});
