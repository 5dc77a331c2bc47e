import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { nextVersion, releasedChangelog } from '../../scripts/release/changelog.ts';
import { releasedManifest } from '../../scripts/release/manifests.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

const changelog = (unreleased: string): string => `# Changelog

## [Unreleased]

${unreleased}
## [0.2.1] - 2026-11-21

### Fixed

- A thing.

[Unreleased]: https://example.org/compare/v0.2.1...HEAD
[0.2.1]: https://example.org/compare/v0.2.0...v0.2.1
`;

describe('the next version', () => {
  test.each([
    ['0.2.1', '### Fixed\n\n- A thing.\n', '0.2.2'],
    ['0.2.1', '### Security\n\n- A thing.\n\n### Fixed\n\n- A thing.\n', '0.2.2'],
    ['0.2.1', '### Added\n\n- A rule.\n\n### Fixed\n\n- A thing.\n', '0.3.0'],
    ['0.2.1', '### Removed\n\n- A rule.\n', '0.3.0'],
    ['1.2.1', '### Removed\n\n- A rule.\n', '2.0.0'],
    ['1.2.1', '### Changed\n\n- A rule.\n', '1.3.0'],
  ])('after %s with %j is %s', (current, unreleased, next) => {
    expect(nextVersion(current, changelog(unreleased))).toBe(next);
  });

  test.each(['', '### Added\n', '- A thing without a heading.\n'])('is not there with %j', unreleased => {
    expect(() => nextVersion('0.2.1', changelog(unreleased))).toThrow('CHANGELOG.md lists nothing that is unreleased.');
  });
});

test('what was unreleased gets its version, its day and its link', () => {
  expect(releasedChangelog(changelog('### Added\n\n- A rule.\n'), { version: '0.3.0', date: '2026-12-01' })).toBe(
    `# Changelog

## [Unreleased]

## [0.3.0] - 2026-12-01

### Added

- A rule.

## [0.2.1] - 2026-11-21

### Fixed

- A thing.

[Unreleased]: https://example.org/compare/v0.3.0...HEAD
[0.3.0]: https://example.org/compare/v0.2.1...v0.3.0
[0.2.1]: https://example.org/compare/v0.2.0...v0.2.1
`,
  );
});

describe('the version of the packages', () => {
  const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const raised = (file: string) => JSON.parse(releasedManifest(read(file), { from: version, to: '99.0.0' }));

  test.each(['package.json', 'core/package.json', 'eslint-plugin/package.json'])('is raised in %s', file => {
    expect(raised(file)).toEqual({
      ...JSON.parse(read(file)),
      version: '99.0.0',
      ...(file.startsWith('eslint') && { dependencies: { 'klaviyo-lint-core': '99.0.0' } }),
    });
  });

  test('is raised in the lock file, of ours only', () => {
    const before = JSON.parse(read('package-lock.json')).packages;
    const after = raised('package-lock.json').packages;
    const changed = Object.keys(before).filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
    expect(changed.sort()).toEqual(['', 'core', 'eslint-plugin', 'eslint-plugin-customerio']);
  });

  test.each([
    'package.json',
    'package-lock.json',
    'core/package.json',
    'eslint-plugin/package.json',
    'eslint-plugin-customerio/package.json',
  ])('changes nothing else in the text of %s', file => {
    expect(releasedManifest(read(file), { from: version, to: version })).toBe(read(file));
  });

  test('is refused where the packages have different ones', () => {
    expect(() => releasedManifest(read('core/package.json'), { from: '0.0.1', to: '0.0.2' })).toThrow(
      `'klaviyo-lint-core' is ${version}, and not 0.0.1.`,
    );
  });
});
