import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../../support/repository.ts';

const PAGE = readFileSync(path.join(REPOSITORY, 'docs', 'vendors.md'), 'utf8');
/** Paths from the root in code; those of links are tested with all guides. */
const PATHS = [...PAGE.matchAll(/`((?:src|test|docs|eslint-plugin-<vendor>)(?:\/[^`\s]+)?)`/g)].map(
  ([, named = '']) => named,
);

test('the page names folders for each step', () => {
  expect(new Set(PATHS).size).toBeGreaterThanOrEqual(12);
});

test.each([...new Set(PATHS)])('%s is there for Customer.io', named => {
  expect(existsSync(path.join(REPOSITORY, named.replaceAll('<vendor>', 'customerio')))).toBe(true);
});

test.each(['eslint-plugin/vendor/rules', 'src/vendor-checks', 'test/vendors/toy'])(
  'the page leads to each file of %s',
  folder => {
    const missing = readdirSync(path.join(REPOSITORY, folder)).filter(
      name => name !== 'page.test.ts' && !PAGE.includes(`(../${folder}/${name})`),
    );
    expect(missing).toEqual([]);
  },
);
