import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesIn, manifestIn, pack, PACKAGES, REPOSITORY, unpackedSize, type PackageName } from './packed.ts';

const BIN = path.join(REPOSITORY, 'node_modules', '.bin');
const REPOSITORY_URL = 'git+https://github.com/klaviyo-lint/klaviyo-lint.git';

function run(command: string, args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: REPOSITORY, encoding: 'utf8' });
  return { status, output: `${stdout}${stderr}` };
}

describe.each(PACKAGES)('%s, as it is packed', name => {
  let tarball: string;

  beforeAll(() => {
    tarball = pack(name);
  });

  it('holds what a reader of the package looks for', () => {
    expect(filesIn(tarball)).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json']));
  });

  it('says where it comes from and where to report a problem', () => {
    expect(manifestIn(tarball)).toMatchObject({
      license: 'MIT',
      repository: { type: 'git', url: REPOSITORY_URL },
      bugs: { url: 'https://github.com/klaviyo-lint/klaviyo-lint/issues' },
      homepage: expect.stringMatching(/^https:\/\/github\.com\/klaviyo-lint\/klaviyo-lint/),
    });
  });

  it('installs nothing besides itself and the core, of the same version', () => {
    const { version, dependencies } = manifestIn(tarball);
    expect(dependencies).toEqual(name.startsWith('eslint-plugin-') ? { 'klaviyo-lint-core': version } : undefined);
  });

  it('is right for publint', () => {
    const { status, output } = run(path.join(BIN, 'publint'), ['run', tarball, '--strict']);
    expect({ status, isGood: output.includes('All good!') }, output).toEqual({ status: 0, isGood: true });
  });

  it('has types that are right for whoever imports it', () => {
    // The tool has one entry for code, the simulator, which is ESM; the plugin is for every kind of module.
    const profile: Record<PackageName, string[]> = {
      'klaviyo-lint': ['--profile', 'esm-only'],
      'klaviyo-lint-core': ['--ignore-rules', 'untyped-resolution'],
      'eslint-plugin-klaviyo': [],
      'eslint-plugin-customerio': [],
    };
    const { status, output } = run(path.join(BIN, 'attw'), [tarball, '--no-emoji', ...profile[name]]);
    expect(status, output).toBe(0);
  });
});

it.each(['eslint-plugin-klaviyo', 'eslint-plugin-customerio'] as const)(
  '%s is smaller than 300 kB, and than 1 MB with what it installs',
  name => {
    const plugin = unpackedSize(pack(name));
    const core = unpackedSize(pack('klaviyo-lint-core'));
    expect(plugin).toBeLessThan(300_000);
    expect(plugin + core).toBeLessThan(1_000_000);
  },
);

it('npm would publish all', () => {
  const { status, output } = run('npm', [
    'publish',
    '--dry-run',
    '--ignore-scripts',
    '--workspaces',
    '--include-workspace-root',
    '--access',
    'public',
  ]);
  expect(status, output).toBe(0);
  expect(output.match(/^\+ \S+$/gm)?.map(line => line.replace(/@[^@]+$/, ''))).toEqual([
    '+ klaviyo-lint',
    '+ klaviyo-lint-core',
    '+ eslint-plugin-klaviyo',
    '+ eslint-plugin-customerio',
  ]);
});
