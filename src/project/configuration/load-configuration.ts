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
  /** Tells whether a file is left out on purpose. @param path relative to the checked folder, with `/` */
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
  const files = new Map<string, ConfigurationFile>();
  const tree: ConfigurationTree = { files, prefix };
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
    const folder = fromTop.slice(0, fromTop.lastIndexOf('/') + 1);
    // As a `.gitignore` in a folder that another one leaves out.
    if (isIgnoredBy(tree, folder.slice(prefix.length))) return;
    const path = posix.relative(`/${prefix}`, `/${fromTop}`);
    const text = own.get(fromTop);
    const counting = base.get(fromTop);
    if (typeof text === 'object')
      unread.push(`'${path}' was not read: ${text.reason}. Make it a file that can be read.`);
    const ofFolder = parse(path, text);
    if (counting !== text) differing.push({ path, isInBase: counting !== undefined });
    const settings = counting === text ? ofFolder : acceptedBefore(path, counting);
    if (settings) files.set(folder, { path, folder, settings, patterns: ignoreRules(settings.ignore) });
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

function refusal(unread: readonly string[], problems: readonly Problem[]): Refused {
  const shown = problems.slice(0, MOST_PROBLEMS);
  const more = problems.length > shown.length ? [`There are ${problems.length - shown.length} more.`] : [];
  const sentences = [...unread.slice(0, MOST_PROBLEMS), ...shown.map(problemLine), ...more];
  const framed = shown.flatMap(problem => [problemLine(problem), ...problem.frame]);
  return { message: sentences.join(' '), detail: [...unread.slice(0, MOST_PROBLEMS), ...framed, ...more].join('\n') };
}
