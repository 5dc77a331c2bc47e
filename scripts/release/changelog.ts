import { inc } from 'semver';

const UNRELEASED = /^## \[Unreleased\]\n([^]*?)(?=^## \[)/m;
const COMPARED = /^\[Unreleased\]: (\S+\/compare\/)v\S+?\.\.\.HEAD$/m;

/**
 * The version that follows, by the headings of what is unreleased: only repairs are a patch, a removal from 1.0 on is a major
 * version, and everything else is a minor one, as the changelog promises.
 *
 * @throws {Error} if nothing is unreleased
 */
export function nextVersion(current: string, changelog: string): string {
  const unreleased = UNRELEASED.exec(changelog)?.[1] ?? '';
  const headings = new Set([...unreleased.matchAll(/^### (\w+)$/gm)].map(([, heading = '']) => heading));
  if (!/^- /m.test(unreleased) || headings.size === 0)
    throw new Error('CHANGELOG.md lists nothing that is unreleased.');
  const isRepair = [...headings].every(heading => heading === 'Fixed' || heading === 'Security');
  const isBreaking = headings.has('Removed') && !current.startsWith('0.');
  return inc(current, isBreaking ? 'major' : isRepair ? 'patch' : 'minor')!;
}

/** The changelog in which what was unreleased is a version, and nothing is unreleased. */
export function releasedChangelog(changelog: string, { version, date }: { version: string; date: string }): string {
  const links = COMPARED.exec(changelog);
  if (links === null) throw new Error("CHANGELOG.md has no link for '[Unreleased]'.");
  const [, compare = ''] = links;
  const before = /^## \[(\d[^\]]*)\]/m.exec(changelog)?.[1] ?? '';
  return changelog
    .replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`)
    .replace(COMPARED, `[Unreleased]: ${compare}v${version}...HEAD\n[${version}]: ${compare}v${before}...v${version}`);
}
