import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ATTESTATION_FIELDS, readAttestations } from '../../src/checklist/attestations.ts';
import { isAttestable } from '../../src/checklist/item.ts';
import { ALL_ITEMS as ITEMS } from '../../src/checklist/items.ts';
import { dataEntries } from '../../src/project/evidence/data-entries.ts';
import { REPOSITORY } from '../support/repository.ts';

const ENTRY = {
  item: 'F2',
  statement: 'The last five versions can be brought back',
  owner: 'Platform team',
  date: '2026-11-02',
  expiry: '2027-05-02',
  link: 'https://wiki.example.com/rollback',
};
const SCHEMA = JSON.parse(readFileSync(path.join(REPOSITORY, 'docs/schema/attestations.schema.json'), 'utf8'));

const fileOf = (...entries: Partial<Record<string, string>>[]): string =>
  [
    'attestations:',
    ...entries.flatMap(entry =>
      Object.entries(entry).map(([name, value], index) => `${index === 0 ? '  - ' : '    '}${name}: ${value}`),
    ),
  ].join('\n');

const read = (text: string): ReturnType<typeof readAttestations> => readAttestations(dataEntries(text), '2026-11-22');
const problemsIn = (text: string): string[] => read(text).problems.map(({ line, message }) => `${line}: ${message}`);

function schemaAccepts(text: string): boolean {
  const ajv = new Ajv2020({ strictTypes: false });
  addFormats.default(ajv);
  return ajv.validate(SCHEMA, parse(text));
}

test('an entry that is right counts, with its line', () => {
  const { valid, problems } = read(fileOf(ENTRY));
  expect(problems).toEqual([]);
  expect([...valid]).toEqual([['F2', { ...ENTRY, path: '.klaviyo-lint/attestations.yml', line: 2 }]]);
});

test('it counts on the day of its expiry, and not on the next', () => {
  expect(readAttestations(dataEntries(fileOf(ENTRY)), '2027-05-02').valid.size).toBe(1);
  const { valid, problems } = readAttestations(dataEntries(fileOf(ENTRY)), '2027-05-03');
  expect(valid.size).toBe(0);
  expect(problems).toEqual([
    {
      path: '.klaviyo-lint/attestations.yml',
      line: 6,
      message: 'The attestation of F2 expired on 2027-05-02. Check that it still holds, and state it again.',
    },
  ]);
});

describe('an entry that is wrong does not count, and is named on its line', () => {
  test.each([
    ['an unknown item', { item: 'Z9' }, "2: 'Z9' is no item of the checklist. Use an id such as A1."],
    [
      'an item that a tool can see',
      { item: 'B1' },
      '2: B1 cannot be attested, because a tool can see it. Take the entry out, and let the checklist prove it.',
    ],
    [
      'no statement',
      { statement: "''" },
      "3: This attestation says nothing for 'statement'. Fill it in, or take the entry out.",
    ],
    [
      'a date that is none',
      { date: '2026-13-01' },
      '5: The date of this attestation is no day. Write it as YYYY-MM-DD.',
    ],
    [
      'a day in words',
      { expiry: 'next summer' },
      '6: The expiry of this attestation is no day. Write it as YYYY-MM-DD.',
    ],
    [
      'a day to come',
      { date: '2026-11-23' },
      '5: The attestation of F2 is of 2026-11-23, which is still to come. Write the day on which it was stated.',
    ],
    [
      'an expiry before its date',
      { expiry: '2026-11-01' },
      '6: The attestation of F2 expires before it was stated. Correct its expiry.',
    ],
    [
      'a link to http',
      { link: 'http://wiki.example.com' },
      '7: The link of this attestation is no https address. Link to what shows that it holds, such as a ticket or a runbook.',
    ],
    [
      'an e-mail address',
      { owner: 'Ada <ada@example.com>' },
      '4: The owner of this attestation is an e-mail address. Name the person, the team or the handle instead.',
    ],
    [
      'a field that is none',
      { approver: 'Ada' },
      "8: 'approver' is no field of an attestation. Use 'item', 'statement', 'owner', 'date', 'expiry', 'link'.",
    ],
  ])('%s', (_, changes, problem) => {
    const text = fileOf({ ...ENTRY, ...changes });
    expect(problemsIn(text)).toEqual([problem]);
    expect(read(text).valid.size).toBe(0);
  });

  test('a draft is one problem, that names all that is missing', () => {
    expect(problemsIn(fileOf({ item: 'F2', statement: "''", owner: "''" }))).toEqual([
      "3: This attestation says nothing for 'statement', 'owner', 'date', 'expiry', 'link'. Fill it in, or take the entry out.",
    ]);
  });

  test('the second entry of an item', () => {
    expect(problemsIn(fileOf(ENTRY, ENTRY))).toEqual([
      '8: F2 is attested twice. Keep the entry that holds, and take this one out.',
    ]);
    expect(read(fileOf(ENTRY, ENTRY)).valid.size).toBe(1);
  });

  test('the entries of a second document, which never take the place of those of the first', () => {
    const other = { ...ENTRY, item: 'C4', owner: 'Mallory' };
    const text = `${fileOf(ENTRY)}\n---\n${fileOf({ ...ENTRY, owner: 'Mallory' }, other)}\n`;
    const problem =
      "This attestation stands behind a '---', in another document of the file, and does not count. Move it into the list of the first document.";
    expect(problemsIn(text)).toEqual([`10: ${problem}`, `16: ${problem}`]);
    expect([...read(text).valid]).toEqual([['F2', expect.objectContaining({ owner: ENTRY.owner })]]);
  });

  test('what is no list of attestations', () => {
    expect(problemsIn('approved: true\n')).toEqual([
      "1: 'approved' means nothing in this file. Write a list of 'attestations', each with 'item', 'statement', 'owner', 'date', 'expiry', 'link'.",
    ]);
  });
});

test.each(['', 'attestations:\n', 'attestations: []\n', '# nothing yet\n'])(
  '%j attests nothing, and is no problem',
  text => {
    expect(read(text)).toEqual({ valid: new Map(), problems: [] });
  },
);

test('a mark before the only document, and one that nothing follows, make no second', () => {
  const { valid, problems } = read(`---\n${fileOf(ENTRY)}\n---\n`);
  expect(problems).toEqual([]);
  expect(valid.size).toBe(1);
});

test('a handle is no e-mail address', () => {
  expect(problemsIn(fileOf({ ...ENTRY, owner: "'@octo/platform'" }))).toEqual([]);
});

describe('the published schema', () => {
  test('names the items and fields that the tool reads', () => {
    const { properties, required } = SCHEMA.$defs.attestation;
    expect(properties.item.enum).toEqual(ITEMS.filter(isAttestable).map(({ id }) => id));
    expect(Object.keys(properties)).toEqual([...ATTESTATION_FIELDS]);
    expect(required).toEqual([...ATTESTATION_FIELDS]);
  });

  test.each([
    [{}, true],
    [{ owner: "'@octo/platform'" }, true],
    [{ item: 'B1' }, false],
    [{ statement: "''" }, false],
    [{ date: '2026-13-01' }, false],
    [{ link: 'http://wiki.example.com' }, false],
    [{ owner: 'ada@example.com' }, false],
    [{ approver: 'Ada' }, false],
  ])('agrees with the tool about %j', (changes, isRight) => {
    const text = fileOf({ ...ENTRY, ...changes });
    expect(schemaAccepts(text)).toBe(isRight);
    expect(problemsIn(text).length === 0).toBe(isRight);
  });
});
