import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { newEslintConfiguration } from '../../src/init/eslint-entry.ts';
import { PULL_REQUEST_WORKFLOW } from '../../src/init/generated/pull-request-workflow.ts';
import { installCommand } from '../../src/init/install-command.ts';
import { planInit, type Step } from '../../src/init/plan-init.ts';
import type { Setup } from '../../src/init/setup.ts';
import { sampleFinding } from '../reporters/sample-report.ts';
import { REPOSITORY } from '../support/repository.ts';

const npm = { name: 'npm', from: undefined, isClassicYarn: false } as const;

function setup(parts: Partial<Setup> = {}): Setup {
  return {
    hasManifest: true,
    manager: npm,
    isMonorepo: false,
    hasTypeScript: false,
    declared: new Set(),
    eslint: undefined,
    workflow: undefined,
    otherWorkflows: 0,
    existing: new Set(),
    repository: 'root',
    defaultBranch: 'main',
    ...parts,
  };
}

const planned = (parts?: Partial<Setup>, findings: Parameters<typeof sampleFinding>[0][] = []): Step[] =>
  planInit(setup(parts), { findings: findings.map(sampleFinding) });

const brief = (step: Step): string => `${step.kind} ${step.kind === 'write' ? step.path : step.message}`;

describe('planInit', () => {
  test('writes three files where nothing is there', () => {
    expect(planned().map(brief)).toEqual([
      'write .github/workflows/klaviyo-lint.yml',
      'write klaviyo-lint.json',
      'write eslint.config.mjs',
      'by hand Install what it needs:',
    ]);
  });

  test('writes no ESLint entry without a package.json', () => {
    expect(planned({ hasManifest: false }).map(brief)).toEqual([
      'write .github/workflows/klaviyo-lint.yml',
      'write klaviyo-lint.json',
    ]);
  });

  test('has nothing to do where all is there', () => {
    const eslint = { path: 'eslint.config.js', isFlat: true, isCommonJs: false, hasPlugin: true, text: '' };
    const steps = planned({
      workflow: '.github/workflows/ci.yml',
      existing: new Set(['klaviyo-lint.json', '.klaviyo-lint/baseline.json']),
      eslint,
      declared: new Set(['eslint-plugin-klaviyo']),
    });
    expect(steps.map(brief)).toEqual([
      "there '.github/workflows/ci.yml' runs klaviyo-lint.",
      "there 'klaviyo-lint.json' is there.",
      "there 'eslint.config.js' names the plugin.",
      "there '.klaviyo-lint/baseline.json' is there.",
    ]);
  });

  test.each([
    [false, "import klaviyo from 'eslint-plugin-klaviyo';"],
    [true, "const klaviyo = require('eslint-plugin-klaviyo');"],
  ])('prints the lines for a configuration that it does not understand, in CommonJS: %s', (isCommonJs, line) => {
    const eslint = { path: 'eslint.config.js', isFlat: true, isCommonJs, hasPlugin: false, text: 'x' };
    expect(planned({ eslint })[2]).toEqual({
      kind: 'by hand',
      message: "'eslint.config.js' is left as it is. For the findings in the editor, add:",
      lines: [line, '// and in the list that is exported:', 'klaviyo.configs.recommended,'],
    });
  });

  test('adds the plugin to a configuration that it understands', () => {
    const eslint = {
      path: 'eslint.config.mjs',
      isFlat: true,
      isCommonJs: false,
      hasPlugin: false,
      text: 'export default [];',
    };
    expect(planned({ eslint })[2]).toMatchObject({
      kind: 'edit',
      path: 'eslint.config.mjs',
      after: expect.stringContaining('klaviyo.configs.recommended'),
      otherwise: { kind: 'by hand' },
    });
  });

  test('says that an old configuration is not read any more', () => {
    const eslint = {
      path: '.eslintrc.cjs',
      isFlat: false,
      isCommonJs: true,
      hasPlugin: false,
      text: 'module.exports = [];',
    };
    expect(planned({ eslint })[2]).toMatchObject({
      message:
        "'.eslintrc.cjs' is a configuration that ESLint 9 no longer reads. With a flat one, 'eslint.config.mjs', add:",
      lines: expect.arrayContaining(["import klaviyo from 'eslint-plugin-klaviyo';"]),
    });
  });

  test('writes the workflow into the root of a repository only, and not over another', () => {
    expect(planned({ repository: 'inside' })[0]).toMatchObject({ kind: 'by hand', lines: ['npx klaviyo-lint init'] });
    expect(planned({ existing: new Set(['.github/workflows/klaviyo-lint.yml']) })[0]).toMatchObject({
      kind: 'by hand',
      lines: ['- uses: klaviyo-lint/klaviyo-lint@v0', '  with:', '    preflight: never'],
    });
  });

  test('names the default branch of the clone', () => {
    const [step] = planned({ defaultBranch: 'trunk' });
    expect(step?.kind === 'write' && parse(step.text).on.push).toEqual({ branches: ['trunk'] });
  });

  test('accepts once what is there already', () => {
    const step = planned({}, [{}]).at(-1);
    expect(step).toMatchObject({
      kind: 'write',
      path: '.klaviyo-lint/baseline.json',
      message: 'It accepts 1 finding of today, so that only new ones block.',
    });
    expect(step?.kind === 'write' && JSON.parse(step.text)).toMatchObject({
      schemaVersion: 1,
      findings: [{ ruleId: 'klaviyo/no-raw-http', path: 'src/profiles.ts' }],
    });
  });

  test('accepts no key', () => {
    expect(planned({}, [{ ruleId: 'klaviyo/no-hardcoded-key' }]).at(-1)).toEqual({
      kind: 'by hand',
      message: 'There is 1 finding about keys, which no baseline accepts. Revoke the keys that this names:',
      lines: ['npx klaviyo-lint check'],
    });
  });
});

