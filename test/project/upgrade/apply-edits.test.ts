import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../src/project/upgrade/apply-edits.ts';

const edit = (start: number, end: number, text: string) => ({ start, end, text });

describe('applyEdits', () => {
  test('makes edits in any order', () => {
    expect(applyEdits('abcdef', [edit(4, 5, 'E'), edit(0, 1, 'A')]).text).toBe('AbcdEf');
  });

  test('makes edits that meet, insertions and removals', () => {
    expect(applyEdits('abc', [edit(0, 1, 'x'), edit(1, 2, ''), edit(3, 3, '!')]).text).toBe('xc!');
  });

  test('leaves out one that reaches into another, and says which were made', () => {
    const edits = [edit(0, 3, 'x'), edit(2, 4, 'y'), edit(4, 5, 'z')];
    expect(applyEdits('abcde', edits)).toEqual({ text: 'xdz', applied: [edits[0], edits[2]] });
  });
});
