import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { drawDecisionTree } from '../../../src/preflight/decision-picture.ts';
import { DECISION_TREE } from '../../../src/preflight/customerio/decision-tree.ts';

const PAGE = path.join(import.meta.dirname, '../../../docs/customerio.md');

test('each branch has an id of its own', () => {
  const ids = DECISION_TREE.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the answers to a question are neighbours', () => {
  const questions = DECISION_TREE.map(({ question }) => question);
  expect(questions.filter((question, index) => question !== questions[index - 1])).toEqual([...new Set(questions)]);
});

test('the picture in the guide is that of the tree', () => {
  expect(readFileSync(PAGE, 'utf8')).toContain(drawDecisionTree(DECISION_TREE).join('\n'));
});
