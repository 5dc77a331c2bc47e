import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.ts';
import { createCodeFrame } from '../../../src/reporters/text/code-frame.ts';
import { graphemesOf } from '../../../src/reporters/text/graphemes.ts';
import { printedLines } from '../../../src/reporters/text/styled-line.ts';
import { sampleFinding } from '../sample-report.ts';

/** The frame of what stands between `«` and `»` in a line of a file. */
function frameOf(
  lines: string[],
  { startLine = 1, columns = 120, ...changes }: Partial<Finding> & { startLine?: number; columns?: number } = {},
): string {
  const index = lines.findIndex(line => line.includes('«'));
  const column = (lines[index]?.indexOf('«') ?? 0) + 1;
  const endColumn = lines[index]?.indexOf('»') ?? 0;
  const line = startLine + index;
  const snippet = { startLine, lines: lines.map(text => text.replaceAll(/[«»]/g, '')), column, endColumn };
  const finding = sampleFinding({ line, endLine: line, column, endColumn, ...changes });
  return printedLines(createCodeFrame(graphemesOf)(finding, snippet, columns), { colors: false });
}

describe('createCodeFrame', () => {
  it('numbers the lines, marks the first of the finding, and puts carets under it', () => {
    expect(frameOf(['const a = 1;', '', '«fetch»(url);', '}'], { startLine: 8 })).toBe(
      `         8 | const a = 1;
         9 |
      > 10 | fetch(url);
           | ^^^^^
        11 | }
`,
    );
  });

  it('marks all lines of a finding of several', () => {
    expect(frameOf(['a', 'call(«{»', '  b,', '})'], { endLine: 4 })).toBe(
      `        1 | a
      > 2 | call({
          |      ^
      > 3 |   b,
      > 4 | })
`,
    );
  });

  it.each([
    ['tabs', '\t\tif (a)\t«call»()', '              if (a)  call()', 22],
    ['wide characters', "t('数据', «call»())", "t('数据', call())", 10],
    ['an emoji of several parts', "t('é👍🏽', «call»())", "t('é👍🏽', call())", 9],
    ['what nobody sees', "t('\u202e', «call»())", "t('\\u{202e}', call())", 14],
  ])('aligns the carets behind %s', (_, line, code, before) => {
    const [first, second] = frameOf([line]).split('\n');
    expect([first?.trimEnd(), second]).toEqual([
      `      > 1 | ${code.trimStart() === code ? code : code.slice(6)}`,
      `          | ${' '.repeat(before - (code.trimStart() === code ? 0 : 6))}^^^^`,
    ]);
  });

  it('puts one caret under the end of a line, and under a place without a width', () => {
    expect(frameOf(['call(«»']).split('\n')[1]).toBe('          |      ^');
    expect(frameOf(['a«»b']).split('\n')[1]).toBe('          |  ^');
  });

  it('cuts a long line around what is marked', () => {
    const line = `${'a'.repeat(300)}«call»(${'b'.repeat(300)}`;
    expect(frameOf([line], { columns: 40 })).toBe(
      `      > 1 | …aaaaaaacall(bbbbbbbbbbbbbb…
          |         ^^^^
`,
    );
  });

  it('shows the end of a long line where the mark is there', () => {
    expect(frameOf([`${'a'.repeat(300)}«z»`], { columns: 40 })).toBe(
      `      > 1 | …${'a'.repeat(26)}z
          | ${' '.repeat(27)}^
`,
    );
  });

  it('keeps a least width on a narrow terminal', () => {
    expect(frameOf([`«call»(${'b'.repeat(300)}`], { columns: 5 }).split('\n')[0]).toBe(
      '      > 1 | call(bbbbbbbbbbbbbb…',
    );
  });

  it('holds no command for the runner', () => {
    expect(frameOf(['::error::«x»', '##[error]'])).not.toMatch(/^\s*::|##\[/m);
  });
});
