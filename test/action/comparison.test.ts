import { describe, expect, test } from 'vitest';
import { comparisonOf } from '../../action/comparison.ts';
import { committedRepository, git } from '../project/temporary-folder.ts';
import { recordedRun } from './recorded-run.ts';

const ZEROS = '0'.repeat(40);
const ELSEWHERE = 'a'.repeat(40);

interface Repository {
  root: string;
  before: string;
}

function repository(): Repository {
  const { root, commit: before } = committedRepository({ 'a.js': '' });
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'after');
  return { root, before };
}

describe('on a push', () => {
  const compared = async (before: unknown, root = repository().root): Promise<unknown> =>
    comparisonOf(
      { name: 'push', actor: 'octocat', payload: { before } },
      { scope: 'changed', configuration: 'folder', root, searchPath: process.env['PATH'] ?? '' },
    );

  test('it is the commit that the branch was at before', async () => {
    const { root, before } = repository();
    expect(await compared(before, root)).toEqual({ scope: 'changed', since: before });
  });

  test.each([
    [ZEROS, 'this push begins a branch or a tag, so every finding counts as new.'],
    [
      ELSEWHERE,
      "the commit before this push is not in this clone, so every finding counts as new. Check out with 'fetch-depth: 0'.",
    ],
    [undefined, 'this event names no base, so every finding counts as new.'],
    ['HEAD', 'this event names no base, so every finding counts as new.'],
    [{}, 'this event names no base, so every finding counts as new.'],
  ])('%j cannot be compared with, and that is said', async (before, reason) => {
    expect(await compared(before)).toEqual({ scope: 'all', notCompared: `Input 'scope' is 'changed', but ${reason}` });
  });
});

test.each([
  ['push', undefined, 'folder', 'all'],
  ['push', 'all', 'folder', 'all'],
  ['pull_request', 'changed', { commit: ELSEWHERE }, 'changed'],
  ['pull_request', undefined, { commit: ELSEWHERE }, 'changed'],
] as const)('on %s with the scope %s nothing else is compared', async (name, scope, configuration, expected) => {
  const { root, before } = repository();
  const event = { name, actor: 'octocat', payload: { before } };
  expect(await comparisonOf(event, { scope, configuration, root, searchPath: process.env['PATH'] ?? '' })).toEqual({
    scope: expected,
  });
});

test.each([
  ['push', 'this push begins a branch or a tag'],
  ['schedule', 'this event names no base'],
])('the Action on %s says why everything counts', async (event, reason) => {
  const run = await recordedRun({ event, inputs: { scope: 'changed' }, payload: { before: ZEROS } });
  expect(run.audited).toMatchObject([{ scope: 'all' }]);
  expect(run.of('warning').map(([message]) => message)).toEqual([
    `Input 'scope' is 'changed', but ${reason}, so every finding counts as new.`,
  ]);
});
