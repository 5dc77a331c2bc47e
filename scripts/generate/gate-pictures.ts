import { Drawing } from './drawing.ts';
import type { GeneratedFile } from './generated-files.ts';

/** The required check, and the app that reports it. */
const CHECK = 'klaviyo-lint';
const SOURCE = 'GitHub Actions';
const REQUIRE_CHECKS = 'Require status checks to pass before merging';
const UP_TO_DATE = 'Require branches to be up to date before merging';

/**
 * The pictures of docs/gate.md: which settings have to be on, in the words of GitHub's pages.
 *
 * Source: GitHub's documentation of branch protection rules and rulesets; read 2026-11-22.
 */
export function gatePictures(): GeneratedFile[] {
  const pictures = { 'branch-protection': branchProtection(), ruleset: ruleset(), 'merge-queue': mergeQueue() };
  return [...Object.entries(pictures), ['required-workflow', requiredWorkflow()]].map(([name, text]) => ({
    path: `docs/gate-${name}.svg`,
    text: text ?? '',
  }));
}

function branchProtection(): string {
  const drawing = new Drawing();
  drawing.breadcrumb(['Repository', 'Settings', 'Branches', 'Add classic branch protection rule']);
  drawing.space(10);
  drawing.setting('main', { state: 'value', note: 'Branch name pattern' });
  drawing.setting('Require a pull request before merging', { state: 'on' });
  drawing.setting(REQUIRE_CHECKS, { state: 'on' });
  drawing.setting(UP_TO_DATE, { state: 'on', level: 1, note: 'not needed with a merge queue' });
  drawing.setting(CHECK, { state: 'value', level: 1, note: SOURCE });
  drawing.setting('Require merge queue', { state: 'off', note: 'where you have one' });
  drawing.setting('Do not allow bypassing the above settings', { state: 'on' });
  return drawing.toSvg(`The settings of a branch protection rule that requires ${CHECK}`);
}

function ruleset(): string {
  const drawing = new Drawing();
  drawing.breadcrumb(['Repository', 'Settings', 'Rules', 'Rulesets', 'New ruleset', 'New branch ruleset']);
  drawing.space(10);
  drawing.setting('Active', { state: 'value', note: 'Enforcement status' });
  drawing.setting('nobody', { state: 'value', note: 'Bypass list' });
  drawing.setting('Include default branch', { state: 'value', note: 'Target branches' });
  drawing.setting('Require a pull request before merging', { state: 'on' });
  drawing.setting(REQUIRE_CHECKS, { state: 'on' });
  drawing.setting(UP_TO_DATE, { state: 'on', level: 1, note: 'not needed with a merge queue' });
  drawing.setting(CHECK, { state: 'value', level: 1, note: SOURCE });
  drawing.setting('Require merge queue', { state: 'off', note: 'where you have one' });
  return drawing.toSvg(`The settings of a ruleset that requires ${CHECK}`);
}

function mergeQueue(): string {
  const drawing = new Drawing();
  drawing.flow([
    { title: 'Pull request', text: 'opened or changed' },
    { title: CHECK, text: 'on pull_request', isGate: true },
    { title: 'Merge queue', text: 'grouped with others' },
    { title: CHECK, text: 'on merge_group', isGate: true },
    { title: 'Default branch', text: 'judged on push' },
  ]);
  drawing.space(12);
  drawing.remark('Both gates are one required check with one name. Whichever fails stops the merge.');
  return drawing.toSvg('A pull request passes the check twice on its way through a merge queue');
}

function requiredWorkflow(): string {
  const drawing = new Drawing();
  drawing.breadcrumb(['Organization', 'Settings', 'Repository', 'Rulesets', 'New ruleset', 'New branch ruleset']);
  drawing.space(10);
  drawing.setting('Evaluate, later Active', { state: 'value', note: 'Enforcement status' });
  drawing.setting('All repositories, or those with a property', { state: 'value', note: 'Target repositories' });
  drawing.setting('Include default branch', { state: 'value', note: 'Target branches' });
  drawing.setting('Require workflows to pass before merging', { state: 'on' });
  drawing.setting('octo/workflows   .github/workflows/klaviyo-lint.yml', {
    state: 'value',
    level: 1,
    note: 'Add workflow',
  });
  return drawing.toSvg('The settings of a ruleset that runs one workflow in every repository of an organization');
}
