import { describe, expect, test } from 'vitest';
import { scriptBlocks, type Framework } from '../../../src/project/containers/script-blocks.ts';

const EVERYWHERE: Framework[] = ['vue', 'svelte', 'astro'];

describe.each(EVERYWHERE)('a file of one megabyte is read to its end in %s', framework => {
  const MEGABYTE = 1024 * 1024;
  const filled = (text: string): string => text.repeat(MEGABYTE / text.length);

  test.each([
    ['tags that are not closed', '<a '],
    ['braces in tags that are not closed', '<a {'],
    ['braces that do not match, in closed tags', '<a b={>'],
    ['strings in braces that are not closed', '<a b={">'],
    ['comments that are not closed', '<!-- '],
    ['comments in expressions that are not closed', '{/* '],
    ['templates', '<template>'],
    ['scripts that are not closed', '<script>'],
    ['scripts in strings', '"<script>'],
    ['quotation marks', `<a b="c' `],
    ['spaces behind a brace', '{   '],
    ['equals signs', '<a ===='],
    ['names', '<aaaaaaa'],
  ])('%s', (_, piece) => {
    const blocks = scriptBlocks(filled(piece), framework);
    expect(blocks.length).toBeLessThanOrEqual(1);
  });

  test('closed scripts', () => {
    expect(scriptBlocks(filled('<script></script>'), framework)).toHaveLength(
      Math.floor(MEGABYTE / '<script></script>'.length),
    );
  });
});