describe('what is written is what the README shows', () => {
  const readme = readFileSync(path.join(REPOSITORY, 'README.md'), 'utf8');

  test('the workflow', () => {
    expect(readme).toContain(`\`\`\`yaml\n${PULL_REQUEST_WORKFLOW}\`\`\`\n`);
  });

  test('the ESLint entry', () => {
    expect(readme).toContain(`\`\`\`js\n// eslint.config.mjs\n${newEslintConfiguration(true)}\`\`\`\n`);
  });
});

describe('installCommand', () => {
  const yarn = { name: 'yarn', from: undefined, isClassicYarn: false } as const;
  test.each<[string, Partial<Setup>, string | undefined]>([
    ['npm', {}, 'npm install --save-dev --save-exact eslint typescript@6'],
    ['pnpm', { manager: { ...npm, name: 'pnpm' } }, 'pnpm add --save-dev --save-exact eslint typescript@6'],
    ['bun', { manager: { ...npm, name: 'bun' } }, 'bun add --dev --exact eslint typescript@6'],
    ['yarn', { manager: yarn, isMonorepo: true }, 'yarn add --dev --exact eslint typescript@6'],
    [
      'pnpm in a monorepo',
      { manager: { ...npm, name: 'pnpm' }, isMonorepo: true },
      'pnpm add --save-dev --save-exact --workspace-root eslint typescript@6',
    ],
    [
      'the first yarn in a monorepo',
      { manager: { ...yarn, isClassicYarn: true }, isMonorepo: true },
      'yarn add --dev --exact --ignore-workspace-root-check eslint typescript@6',
    ],
    ['what is missing', { declared: new Set(['typescript']) }, 'npm install --save-dev --save-exact eslint'],
    ['nothing', { declared: new Set(['typescript', 'eslint']) }, undefined],
  ])('%s', (_, parts, expected) => {
    expect(installCommand(setup(parts), ['eslint', 'typescript@6'])).toBe(expected);
  });
});
