import { defineConfig } from 'vitest/config';

/** Tests that make up their cases. What they found once is a named case in `found.test.ts`, which is a unit test. */
const MADE_UP = [
  'test/fuzz/{answers,configuration,contents,events,identities,manifests,names}.test.ts',
  'test/eslint-plugin/property/*.test.ts',
  // Programs, trees and texts that are made to be hard, which takes as long.
  'test/eslint-plugin/hard-programs/*.test.ts',
  'test/eslint-plugin/values/hard-programs.test.ts',
  'test/project/containers/hard-blocks.test.ts',
  'test/project/discovery/large-trees.test.ts',
  'test/project/shell/hard-scripts.test.ts',
  'test/regular-expressions.test.ts',
];

/** Tables of many states, each through the bundle or over sockets. */
const LONG = ['test/e2e/ways-to-hide.test.ts', 'test/preflight/*/states.test.ts'];

/** Tests that replace a module, the clock or the environment of the whole process. */
const REPLACING = ['test/preflight/**/*.test.ts', 'test/action/github/lazy.test.ts'];

/** Projects apart, so that running a few tests does not prepare what only the others need. */
export default defineConfig({
  test: {
    // By default one processor of two stays idle; and many tests wait, for sockets and for processes of their own.
    maxWorkers: '150%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', 'test/consumers/**', 'test/fixtures/**', 'test/site/**', ...MADE_UP, ...REPLACING],
          // Modules are loaded once for each process, not once for each file: a third of the time.
          isolate: false,
          restoreMocks: true,
          unstubEnvs: true,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'replacing',
          include: REPLACING,
          exclude: LONG,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/*.test.ts'],
          exclude: LONG,
          globalSetup: ['test/e2e/node-24.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'long',
          include: LONG,
          globalSetup: ['test/e2e/node-24.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { test: { name: 'fuzz', include: MADE_UP, testTimeout: 120_000 } },
      // They need the built site, and start a browser.
      {
        test: {
          name: 'site',
          include: ['test/site/*.test.ts'],
          globalSetup: ['test/site/unpack-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { name: 'consumers', include: ['test/consumers/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
      {
        test: {
          name: 'matrix',
          include: ['test/consumers/matrix/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
});
