import { posix } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { Notice } from '../../model/report.ts';
import type { Loaded, Text } from '../configuration/load-configuration.ts';
import { readCommitFiles } from '../git/commit-files.ts';
import { type AcceptedSource, noticeOf } from './accepted-file.ts';
import { isBuildOutput, isOfPackage } from './build-output.ts';
import { decodeText } from './decode-text.ts';
import type { Discovery } from './discover.ts';
import { createFileReader } from './read-file.ts';
import { everywhere, withPreset } from './rule-settings.ts';
import { surroundingsOf } from './surroundings.ts';

export type { RunSettings } from '../configuration/run-settings.ts';

export const CONFIGURATION_FILE = 'klaviyo-lint.json';

export type ConfigurationSource = AcceptedSource;

export interface Configuration extends Omit<Loaded, 'differing'> {
  /** Where the repository differs from what counts. */
  notices: Notice[];
}

/** Where configurations are looked for. */
export interface ConfigurationPlace {
  /** The checked folder, a real path. */
  root: string;
  source: ConfigurationSource;
  /** The names of those that stand below the checked folder. */
  listed: readonly string[];
  /** Where git is looked for. */
  searchPath?: string | undefined;
}

/**
 * Reads every `klaviyo-lint.json` of the checked folder, below it, and above it in its repository. Where there is none, nothing is
 * ignored and `recommended` runs as it comes.
 *
 * @throws UsageError for all that is wrong in the files that are there, also where those of a commit count: they would count next
 */
export async function readConfiguration({
  root,
  source,
  listed,
  searchPath,
}: ConfigurationPlace): Promise<Configuration> {
  const { top, prefix } = surroundingsOf(root);
  const paths = [...namesAbove(prefix), ...listed.map(path => prefix + path)];
  const own = source === 'nowhere' ? new Map<string, Text>() : readOwn(top, paths);
  const base = typeof source === 'object' ? await readBase({ root, commit: source.commit, searchPath }, prefix) : own;
  if (own.size + base.size === 0)
    return { ...NOTHING_SET, rules: everywhere(withPreset('recommended', {})), tree: { files: new Map(), prefix } };
  const { loadConfiguration } = await import('../configuration/load-configuration.ts');
  const loaded = loadConfiguration(own, base, prefix);
  if ('message' in loaded) throw new UsageError(loaded.message, { detail: loaded.detail });
  const { differing, ...configuration } = loaded;
  return { ...configuration, notices: differing.map(({ path, isInBase }) => noticeOf(path, isInBase)) };
}

const NOTHING_SET = { isIgnored: () => false, run: {}, notices: [] };

function namesAbove(prefix: string): string[] {
  const folders = prefix.split('/').slice(0, -1);
  return ['', ...folders].map((_, index) => posix.join(...folders.slice(0, index), CONFIGURATION_FILE));
}

/** The names of configurations below a checked folder; a link is among them, and will be refused. */
export function configurationNames({ files, leftOut }: Pick<Discovery, 'files' | 'leftOut'>): string[] {
  const links = leftOut.filter(({ cause }) => cause === 'link').map(({ path }) => path);
  return [...files, ...links].filter(path => path.endsWith(`/${CONFIGURATION_FILE}`) && mayCount(path));
}

/** One of a package is of others, and one in a build is a copy. */
function mayCount(path: string): boolean {
  return !isOfPackage(path) && !isBuildOutput(path);
}

/** A larger one is not read. */
const MOST_BYTES = 1024 * 1024;

function readOwn(top: string, paths: readonly string[]): Map<string, Text> {
  const read = createFileReader(top, MOST_BYTES);
  return new Map(
    paths.flatMap((path): [string, Text][] => {
      const bytes = read(path);
      if (bytes === undefined) return [];
      return [[path, bytes instanceof Uint8Array ? decodeText(bytes).text : bytes]];
    }),
  );
}

async function readBase(commit: Parameters<typeof readCommitFiles>[1], prefix: string): Promise<Map<string, Text>> {
  const files = await readCommitFiles(CONFIGURATION_FILE, commit);
  const counting = [...files].filter(
    ([path, bytes]) => bytes.length <= MOST_BYTES && (!path.startsWith(prefix) || mayCount(path.slice(prefix.length))),
  );
  return new Map(counting.map(([path, bytes]) => [path, decodeText(bytes).text]));
}
