import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { FEATURES } from '../../action/github/features.ts';
import { readInputs } from '../../action/inputs.ts';
import { loadLanguageService, readText, type Validate } from './github-language-service.ts';

interface Step {
  uses: string;
  with: Record<string, string | number | boolean>;
}

interface Workflow {
  permissions: Record<string, string>;
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>;
}

const GUIDE = readText('docs/github.md');
const WORKFLOWS = [...GUIDE.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = '']) => text);
const ACTION = parse(readText('action.yml')) as { inputs: Record<string, object> };

let validate: Validate;

beforeAll(async () => {
  validate = await loadLanguageService();
});

describe.each(WORKFLOWS.map((text, index) => [index + 1, text] as const))('workflow %i of the guide', (_, text) => {
  const workflow = parse(text) as Workflow;
  const job = Object.values(workflow.jobs)[0]!;
  const [checkout, ours] = job.steps;

  it("is fine for GitHub's own language service", async () => {
    expect(await validate('.github/workflows/guide.yml', text)).toEqual([]);
  });

  it('gives exactly the permissions that its inputs need', () => {
    const given = Object.fromEntries(Object.entries(ours?.with ?? {}).map(([name, value]) => [name, String(value)]));
    expect(Object.keys(given).filter(name => !Object.hasOwn(ACTION.inputs, name))).toEqual([]);
    const { github } = readInputs(name => given[name] ?? '');
    const wanted = Object.entries(FEATURES).filter(([feature]) => github[feature as keyof typeof github]);
    expect(wanted.length).toBeGreaterThan(0);
    expect(job.permissions ?? workflow.permissions).toEqual({
      contents: 'read',
      ...Object.fromEntries(wanted.map(([, { permission }]) => [permission, 'write'])),
    });
  });

  it('takes the checkout by the full hash of a commit, and keeps no credentials', () => {
    expect(checkout?.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/);
    expect(checkout?.with['persist-credentials']).toBe(false);
  });
});

describe('the guide', () => {
  it('has workflows', () => {
    expect(WORKFLOWS).toHaveLength(2);
  });

  it.each(Object.values(FEATURES))('names the permission of $input', ({ input, permission }) => {
    expect(GUIDE).toMatch(new RegExp(`^\\| \`${input}\` .*\\| \`${permission}: write\` `, 'm'));
  });
});
