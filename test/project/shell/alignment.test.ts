import { describe, expect, test } from 'vitest';
import { align } from '../../../src/project/shell/alignment.ts';

/** What stands in the source at the place of a part of the text. */
function found(text: string, source: string, part: string): string {
  const at = text.indexOf(part);
  const { start, end } = align(text, source, 0)(at, at + part.length);
  return source.slice(start, end);
}

describe('a part of a text is found in its source', () => {
  test.each([
    ['that is the same', 'a b c', 'a b c', 'b', 'b'],
    ['with indents', 'a\n  b\nc', '    a\n      b\n    c', 'b\nc', 'b\n    c'],
    ['with line ends of Windows', 'a\nb\nc', 'a\r\nb\r\nc', 'b\nc', 'b\r\nc'],
    ['with folded lines', 'a b\nc', 'a\n  b\n\n  c', 'b\nc', 'b\n\n  c'],
    ['with escapes', 'a "b" c', String.raw`a \"b\" c`, '"b"', String.raw`"b\"`],
    ['with doubled quotation marks', "a 'b' c", "a ''b'' c", 'b', 'b'],
    ['behind an escape of another character', 'a\tb', String.raw`a\tb`, 'b', 'b'],
  ])('%s', (_, text, source, part, expected) => {
    expect(found(text, source, part)).toBe(expected);
  });

  test('as nothing where there is nothing', () => {
    expect(align('ab', 'a\nb', 0)(1, 1)).toEqual({ start: 2, end: 2 });
  });

  test('at its end where the source is shorter', () => {
    expect(align('abc', 'a', 0)(0, 3)).toEqual({ start: 0, end: 1 });
  });
});
