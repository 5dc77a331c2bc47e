import { describe, expect, test } from 'vitest';
import { hasConflict } from '../../../src/project/fix/conflict-markers.ts';

describe('hasConflict', () => {
  test.each([
    ['a conflict', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> topic\n', true],
    ['one with the line ends of Windows', '<<<<<<< HEAD\r\na\r\n=======\r\nb\r\n>>>>>>>\r\n', true],
    ['the underline of a heading', 'Title\n=======\n', false],
    ['markers inside of a line', 'const a = "<<<<<<< b >>>>>>> c";\n', false],
    ['eight of them', '<<<<<<<< a\n>>>>>>>> b\n', false],
    ['one side only', '<<<<<<< HEAD\na\n', false],
  ])('knows %s', (_, text, expected) => {
    expect(hasConflict(text)).toBe(expected);
  });
});
