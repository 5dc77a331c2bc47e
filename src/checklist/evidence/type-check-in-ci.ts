import { defineCollector } from '../define-collector.ts';
import type { EvidenceFacts } from '../../model/evidence-facts.ts';
import { commandsIn, entriesIn } from '../signs.ts';

/** Compilers that check types and write nothing. */
const TYPE_CHECK = /\b(?:tsc|vue-tsc|tsgo)\b(?=[^\n]{0,200}--noEmit\b)|\b(?:svelte-check|astro check|nuxi typecheck)\b/;
const SCRIPT = /\b(?:npm|pnpm|yarn|bun)\s+(?:run\s+|run-script\s+)?(?:--\S+\s+)*([\w:.-]+)/g;
const CI =
  /(?:^|\/)(?:\.github\/workflows\/|\.gitlab-ci|\.circleci\/|bitbucket-pipelines|azure-pipelines|\.buildkite\/|\.travis|\.drone|\.woodpecker|buildspec|cloudbuild|Jenkinsfile)/;
const FROM_LOCK =
  /\bnpm\s+(?:ci|clean-install)\b|--frozen-lockfile|--immutable\b|\bpnpm\s+(?:install|i)\b|\byarn\s+install\b|\bbun\s+ci\b/;

export default defineCollector({
  id: 'type-check-in-ci',
  description: 'a type check in CI, after an install from the lock file',
  *collect(facts) {
    const scripts = typeCheckingScripts(facts);
    const commands = [...commandsIn(facts)].filter(({ path }) => CI.test(path));
    for (const { path, line, text } of commands) {
      const named = [...text.matchAll(SCRIPT)].map(([, name = '']) => name).find(name => scripts.has(name));
      if (!TYPE_CHECK.test(text) && named === undefined) continue;
      const what = named === undefined ? 'The types are checked here' : `The script '${named}' checks the types here`;
      const isLocked = commands.some(other => other.path === path && FROM_LOCK.test(other.text));
      yield isLocked
        ? { message: `${what}, against what the lock file installs.`, path, line }
        : {
            message: `${what}, but this file installs nothing from a lock file. Install with 'npm ci' before.`,
            path,
            line,
            isWeak: true,
          };
    }
  },
});

/** The scripts of manifests that check types, also through another script. */
function typeCheckingScripts({ data }: EvidenceFacts): Set<string> {
  const all = [...entriesIn(data, path => /(?:^|\/)package\.json$/.test(path))].filter(
    ({ keys }) => keys[0] === 'scripts',
  );
  const found = new Set(all.filter(({ value }) => TYPE_CHECK.test(value)).map(({ keys }) => keys[1] ?? ''));
  for (const { keys, value } of all)
    if ([...value.matchAll(SCRIPT)].some(([, name = '']) => found.has(name))) found.add(keys[1] ?? '');
  return found;
}
