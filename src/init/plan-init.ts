import type { Report } from '../model/report.ts';
import { BASELINE_FILE } from '../model/baseline.ts';
import { baselineStep } from './baseline-step.ts';
import { eslintLines, eslintPackages, newEslintConfiguration } from './eslint-entry.ts';
import { PULL_REQUEST_WORKFLOW } from './generated/pull-request-workflow.ts';
import { installCommand } from './install-command.ts';
import { addEslintEntry } from './eslint-edit.ts';
import type { EslintSetup, Setup } from './setup.ts';

export const WORKFLOW_FILE = '.github/workflows/klaviyo-lint.yml';
export const CONFIGURATION_FILE = 'klaviyo-lint.json';
const ESLINT_FILE = 'eslint.config.mjs';

/** What `init` looks for before it plans anything. */
export const OUR_FILES = [WORKFLOW_FILE, CONFIGURATION_FILE, BASELINE_FILE];

const CONFIGURATION = `{
  "$schema": "https://github.com/klaviyo-lint/klaviyo-lint/raw/main/docs/schema/configuration.schema.json",
  "preset": "recommended"
}
`;

export type Step =
  /** A file that is not there yet. */
  | { kind: 'write'; path: string; text: string; message: string }
  /** A file that is changed; what a person does `otherwise`. */
  | { kind: 'edit'; path: string; before: string; after: string; message: string; otherwise: Step }
  /** Nothing is to be done. */
  | { kind: 'there'; message: string }
  /** A person has to do it. */
  | { kind: 'by hand'; message: string; lines: string[] };

/** Plans what a folder needs to be checked on each pull request, in the editor and on the command line. */
export function planInit(setup: Setup, report: Pick<Report, 'findings'>): Step[] {
  const steps = [workflowStep(setup), configurationStep(setup), ...eslintSteps(setup)];
  const baseline = setup.existing.has(BASELINE_FILE) ? there(BASELINE_FILE) : baselineStep(report);
  return baseline ? [...steps, baseline] : steps;
}

function there(path: string): Step {
  return { kind: 'there', message: `'${path}' is there.` };
}

function workflowStep({ workflow, existing, repository, defaultBranch }: Setup): Step {
  if (workflow !== undefined) return { kind: 'there', message: `'${workflow}' runs klaviyo-lint.` };
  if (existing.has(WORKFLOW_FILE))
    return {
      kind: 'by hand',
      message: `'${WORKFLOW_FILE}' is there and does not use the Action. Add this step to a job of it:`,
      lines: ['- uses: klaviyo-lint/klaviyo-lint@v0', '  with:', '    preflight: never'],
    };
  if (repository === 'inside')
    return {
      kind: 'by hand',
      message: 'Workflows belong into the root of the repository, which is above this folder. Run this there:',
      lines: ['npx klaviyo-lint init'],
    };
  return {
    kind: 'write',
    path: WORKFLOW_FILE,
    text: PULL_REQUEST_WORKFLOW.replace('branches: [main]', `branches: [${defaultBranch}]`),
    message: 'It checks each pull request. To block merges, make its job a required status check.',
  };
}

function configurationStep({ existing }: Setup): Step {
  if (existing.has(CONFIGURATION_FILE)) return there(CONFIGURATION_FILE);
  return {
    kind: 'write',
    path: CONFIGURATION_FILE,
    text: CONFIGURATION,
    message: 'It says which rules run and which files are left out.',
  };
}

/** Without a package.json there is no ESLint. */
function eslintSteps(setup: Setup): Step[] {
  const { eslint, hasManifest, hasTypeScript } = setup;
  if (!hasManifest) return [];
  if (eslint?.hasPlugin)
    return [{ kind: 'there', message: `'${eslint.path}' names the plugin.` }, ...installStep(setup, [PLUGIN])];
  if (eslint === undefined)
    return [
      {
        kind: 'write',
        path: ESLINT_FILE,
        text: newEslintConfiguration(hasTypeScript),
        message: 'It shows the findings in the editor.',
      },
      ...installStep(setup, eslintPackages(hasTypeScript)),
    ];
  return [entryStep(eslint), ...installStep(setup, [PLUGIN])];
}

function entryStep({ path, text, isFlat, isCommonJs }: EslintSetup): Step {
  if (!isFlat)
    return {
      kind: 'by hand',
      message: `'${path}' is a configuration that ESLint 9 no longer reads. With a flat one, 'eslint.config.mjs', add:`,
      lines: eslintLines(false),
    };
  const otherwise: Step = {
    kind: 'by hand',
    message: `'${path}' is left as it is. For the findings in the editor, add:`,
    lines: eslintLines(isCommonJs),
  };
  const after = text === undefined ? undefined : addEslintEntry(text, isCommonJs);
  if (text === undefined || after === undefined) return otherwise;
  return { kind: 'edit', path, before: text, after, message: 'It shows the findings in the editor.', otherwise };
}

const PLUGIN = 'eslint-plugin-klaviyo';

/** Nothing is installed, because that would run code. */
function installStep(setup: Setup, packages: readonly string[]): Step[] {
  const command = installCommand(setup, packages);
  return command === undefined ? [] : [{ kind: 'by hand', message: 'Install what it needs:', lines: [command] }];
}
