import type { Ignore } from 'ignore';
import {
  type FolderSettings,
  LAYERING_RULE,
  mergeRules,
  type RuleSetting,
  type RuleSettings,
  withPreset,
} from '../discovery/rule-settings.ts';
import { movedPattern } from './layer-patterns.ts';
import type { Layers, OwnSettings } from './parse-configuration.ts';

/** A `klaviyo-lint.json` that counts. */
export interface ConfigurationFile {
  /** Relative to the checked folder; it may begin with `../`. */
  path: string;
  /** Its folder, from the top of the repository, with a slash at its end; empty for the top. */
  folder: string;
  settings: OwnSettings;
  /** Its `ignore`. */
  patterns: Ignore;
}

/** The configurations of a repository as a checked folder sees them. */
export interface ConfigurationTree {
  /** By their folders, outermost first. */
  files: ReadonlyMap<string, ConfigurationFile>;
  /** The checked folder, as `ConfigurationFile.folder`. */
  prefix: string;
}

/** The files that count for a path, outermost first. @param path relative to the checked folder */
export function filesFor({ files, prefix }: ConfigurationTree, path: string): readonly ConfigurationFile[] {
  const fromTop = isBelow(path) ? prefix + path : prefix;
  const around = foldersOf(fromTop).flatMap(folder => files.get(folder) ?? []);
  return around.slice(
    Math.max(
      0,
      around.findLastIndex(({ settings }) => settings.isRoot),
    ),
  );
}

/** The folders that lead to a path, each with a slash at its end; the first is the top. */
function foldersOf(path: string): string[] {
  const folders = [''];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash + 1));
  return folders;
}

/** Returns whether a path is left out: the innermost file with a pattern that matches decides, as with a `.gitignore`. */
export function isIgnoredBy(tree: ConfigurationTree, path: string): boolean {
  return ignoringFile(tree, path)?.isIgnored ?? false;
}

/** The file whose patterns decide whether a path is left out, if one does. */
export function ignoringFile(
  tree: ConfigurationTree,
  path: string,
): { file: ConfigurationFile; isIgnored: boolean } | undefined {
  if (!isBelow(path)) return undefined;
  for (const file of filesFor(tree, path).toReversed()) {
    if (leavesOutChecked(file, tree)) continue;
    const { ignored, unignored } = file.patterns.test((tree.prefix + path).slice(file.folder.length));
    if (ignored || unignored) return { file, isIgnored: ignored };
  }
  return undefined;
}

/** Somebody named the checked folder all the same, so those patterns do not count. */
function leavesOutChecked({ folder, patterns }: ConfigurationFile, { prefix }: ConfigurationTree): boolean {
  const way = prefix.slice(folder.length);
  return way !== '' && prefix.startsWith(folder) && patterns.ignores(way);
}

function isBelow(path: string): boolean {
  return path !== '' && path !== '.' && !path.startsWith('../');
}

/** The settings of rules and checks by folder. */
export function settingsByFolder(tree: ConfigurationTree): FolderSettings {
  const known = new Map<string, RuleSettings>();
  const byFolder = new Map<string, RuleSettings>();

  function settingsOf(path: string): RuleSettings {
    const settings = rulesIn(filesFor(tree, path), tree.prefix);
    const name = JSON.stringify(settings);
    const same = known.get(name) ?? settings;
    known.set(name, same);
    return same;
  }

  function of(path: string): RuleSettings {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found = byFolder.get(folder) ?? settingsOf(`${folder}.`);
    byFolder.set(folder, found);
    return found;
  }

  const all = [of(''), ...[...tree.files.values()].map(({ path }) => of(path))];
  return { of, all: [...new Set(all)] };
}

/** What files say together of rules and checks. @param prefix of the checked folder, which patterns become relative to */
export function rulesIn(files: readonly ConfigurationFile[], prefix: string): RuleSettings {
  const rules = files.map(({ settings, folder }) => movedRules(settings.rules, folder, prefix)).reduce(mergeRules, {});
  const preset = files.findLast(({ settings }) => settings.preset)?.settings.preset ?? 'recommended';
  const layered = files.findLast(({ settings }) => settings.layers);
  return withLayers(
    withPreset(preset, rules),
    layered && movedLayers(layered.settings.layers!, layered.folder, prefix),
  );
}

/** Layers by themselves switch no rule on. */
function withLayers(rules: RuleSettings, layers: Layers | undefined): RuleSettings {
  if (layers === undefined) return rules;
  const own = rules[LAYERING_RULE];
  return { ...rules, [LAYERING_RULE]: { ...own, options: { layers, ...own?.options } } };
}

function movedRules(rules: RuleSettings, from: string, to: string): RuleSettings {
  const setting = rules[LAYERING_RULE];
  const layers = setting?.options?.['layers'] as Layers | undefined;
  if (layers === undefined) return rules;
  const moved: RuleSetting = { ...setting, options: { ...setting?.options, layers: movedLayers(layers, from, to) } };
  return { ...rules, [LAYERING_RULE]: moved };
}

function movedLayers(layers: Layers, from: string, to: string): Layers {
  const moved = Object.entries(layers).map(([layer, patterns]) => [
    layer,
    [...new Set(patterns.flatMap(pattern => movedPattern(pattern, from, to)))],
  ]);
  return Object.fromEntries(moved) as Layers;
}
