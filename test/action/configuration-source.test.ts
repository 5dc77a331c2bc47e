import { expect, test } from 'vitest';
import { configurationSource, scopeOf } from '../../action/configuration-source.ts';
import { recordedRun } from './recorded-run.ts';

const COMMIT = 'a'.repeat(40);
const sourceOf = (name: string, payload: unknown = {}): unknown =>
  configurationSource({ name, actor: 'octocat', payload });

test.each(['push', 'schedule', 'workflow_dispatch'])('%s: the code is accepted, and so is its configuration', name => {
  expect(sourceOf(name)).toBe('folder');
});

test.each(['pull_request', 'pull_request_target', 'pull_request_review'])('%s: the configuration of the base', name => {
  expect(sourceOf(name, { pull_request: { base: { sha: COMMIT }, head: { sha: 'b'.repeat(40) } } })).toEqual({
    commit: COMMIT,
  });
});

test('merge_group: the configuration of the branch that is merged into', () => {
  expect(sourceOf('merge_group', { merge_group: { base_sha: COMMIT } })).toEqual({ commit: COMMIT });
});

test.each(['pull_request', 'merge_group', 'workflow_run', 'brand_new_event'])(
  "%s without a base: nobody's configuration",
  name => {
    expect(sourceOf(name)).toBe('nowhere');
  },
);

test.each([
  ['folder', 'all'],
  ['nowhere', 'all'],
  [{ commit: COMMIT }, 'changed'],
] as const)('with the configuration of %j the scope is %s', (configuration, scope) => {
  expect(scopeOf(configuration)).toBe(scope);
});

test.each([
  ['', 'changed'],
  ['changed', 'changed'],
  ['all', 'all'],
])('on a pull request the input %j makes the scope %s', async (scope, expected) => {
  const run = await recordedRun({
    event: 'pull_request',
    payload: { pull_request: { base: { sha: COMMIT } } },
    inputs: { scope },
  });
  expect(run.audited).toMatchObject([{ scope: expected }]);
});

test('the Action asks with it', async () => {
  const run = await recordedRun({ event: 'pull_request', payload: { pull_request: { base: { sha: COMMIT } } } });
  expect(run.audited).toMatchObject([{ configuration: { commit: COMMIT } }]);
});
