import { describe, expect, it } from 'vitest';
import type { WorkflowEvent } from '../../action/event.ts';
import { decidePreflight } from '../../action/preflight-gate.ts';

const SAME = { full_name: 'octo/shop', fork: false };
const FORK = { full_name: 'stranger/shop', fork: true };

function event(name: string, payload: unknown = {}, actor = 'octocat'): WorkflowEvent {
  return { name, actor, payload };
}

function pullRequest(name: string, head: unknown): WorkflowEvent {
  return event(name, { repository: SAME, pull_request: { head: { repo: head }, base: { repo: SAME } } });
}

function workflowRun(head: unknown): WorkflowEvent {
  return event('workflow_run', { repository: SAME, workflow_run: { head_repository: head } });
}

const SAFE: [string, WorkflowEvent][] = [
  ['a push', event('push')],
  ['a schedule', event('schedule')],
  ['a manual run', event('workflow_dispatch')],
  ['a merge group', event('merge_group')],
  ['an unknown event', event('brand_new')],
  ['a pull request of the repository itself', pullRequest('pull_request', SAME)],
  ['a pull request of a fork that was given the key', pullRequest('pull_request', FORK)],
  ['pull_request_target of the repository itself', pullRequest('pull_request_target', SAME)],
  [
    'pull_request_target inside a repository that is a fork',
    pullRequest('pull_request_target', { ...SAME, fork: true }),
  ],
  ['workflow_run of the repository itself', workflowRun(SAME)],
  ['a comment on an issue', event('issue_comment', { issue: { number: 1 } })],
];

const UNSAFE: [string, WorkflowEvent][] = [
  ['pull_request_target of a fork', pullRequest('pull_request_target', FORK)],
  ['pull_request_target of a deleted fork', pullRequest('pull_request_target', null)],
  [
    'pull_request_target that names only the fork flag',
    event('pull_request_target', { pull_request: { head: { repo: { fork: true } } } }),
  ],
  ['pull_request_target without a readable payload', event('pull_request_target')],
  ['pull_request_target with a payload of another type', event('pull_request_target', 'text')],
  ['workflow_run of a fork', workflowRun(FORK)],
  ['workflow_run of a deleted fork', workflowRun(null)],
  ['workflow_run without a readable payload', event('workflow_run')],
  ['issue_comment without a readable payload', event('issue_comment')],
  [
    'a comment on a pull request, whose head nobody names',
    event('issue_comment', { issue: { number: 1, pull_request: {} } }),
  ],
];

describe('decidePreflight', () => {
  it.each(SAFE)('runs with a key on %s', (_, safe) => {
    expect(decidePreflight('auto', true, safe)).toEqual({ kind: 'run' });
    expect(decidePreflight('always', true, safe)).toEqual({ kind: 'run' });
  });

  it.each(UNSAFE)('never lets the key meet %s, and says so', (_, unsafe) => {
    const reason = `under '${unsafe.name}' the key would meet the code of a fork`;
    expect(decidePreflight('auto', true, unsafe)).toEqual({ kind: 'skipped', reason, verdict: 'not verified' });
    expect(decidePreflight('always', true, unsafe)).toMatchObject({
      kind: 'impossible',
      reason: expect.stringContaining(reason),
    });
  });

  it.each([...SAFE, ...UNSAFE])("does nothing on %s with 'never', and leaves nothing open", (_, any) => {
    expect(decidePreflight('never', true, any)).toEqual({
      kind: 'skipped',
      reason: "switched off by 'preflight: never'",
      verdict: 'verified',
    });
  });

  it('leaves nothing open when nobody wanted it', () => {
    expect(decidePreflight('auto', false, event('push'))).toEqual({
      kind: 'skipped',
      reason: "'klaviyo-private-key' is empty",
      verdict: 'verified',
    });
  });

  it.each([
    ['a fork', pullRequest('pull_request', FORK), 'GitHub gives a fork none of the secrets, so there is no key'],
    [
      'Dependabot',
      event('pull_request', {}, 'dependabot[bot]'),
      'GitHub gives Dependabot none of the secrets, so there is no key',
    ],
  ])('leaves it open where %s could not have had the key', (_, keyless, reason) => {
    expect(decidePreflight('auto', false, keyless)).toEqual({ kind: 'skipped', reason, verdict: 'not verified' });
  });

  it("cannot obey 'always' without a key, and says what to do", () => {
    const reason =
      "'preflight' is 'always', but 'klaviyo-private-key' is empty. Pass a key where there can be one, or use 'auto'.";
    expect(decidePreflight('always', false, event('schedule'))).toEqual({
      kind: 'impossible',
      reason,
      verdict: 'not verified',
    });
  });
});
