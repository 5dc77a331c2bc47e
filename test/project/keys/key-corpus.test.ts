import { expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { keyCorpus } from './key-corpus.ts';
import { temporaryRepository } from '../temporary-folder.ts';

test.each([1, 2, 3])('of 500 generated files every key is found, and nothing else (seed %i)', async seed => {
  const { files, expected } = keyCorpus(500, seed);
  expect(Object.keys(files)).toHaveLength(500);
  expect(expected).toHaveLength(250);
  const { findings } = await audit({ root: temporaryRepository(files), asOf: '2026-11-20', failOn: 'error' });
  const told = findings
    .filter(({ ruleId }) => ruleId === 'klaviyo/no-hardcoded-key' || ruleId === 'check/committed-env-file')
    .map(({ path, line }) => `${path}:${line}`);
  expect(told.sort()).toEqual(expected);
});
