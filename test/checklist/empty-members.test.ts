import { expect, test } from 'vitest';
import { emptyMembers } from '../../src/checklist/empty-members.ts';

test.each([
  ['attestatons: []\n', [{ keys: ['attestatons'], value: '[]', line: 1 }]],
  ['# ours\nattestations: {}\n', [{ keys: ['attestations'], value: '{}', line: 2 }]],
  ['attestations: []\n', []],
  ['attestations:\n', []],
  ['attestations:\n  - item: A1\n', []],
  ['', []],
  ['[]', []],
])('in %j', (text, members) => {
  expect(emptyMembers(text)).toEqual(members);
});
