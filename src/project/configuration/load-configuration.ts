/** The lazy entry point of what is needed only where a configuration stands: its parser, its validator and the merging. */
import { posix } from 'node:path';
import { ignoreRules } from '../discovery/ignore-patterns.ts';
import type { Unread } from '../discovery/read-file.ts';
import type { FolderSettings } from '../discovery/rule-settings.ts';
import {
  type ConfigurationFile,
  type ConfigurationTree,
  isIgnoredBy,
  settingsByFolder,
} from './merge-configuration.ts';
import { type OwnSettings, parseConfiguration } from './parse-configuration.ts';
import { type Problem, problemLine } from './problem.ts';
import { type RunSettings, runSettings } from './run-settings.ts';

export { explainConfiguration } from './explain-configuration.ts';

/** A text, or why there is none. */
export type Text = string | Unread;

/** By the path from the top of the repository. */
export type Texts = ReadonlyMap<string, Text>;

export interface Loaded {
  /** Returns whether a file is left out on purpose. @param path relative to the checked folder, with `/` */
  isIgnored(path: string): boolean;
  /** How rules and checks are run, where not as they come; the rules outside of the preset are off. */
  rules: FolderSettings;
  /** What the checked folder and those above it set for the run. */
  run: RunSettings;
  tree: ConfigurationTree;
  /** The files whose text is not the one that counts, relative to the checked folder. */
  differing: { path: string; isInBase: boolean }[];
}

/** All that is wrong. */
export interface Refused {
  /** In one line. */
  message: string;
  /** In several, with the places. */
  detail: string;
}

/**
 * Parses and merges configurations.
 *
 * @param own what stands in the folders, which has to be right, also where it does not count
 * @param base what counts; the same where that is what stands in the folders
 * @param prefix of the checked folder, from the top of the repository, with a slash at its end
 */
export function loadConfiguration(own: Texts, base: Texts, prefix: string): Loaded | Refused {
  const tree = emptyTree(prefix);
  /** What would count next. */
  const nextTree = emptyTree(prefix);
  const differing: Loaded['differing'] = [];
  const unread: string[] = [];
  const problems: Problem[] = [];

  function parse(path: string, text: Text | undefined): OwnSettings | undefined {
    const settings = typeof text === 'string' ? parseConfiguration(path, text) : undefined;
    if (!Array.isArray(settings)) return settings;
    problems.push(...settings);
    return undefined;
  }

  function load(fromTop: string): void {
    const path = posix.relative(`/${prefix}`, `/${fromTop}`);
    const isCounted = !isLeftOut(tree, fromTop);
    const text = isLeftOut(nextTree, fromTop) ? undefined : own.get(fromTop);
    const counting = isCounted ? base.get(fromTop) : undefined;
    if (typeof text === 'object')
      unread.push(`'${path}' was not read: ${text.reason}. Make it a file that can be read.`);
    const ofFolder = parse(path, text);
    add(nextTree, fromTop, ofFolder);
    if (isCounted && counting !== text) differing.push({ path, isInBase: counting !== undefined });
    add(tree, fromTop, counting === text ? ofFolder : acceptedBefore(path, counting));
  }

  outermostFirst([...own.keys(), ...base.keys()]).forEach(load);
  if (unread.length + problems.length > 0) return refusal(unread, problems);
  return {
    isIgnored: path => isIgnoredBy(tree, path),
    rules: settingsByFolder(tree),
    run: runSettings(tree),
    tree,
    differing,
  };
}

function emptyTree(prefix: string): ConfigurationTree & { files: Map<string, ConfigurationFile> } {
  return { files: new Map(), prefix };
}

function add(
  { files, prefix }: ReturnType<typeof emptyTree>,
  fromTop: string,
  settings: OwnSettings | undefined,
): void {
  if (settings === undefined) return;
  const folder = fromTop.slice(0, fromTop.lastIndexOf('/') + 1);
  const path = posix.relative(`/${prefix}`, `/${fromTop}`);
  files.set(folder, { path, folder, settings, patterns: ignoreRules(settings.ignore) });
}

/** As a `.gitignore` that another one leaves out, or whose folder it does. */
function isLeftOut(tree: ConfigurationTree, fromTop: string): boolean {
  if (!fromTop.startsWith(tree.prefix)) return false;
  const path = fromTop.slice(tree.prefix.length);
  return path.includes('/') && (isIgnoredBy(tree, path.slice(0, path.lastIndexOf('/') + 1)) || isIgnoredBy(tree, path));
}

/** An invalid one of a commit sets nothing, so that the change that fixes it can pass. */
function acceptedBefore(path: string, text: Text | undefined): OwnSettings | undefined {
  const settings = typeof text === 'string' ? parseConfiguration(path, text) : undefined;
  return Array.isArray(settings) ? undefined : settings;
}

function outermostFirst(paths: readonly string[]): string[] {
  const depth = (path: string): number => path.split('/').length;
  return [...new Set(paths)].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

const MOST_PROBLEMS = 10;

/** Files for tests of other tools may look like a configuration. */
const LEAVE_OUT =
  "Where such a file is data of a test, leave out its folder with 'ignore' in the configuration above it.";

function isNested({ path }: Pick<Problem, 'path'>): boolean {
  return path.includes('/') && !path.startsWith('../');
}

function refusal(unread: readonly string[], problems: readonly Problem[]): Refused {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length > shown.length ? [`There are ${problems.length - shown.length} more.`] : [];
  const advice = problems.some(isNested) ? [LEAVE_OUT] : [];
  const sentences = [...unread.slice(0, MOST_PROBLEMS), ...shown.map(problemLine), ...more];
  const framed = shown.flatMap(problem => [problemLine(problem), ...problem.frame]);
  return {
    message: sentences.join(' '),
    detail: [...unread.slice(0, MOST_PROBLEMS), ...framed, ...more, ...advice].join('\n'),
  };
}
