import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryRepository } from '../project/temporary-folder.ts';
import { downloadAction, runBundle } from './run-bundle.ts';

let action: string;

beforeAll(() => {
  action = downloadAction();
});

const MANIFEST = '{ "dependencies": { "klaviyo-api": "^23.0.0" } }';
const FILES = {
  'klaviyo-lint.json': '{ "rules": { "unlocked-sdk": "off" } }',
  'packages/a/package.json': MANIFEST,
  'packages/b/package.json': MANIFEST,
  'packages/b/klaviyo-lint.json': '{\n  // for a while\n  "rules": { "floating-sdk-range": "warn" },\n}\n',
  'packages/c/package.json': MANIFEST,
};

describe('the Action on a monorepo', () => {
  it.each([
    ['packages/[ab]', ['packages/a/package.json error', 'packages/b/package.json warning'], 1],
    ['packages/b\npackages/b', ['packages/b/package.json warning'], 0],
    ['packages/*\n!packages/a\n!packages/c', ['packages/b/package.json warning'], 0],
  ])('with path %j reports %j', async (path, found, exitCode) => {
    const run = await runBundle(action, { files: temporaryRepository(FILES), inputs: { path } });
    expect(run.report?.findings.map(({ path: file, severity }) => `${file} ${severity}`)).toEqual(found);
    expect(run.exitCode).toBe(exitCode);
  });

  it('checks one folder with the configuration above it, at the path that GitHub knows', async () => {
    const run = await runBundle(action, { files: temporaryRepository(FILES), inputs: { path: 'packages/b' } });
    expect(run.report?.findings.map(({ path: file, severity }) => `${file} ${severity}`)).toEqual([
      'package.json warning',
    ]);
    expect(run.annotations.map(({ properties }) => properties.file)).toContain('packages/b/package.json');
  });

  it('reports what is wrong in a configuration with its place', async () => {
    const files = temporaryRepository({ ...FILES, 'packages/b/klaviyo-lint.json': '{ "rule": {} }' });
    const run = await runBundle(action, { files });
    expect(run.exitCode).toBe(1);
    expect(run.annotations.map(({ data }) => data)).toEqual([
      "packages/b/klaviyo-lint.json:1:3: The setting 'rule' does not exist. Did you mean 'rules'?",
    ]);
    expect(run.output).toContain('\n  1 | { "rule": {} }\n    |   ^^^^^^\n');
  });
});

it('the built command says what counts', () => {
  const cli = new URL('../../dist/cli.js', import.meta.url).pathname;
  const out = execFileSync(process.execPath, [cli, 'config', 'packages/b/package.json'], {
    cwd: temporaryRepository(FILES),
    encoding: 'utf8',
  });
  expect(out).toMatch(/\ncheck\/floating-sdk-range +warn +packages\/b\/klaviyo-lint\.json\n/);
});
