import { describe, expect, it } from 'vitest';
import { suggestionBlock } from '../../../action/github/suggestion-block.ts';
import { fakeKey } from '../../fake-keys.ts';

const TEXT = 'first();\nsecond(old);\nthird();\n';

/** Replaces a piece of a text. */
function replacing(text: string, piece: string, by: string): { start: number; end: number; text: string } {
  const start = text.indexOf(piece);
  return { start, end: start + piece.length, text: by };
}

function blockOf(text: string, lines: [number, number], ...edits: ReturnType<typeof replacing>[]): string | undefined {
  const [line, endLine] = lines;
  return suggestionBlock(text, { line, endLine, suggestions: [{ title: 'Do it.', edits }] })?.markdown;
}

describe('a suggestion block', () => {
  it.each([
    ['a piece of a line', [2, 2], 'old', 'current', 'second(current);'],
    ['the first line', [1, 1], 'first', '1', '1();'],
    ['several lines', [1, 3], 'second(old)', 'x', 'first();\nx;\nthird();'],
    ['a line by several', [2, 2], 'second(old);', 'a();\n\tb();', 'a();\n\tb();'],
    ['a line by nothing', [2, 2], 'second(old);', '', ''],
    ['the end of a line', [2, 2], 'old);', 'old); // fixed', 'second(old); // fixed'],
  ] as const)('replaces %s', (_, [line, endLine], piece, by, lines) => {
    expect(blockOf(TEXT, [line, endLine], replacing(TEXT, piece, by))).toBe(`\`\`\`suggestion\n${lines}\n\`\`\``);
  });

  it('makes several edits, in whatever order they are given', () => {
    const edits = [replacing(TEXT, 'third', '3'), replacing(TEXT, 'second', '2')];
    expect(blockOf(TEXT, [2, 3], ...edits)).toBe('```suggestion\n2(old);\n3();\n```');
  });

  it('reaches to the end of a file without a line feed', () => {
    expect(blockOf('a();\nb();', [2, 2], replacing('a();\nb();', 'b', 'c'))).toBe('```suggestion\nc();\n```');
  });

  it.each([
    ['```', '````suggestion\n```;\n````'],
    ['`````', '``````suggestion\n`````;\n``````'],
  ])('has a fence that is longer than %s', (ticks, block) => {
    expect(blockOf('a;\n', [1, 1], replacing('a;\n', 'a', ticks))).toBe(block);
  });

  it('is the first suggestion that fits', () => {
    const outside = { title: 'Import it.', edits: [replacing(TEXT, 'first', 'x')] };
    const inside = { title: 'Rename it.', edits: [replacing(TEXT, 'old', 'x')] };
    expect(suggestionBlock(TEXT, { line: 2, endLine: 2, suggestions: [outside, inside] })).toEqual({
      title: 'Rename it.',
      markdown: '```suggestion\nsecond(x);\n```',
    });
  });

  it('is not made where edits overlap', () => {
    expect(blockOf(TEXT, [2, 2], replacing(TEXT, 'second(o', 'x'), replacing(TEXT, 'old', 'y'))).toBeUndefined();
  });

  it('is not made without a suggestion', () => {
    expect(suggestionBlock(TEXT, { line: 2, endLine: 2 })).toBeUndefined();
  });
});

describe('is only made where the edit stays within what is shown', () => {
  it.each([
    ['begins before the lines', TEXT, replacing(TEXT, '\nsecond', 'x')],
    ['ends behind the lines', TEXT, replacing(TEXT, 'old);\n', 'x')],
    ['stands elsewhere', TEXT, replacing(TEXT, 'third', 'x')],
    ['changes nothing', TEXT, replacing(TEXT, 'old', 'old')],
    [
      'leaves a key in the lines',
      `a;\nb('${fakeKey(3)}', old);\n`,
      replacing(`a;\nb('${fakeKey(3)}', old);\n`, 'old', 'x'),
    ],
    ['brings something invisible', TEXT, replacing(TEXT, 'old', 'a\u202eb')],
    ['is about text that is not UTF-8', 'a;\n\ufffd(old);\n', replacing('a;\n\ufffd(old);\n', 'old', 'x')],
    ['is about lines with other ends', 'a;\r\nb(old);\r\n', replacing('a;\r\nb(old);\r\n', 'old', 'x')],
    ['is very long', TEXT, replacing(TEXT, 'old', 'x'.repeat(10_001))],
  ])('not where it %s', (_, text, edit) => {
    expect(blockOf(text, [2, 2], edit)).toBeUndefined();
  });
});
