import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../eslint-plugin/rules/index.ts';
import { collectors } from '../../src/checklist/klaviyo/collectors.ts';
import { isAttestable, titleOf } from '../../src/checklist/item.ts';
import { ITEMS } from '../../src/checklist/klaviyo/items.ts';
import { checks } from '../../src/checks/index.ts';
import { probes } from '../../src/preflight/klaviyo/probes/index.ts';
import { REPOSITORY } from '../support/repository.ts';

const needs = ITEMS.flatMap(item => item.needs);

test('the items are those of the checklist, in its order', () => {
  const numbers = { A: 5, B: 6, C: 5, D: 4, E: 7, F: 2, G: 3, H: 1 };
  const ids = Object.entries(numbers).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
  );
  expect(ITEMS.map(({ id }) => id)).toEqual(ids);
});

test('every rule and check that proves an item exists', () => {
  const known = [...Object.keys(rules).map(id => `klaviyo/${id}`), ...Object.keys(checks).map(id => `check/${id}`)];
  const named = needs.flatMap(need => (need.by === 'static' ? need.ids : []));
  expect(named.filter(id => !known.includes(id))).toEqual([]);
});

test('every check that only the checklist runs proves an item', () => {
  const named = needs.flatMap(need => (need.by === 'static' ? need.ids : []));
  const own = Object.entries(checks).filter(([, { isOfChecklist }]) => isOfChecklist);
  expect(own.map(([id]) => `check/${id}`).filter(id => !named.includes(id))).toEqual([]);
});

test('every probe that proves an item, or is shown, exists', () => {
  const known = probes.map(({ id }) => id);
  const named = [
    ...needs.flatMap(need => (need.by === 'probe' ? [need.id] : [])),
    ...ITEMS.flatMap(({ showsProbes = [] }) => showsProbes),
  ];
  expect(named.filter(id => !known.includes(id))).toEqual([]);
});

test('every collector is used, and each file of them is registered', () => {
  const named = [
    ...needs.flatMap(need => (need.by === 'evidence' || need.by === 'evidence or attestation' ? [need.id] : [])),
    ...ITEMS.flatMap(({ shows = [] }) => shows),
  ];
  const ids = collectors.map(({ id }) => id);
  expect([...new Set(named)].sort()).toEqual([...ids].sort());
  const files = ['src/checklist/evidence', 'src/checklist/klaviyo/evidence'].flatMap(folder =>
    readdirSync(path.join(REPOSITORY, folder)),
  );
  expect(files.map(name => name.slice(0, -'.ts'.length)).sort()).toEqual([...ids].sort());
});

test('only what the checklist says may be attested', () => {
  const attestable = ITEMS.filter(isAttestable).map(({ id }) => id);
  expect(attestable).toEqual(['A1', 'C3', 'C4', 'E2', 'E3', 'E4', 'E5', 'E7', 'F1', 'F2']);
});

describe.each(ITEMS.map(item => [item.id, item] as const))('%s', (_, item) => {
  const { todo } = item;
  const title = titleOf(item);
  test('has a title that is a clause, and says what to do in a sentence', () => {
    expect(title).toMatch(/^['A-Z0-9].*[^.]$/);
    expect(todo).toMatch(/^[A-Z].*\.$/);
  });
});
