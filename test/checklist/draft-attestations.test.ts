import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { draftAttestations, missingAttestations } from '../../src/checklist/draft-attestations.ts';
import { fakeKey } from '../fake-keys.ts';
import { sampleChecklist, sampleItem } from '../reporters/sample-checklist.ts';

const OPEN = sampleItem({
  id: 'F2',
  title: 'The previous version can be rolled back to',
  state: 'open',
  proofs: [{ kind: 'evidence', id: 'rollback', message: 'It can be undone.', path: 'deploy/a.yml', line: 2 }],
});

test('only what may be attested, is open and nobody attests is missing', () => {
  const items = [
    OPEN,
    sampleItem({ id: 'F1', state: 'attested', owner: 'Ada' }),
    sampleItem({ id: 'E2', state: 'proven' }),
    sampleItem({ id: 'E7', state: 'not applicable' }),
    sampleItem({ id: 'B1', state: 'open' }),
    sampleItem({ id: 'A1', state: 'violated' }),
    sampleItem({ id: 'C3', state: 'open', owner: 'Ada' }),
  ];
  expect(missingAttestations(sampleChecklist({ items })).map(({ id }) => id)).toEqual(['F2', 'A1']);
});

test('a draft names the item, shows the evidence and leaves the rest to be filled in', () => {
  expect(draftAttestations([OPEN])).toBe(
    [
      '# What no tool can see about the production checklist, stated by people and reviewed like code.',
      "# Fill in every field: 'date' and 'expiry' as YYYY-MM-DD, 'link' as an https address of what shows that it holds.",
      'attestations:',
      '  # The previous version can be rolled back to.',
      '  # deploy/a.yml:2: It can be undone.',
      '  - item: F2',
      "    statement: ''",
      "    owner: ''",
      "    date: ''",
      "    expiry: ''",
      "    link: ''",
      '',
    ].join('\n'),
  );
});

test.each(['  ', '', '    '])('it follows a list that is indented by %j, and keeps what is there', indent => {
  const existing = `# ours\nattestations:\n${indent}- item: A1 # kept\n${indent}  owner: Ada\n`;
  const text = draftAttestations([OPEN], existing) ?? '';
  expect(text.startsWith(existing.trimEnd())).toBe(true);
  expect(parse(text)).toEqual({
    attestations: [
      { item: 'A1', owner: 'Ada' },
      { item: 'F2', statement: '', owner: '', date: '', expiry: '', link: '' },
    ],
  });
});

test('a mark before the list begins no second document', () => {
  expect(
    parse(draftAttestations([OPEN], '# ours\n---\nattestations:\n  - item: A1\n') ?? '').attestations,
  ).toHaveLength(2);
});

test.each(['attestations: []\n', '# ours\nattestations: [ ]'])('an empty list as in %j is extended', existing => {
  expect(parse(draftAttestations([OPEN], existing) ?? '').attestations).toHaveLength(1);
});

test('the line endings stay as they are', () => {
  const text = draftAttestations([OPEN], 'attestations:\r\n  - item: A1\r\n') ?? '';
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(parse(text).attestations).toHaveLength(2);
});

test.each([
  ['the end of a document', 'attestations:\n  - item: A1\n...\n'],
  ['another document', 'attestations:\n  - item: A1\n---\n'],
  ['a list in a second document', 'attestations:\n  - item: A1\n---\nattestations:\n  - item: F1\n'],
  ['a list in one line', 'attestations: [{ item: A1 }]\n'],
  ['another setting behind it', 'attestations:\n  - item: A1\nothers: 1\n'],
])('nothing can follow %s', (_, existing) => {
  expect(draftAttestations([OPEN], existing)).toBeUndefined();
});

test('a path with a line break stays in its comment', () => {
  const proofs = [{ kind: 'evidence' as const, id: 'rollback', message: 'Undone.', path: 'a\n- item: A1', line: 1 }];
  expect(parse(draftAttestations([{ ...OPEN, proofs }]) ?? '').attestations).toHaveLength(1);
});

test('a key in a path or in a message is masked', () => {
  const message = `It is '${fakeKey(1)}'.`;
  const proofs = [{ kind: 'evidence' as const, id: 'rollback', message, path: `${fakeKey(2)}.yml`, line: 1 }];
  const text = draftAttestations([{ ...OPEN, proofs }]) ?? '';
  expect(text).not.toContain(fakeKey(1));
  expect(text).not.toContain(fakeKey(2));
  expect(text).toContain('pk_…');
});
