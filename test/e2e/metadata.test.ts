import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadLanguageService, readText, type Validate } from './github-language-service.ts';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string>;
}

interface Job {
  'timeout-minutes'?: number;
  permissions?: Record<string, string>;
  steps?: Step[];
}

interface Workflow {
  on: Record<string, unknown>;
  permissions: Record<string, string>;
  jobs: Record<string, Job>;
}

const REPOSITORY = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

function workflowsIn(folder: string): string[] {
  return existsSync(path.join(REPOSITORY, folder))
    ? readdirSync(path.join(REPOSITORY, folder)).map(name => `${folder}/${name}`)
    : [];
}

const EXAMPLES = workflowsIn('examples/workflows');
const ACTION = parse(readText('action.yml'));

let validate: Validate;

beforeAll(async () => {
  validate = await loadLanguageService();
});

describe("GitHub's own language service", () => {
  it.each(['action.yml', ...EXAMPLES, ...workflowsIn('.github/workflows')])('has nothing against %s', async name => {
    expect(await validate(name, readText(name))).toEqual([]);
  });

  it.each([
    ['an unknown runtime', 'node24', 'node26'],
    ['a misspelled key', '  main: action', '  maim: action'],
    ['an unknown colour', 'color: green', 'color: pink'],
  ])('would notice %s in action.yml', async (_, right, wrong) => {
    expect(await validate('action.yml', readText('action.yml').replace(right, wrong))).not.toEqual([]);
  });

  it.each([
    ['an unknown event', 'merge_group', 'merge_gruop'],
    ['an unknown permission', 'contents: read', 'content: read'],
  ])('would notice %s in a workflow', async (_, right, wrong) => {
    expect(
      await validate(EXAMPLES[0] ?? '', readText('examples/workflows/pull-request.yml').replace(right, wrong)),
    ).not.toEqual([]);
  });
});

describe('action.yml', () => {
  it('runs the bundle on the current runtime', () => {
    expect(ACTION.runs).toEqual({ using: 'node24', main: 'action/dist/main.mjs' });
  });

  it.each([...Object.entries(ACTION.inputs), ...Object.entries(ACTION.outputs)] as [string, { description: string }][])(
    'describes %s in sentences',
    (name, { description }) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(description.trim()).toMatch(/^[A-Z`].{20,}\.$/);
    },
  );
});

describe.each(EXAMPLES)('%s', name => {
  const workflow: Workflow = parse(readText(name));
  const steps = Object.values(workflow.jobs).flatMap(job => job.steps ?? []);
  const ours = steps.filter(({ uses }) => uses?.startsWith('klaviyo-lint/'));

  it('uses the Action with inputs and values that it has', () => {
    expect(ours).toHaveLength(1);
    expect(Object.keys(ours[0]?.with ?? {}).filter(input => !Object.hasOwn(ACTION.inputs, input))).toEqual([]);
  });

  it('takes every Action of others by the full hash of a commit', () => {
    const others = steps.flatMap(({ uses }) => uses ?? []).filter(uses => !uses.startsWith('klaviyo-lint/'));
    expect(others.filter(uses => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  it('may only read, and ends in time', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(Object.values(workflow.jobs).filter(job => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  it('keeps no credentials behind, and trusts no event that mixes secrets with the code of strangers', () => {
    const checkouts = steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map(step => step.with?.['persist-credentials'])).toEqual([false]);
    expect(
      Object.keys(workflow.on).filter(event =>
        ['pull_request_target', 'workflow_run', 'issue_comment'].includes(event),
      ),
    ).toEqual([]);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('gives the key only where no pull request runs', () => {
    const hasKey = ours[0]?.with?.['klaviyo-private-key'] !== undefined;
    expect(hasKey).toBe(!('pull_request' in workflow.on || 'workflow_call' in workflow.on));
  });
});

describe.each(workflowsIn('.github/workflows'))('our own %s', name => {
  const workflow: Workflow = parse(readText(name));
  const jobs = Object.values(workflow.jobs);
  // A job that calls a workflow of this repository has none.
  const steps = jobs.flatMap(job => job.steps ?? []);

  it('takes every Action by the full hash of a commit, with its version beside it', () => {
    const used = [...readText(name).matchAll(/uses: (\S+)(.*)/g)].filter(([, action]) => !action?.startsWith('./'));
    expect(
      used
        .filter(
          ([, action = '', comment = '']) => !/@[0-9a-f]{40}$/.test(action) || !/^ # v\d+\.\d+\.\d+$/.test(comment),
        )
        .map(([line]) => line),
    ).toEqual([]);
  });

  it('may write nothing unless a job says so, keeps no credentials, and puts no expression into a command', () => {
    expect(Object.values(workflow.permissions).filter(level => level !== 'read')).toEqual([]);
    expect(
      steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')).map(step => step.with?.['persist-credentials']),
    ).not.toContain(undefined);
    expect(steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
  });

  it('runs code of the repository and of its dependencies only where nothing may be written', () => {
    const writing = jobs.filter(({ permissions = {} }) => Object.values(permissions).includes('write'));
    const commands = writing.flatMap(job => (job.steps ?? []).map(({ run = '' }) => run));
    expect(commands.filter(command => /\b(?:npm (?:ci|install|run|test|exec)|npx|tsx|bash)\b/.test(command))).toEqual(
      [],
    );
  });
});
