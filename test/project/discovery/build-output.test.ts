import { expect, test } from 'vitest';
import { isBuildOutput } from '../../../src/project/discovery/build-output.ts';

test.each([
  'node_modules/klaviyo-api/index.js',
  'packages/app/node_modules/x/index.js',
  'dist/index.js',
  'packages/app/dist/server/index.ts',
  '.next/server/app.js',
  '.yarn/releases/yarn-4.0.0.cjs',
  'coverage/lcov-report/sorter.js',
  'build/index.js',
  'out/main.js',
  'build/index.d.ts',
  'build/package.json',
  'public/vendor.min.js',
])("%s is nobody's handwriting", path => {
  expect(isBuildOutput(path)).toBe(true);
});

test.each([
  'src/index.js',
  'lib/klaviyo.js',
  'vendor/klaviyo.js',
  'src/distance.js',
  'src/dist.ts',
  'build.js',
  'packages/build/src/index.ts',
  'app/routes/out/route.tsx',
  'src/admin.js',
  '.github/scripts/sync.mjs',
  'build/deploy.sh',
  'build/Dockerfile',
  'packages/build/App.vue',
])('%s is looked at', path => {
  expect(isBuildOutput(path)).toBe(false);
});
