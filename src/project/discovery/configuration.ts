import { posix } from 'node:path';
import { UsageError } from '../../model/errors.ts';
import type { Notice } from '../../model/report.ts';
import type { FailOn } from '../../model/verdict.ts';
import type { OwnSettings } from '../configuration/parse-configuration.ts';
import type { Problem } from '../configuration/problem.ts';
import { readCommitFiles } from '../git/commit-files.ts';
import { type AcceptedSource, noticeOf } from './accepted-file.ts';
import { isBuildOutput, isOfPackage } from './build-output.ts';
import { decodeText } from './decode-text.ts';
import type { Discovery } from './discover.ts';
import { ignoreRules } from './ignore-patterns.ts';
import {
  type ConfigurationFile,
  type ConfigurationTree,
  filesFor,
  isIgnoredBy,
  settingsByFolder,
} from './merge-configuration.ts';
import { createFileReader, type Unread } from './read-file.ts';
import type { FolderSettings } from './rule-settings.ts';
import { surroundingsOf } from './surroundings.ts';

export const CONFIGURATION_FILE = 'klaviyo-lint.json';

export type ConfigurationSource = AcceptedSource;

export interface Configuration {
  /** Tells whether a file is left out on purpose. @param path relative to the checked folder, with `/` */
  isIgnored(path: string): boolean;
  /** How rules and checks are run, where not as they come; the rules outside of the preset are off. */
  rules: FolderSettings;
  /** What the checked folder and those above it set for the run. */
  run: RunSettings;
  /** The files that count. */
  tree: ConfigurationTree;
  /** Where the repository differs from what counts. */
  notices: Notice[];
}

/** What a configuration sets for a run as a whole; options of the command line and inputs of the Action win over it. */
export interface RunSettings {
  failOn?: FailOn;
  /** The baseline, relative to the checked folder; it may begin with `../`. False for none. */
  baseline?: string | false;
  /** Items of the checklist: ids, and beginnings with a star. */
  requiredItems?: readonly string[];
}

/** Where configurations are looked for. */
export interface ConfigurationPlace {
  /** The checked folder, a real path. */
  root: string;
  source: ConfigurationSource;
  /** The names of those that stand in the checked folder and below it. */
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
  const own =
    source === 'nowhere'
      ? new Map<string, Text>()
      : readOwn(top, [...namesAbove(prefix), ...listed.map(path => prefix + path)]);
  const base = typeof source === 'object' ? await readBase({ root, commit: source.commit, searchPath }, prefix) : own;
  const { files, notices } = own.size + base.size === 0 ? { files: [], notices: [] } : await load(own, base, prefix);
  const tree = { files, prefix };
  return {
    isIgnored: path => isIgnoredBy(tree, path),
    rules: settingsByFolder(tree),
    run: runSettings(tree),
    tree,
    notices,
  };
}

/** The names of configurations below a checked folder; a link is among them, and will be refused. */
export function configurationNames({ files, leftOut }: Pick<Discovery, 'files' | 'leftOut'>): string[] {
  const links = leftOut.filter(({ cause }) => cause === 'link').map(({ path }) => path);
  return [...files, ...links].filter(
    path => path.endsWith(`/${CONFIGURATION_FILE}`) && !isOfPackage(path) && !isBuildOutput(path),
  );
}

/** A text, or why there is none. */
type Text = string | Unread;

/** By the path from the top of the repository. */
type Texts = ReadonlyMap<string, Text>;

function namesAbove(prefix: string): string[] {
  const folders = prefix.split('/').slice(0, -1);
  return ['', ...folders].map((_, index) => posix.join(...folders.slice(0, index), CONFIGURATION_FILE));
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
  const counting = [...files].filter(([path, bytes]) => {
    const below = path.startsWith(prefix) ? path.slice(prefix.length) : '';
    return bytes.length <= MOST_BYTES && !isOfPackage(below) && !isBuildOutput(below);
  });
  return new Map(counting.map(([path, bytes]) => [path, decodeText(bytes).text]));
}

interface Loaded {
  files: ConfigurationFile[];
  notices: Notice[];
}

/** @throws UsageError for all that is wrong in what stands in the folders */
async function load(own: Texts, base: Texts, prefix: string): Promise<Loaded> {
  const { parseConfiguration, problemLine } = await import('../configuration/parse-configuration.ts');
  const loaded: Loaded = { files: [], notices: [] };
  const unread: string[] = [];
  const problems: Problem[] = [];

  function parse(path: string, text: Text | undefined): OwnSettings | undefined {
    const settings = typeof text === 'string' ? parseConfiguration(path, text) : undefined;
    if (!Array.isArray(settings)) return settings;
    problems.push(...settings);
    return undefined;
  }

  function loadOne(fromTop: string): void {
    const folder = fromTop.slice(0, -CONFIGURATION_FILE.length);
    // As a `.gitignore` in a folder that another one leaves out.
    if (isIgnoredBy({ files: loaded.files, prefix }, folder.slice(prefix.length))) return;
    const path = pathFrom(prefix, fromTop);
    const text = own.get(fromTop);
    const before = base.get(fromTop);
    if (typeof text === 'object')
      unread.push(`'${path}' was not read: ${text.reason}. Make it a file that can be read.`);
    const ofFolder = parse(path, text);
    if (before !== text) loaded.notices.push(noticeOf(path, before !== undefined));
    const settings = before === text ? ofFolder : acceptedBefore(given => parseConfiguration(path, given), before);
    if (settings) loaded.files.push({ path, folder, settings, patterns: ignoreRules(settings.ignore) });
  }

  for (const fromTop of outermostFirst([...own.keys(), ...base.keys()])) loadOne(fromTop);
  if (unread.length + problems.length > 0) throw wrong(unread, problems, problemLine);
  return loaded;
}

/** An invalid one of a commit sets nothing, so that the change that fixes it can pass. */
function acceptedBefore(
  parse: (text: string) => OwnSettings | Problem[],
  text: Text | undefined,
): OwnSettings | undefined {
  const settings = typeof text === 'string' ? parse(text) : undefined;
  return Array.isArray(settings) ? undefined : settings;
}

function outermostFirst(paths: readonly string[]): string[] {
  const depth = (path: string): number => path.split('/').length;
  return [...new Set(paths)].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

/** From the checked folder to a file of the repository. */
function pathFrom(prefix: string, fromTop: string): string {
  return posix.relative(`/${prefix}`, `/${fromTop}`);
}

const MOST_PROBLEMS = 10;

function wrong(
  unread: readonly string[],
  problems: readonly Problem[],
  lineOf: (problem: Problem) => string,
): UsageError {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length > shown.length ? [`There are ${problems.length - shown.length} more.`] : [];
  const sentences = [...unread.slice(0, MOST_PROBLEMS), ...shown.map(lineOf), ...more];
  const frames = [...unread, ...shown.flatMap(problem => [lineOf(problem), ...problem.frame]), ...more];
  return new UsageError(sentences.join(' '), { detail: frames.join('\n') });
}

function runSettings(tree: ConfigurationTree): RunSettings {
  const settings = filesFor(tree, '').map(({ settings: own, folder }) => ({
    ...(own.failOn && { failOn: own.failOn }),
    ...(own.requiredItems && { requiredItems: own.requiredItems }),
    ...(own.baseline !== undefined && {
      baseline: own.baseline === false ? (false as const) : pathFrom(tree.prefix, folder + own.baseline),
    }),
  }));
  return Object.assign({}, ...settings) as RunSettings;
}
