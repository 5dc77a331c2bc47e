import { expect, test } from 'vitest';
import { movedPattern } from '../../../src/project/configuration/layer-patterns.ts';

test.each([
  ['src/routes/*', 'packages/a/', '', ['packages/a/src/routes/*']],
  ['src/routes/*', '', '', ['src/routes/*']],
  ['packages/a/src/*', '', 'packages/a/', ['src/*']],
  ['packages/b/src/*', '', 'packages/a/', []],
  ['packages/*/src/*', '', 'packages/a/', ['*/src/*', 'src/*']],
  ['*/routes/*', '', 'packages/a/', ['*/routes/*', 'routes/*']],
  ['*', '', 'packages/a/', ['*']],
  ['packages/a/', '', 'packages/a/', []],
  ['a/src/*', 'packages/', 'packages/a/', ['src/*']],
])('%s of %j is for %j', (pattern, from, to, expected) => {
  expect(movedPattern(pattern, from, to).sort()).toEqual(expected);
});

test('many stars take no long time', () => {
  expect(movedPattern('*a'.repeat(200), '', `${'a'.repeat(400)}/`)).not.toEqual([]);
});
