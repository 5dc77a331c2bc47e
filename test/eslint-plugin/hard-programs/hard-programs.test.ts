import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader } from '../../project/virtual-files.ts';
import { CALL_FAMILIES } from './call-families.ts';
import { CLASS_FAMILIES } from './class-families.ts';
import { DUE, type Family } from './family.ts';
import { MODULE_FAMILIES } from './module-families.ts';
import { VALUE_FAMILIES } from './value-families.ts';

type Files = ReturnType<Family['files']>;

function placesDue(files: Files): string[] {
  return Object.entries(files).flatMap(([path, text]) =>
    text.split('\n').flatMap((line, index) => (line.endsWith(DUE) ? [`${path}:${index + 1}`] : [])),
  );
}

/** @returns the places that `no-raw-http` reports, and what was skipped */
async function check(files: Files): Promise<{ reported: string[]; skipped: string[] }> {
  const { findings, skipped } = await lintFiles(virtualReader(files), Object.keys(files), {
    root: '/',
    asOf: '2026-11-20',
  });
  return {
    reported: findings
      .filter(({ ruleId }) => ruleId === 'klaviyo/no-raw-http')
      .map(({ path, line }) => `${path}:${line}`)
      .sort(),
    skipped: skipped.map(({ id, path, reason }) => `${id} ${path}: ${reason}`),
  };
}

const FOUND: Record<string, Family> = { ...CALL_FAMILIES, ...CLASS_FAMILIES, ...VALUE_FAMILIES, ...MODULE_FAMILIES };

/** Each family at its size and at twice that. */
function programs(families: Readonly<Record<string, Family>>): [name: string, files: Files][] {
  return Object.entries(families).flatMap(([name, { size, files }]) =>
    [size, 2 * size].map((count): [string, Files] => [`${name} (${count})`, files(count)]),
  );
}

describe('reported where it is due, and nowhere else', () => {
  test.each(programs(FOUND))('%s', async (_, files) => {
    expect(await check(files)).toEqual({ reported: placesDue(files).sort(), skipped: [] });
  });
});
