import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/audit/audit.ts';
import { temporaryFolder, type Files } from '../temporary-folder.ts';
import { LEAKS, SAFE } from './browser-corpus.ts';

async function places(files: Files): Promise<string[]> {
  const { findings } = await audit({ root: temporaryFolder(files), asOf: '2026-11-20', failOn: 'error' });
  return findings
    .filter(({ ruleId }) => ruleId === 'klaviyo/no-private-key-in-browser')
    .map(({ path, line, column }) => `${path}:${line}:${column}`);
}

describe('reaches the browser:', () => {
  test.each(LEAKS)('%s', async (_, files, place) => {
    expect(await places(files)).toEqual([place]);
  });
});

describe('stays away from the browser:', () => {
  test.each(SAFE)('%s', async (_, files) => {
    expect(await places(files)).toEqual([]);
  });
});

test('the corpus has sixty ways, and a hundred files without one', () => {
  expect(LEAKS.length).toBeGreaterThanOrEqual(60);
  expect(SAFE.flatMap(([, files]) => Object.keys(files)).length).toBeGreaterThanOrEqual(100);
});
