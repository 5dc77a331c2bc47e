import { posix } from 'node:path';
import { isKnownPackage } from '../../../eslint-plugin/program/known-packages.ts';
import type { FolderAliases } from './bundler-aliases.ts';
import type { JsonReader } from './module-resolver.ts';

/** The paths that a specifier may stand for, best first. */
export type Aliases = (specifier: string) => string[];

interface PathSettings {
  /** Pattern and targets; targets are relative to the checked folder. */
  paths: [pattern: string, targets: string[]][];
  baseUrl: string | undefined;
}

const CONFIG_NAMES = ['tsconfig.json', 'jsconfig.json'];

/** The aliases of the nearest configuration at or above a folder, or those that its framework sets up by itself. */
export function aliasesFor(folder: string, files: ReadonlySet<string>, readJson: JsonReader): Aliases {
  const settings: PathSettings[] = [];
  for (const at of upwards(folder)) {
    const config = CONFIG_NAMES.map(name => posix.join(at, name)).find(name => files.has(name));
    if (config !== undefined) {
      settings.push(readSettings(config, { files, readJson, seen: new Set([config]) }));
      break;
    }
  }
  settings.push({ paths: frameworkAliases(folder, files), baseUrl: undefined });
  return specifier => (isKnownPackage(specifier) ? [] : settings.flatMap(setting => candidates(setting, specifier)));
}

function upwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; at !== '.'; at = posix.dirname(at)) folders.push(posix.dirname(at));
  return folders;
}

/** SvelteKit and Nuxt write their aliases into a generated configuration that is not committed. */
function frameworkAliases(folder: string, files: ReadonlySet<string>): PathSettings['paths'] {
  // Nobody but SvelteKit has this name, and it works without a configuration.
  const libraries = upwards(folder).map(at => posix.join(at, 'src/lib'));
  const ofSvelte: PathSettings['paths'] = [
    ['$lib/*', libraries.map(library => `${library}/*`)],
    ['$lib', libraries],
  ];
  for (const at of upwards(folder)) {
    const has = (name: string): boolean =>
      ['js', 'ts', 'mjs'].some(extension => files.has(posix.join(at, `${name}.${extension}`)));
    const roots = ['*', 'app/*', 'src/*'].map(target => posix.join(at, target));
    if (has('nuxt.config'))
      return [...ofSvelte, ...['~/*', '@/*', '~~/*', '@@/*'].map((pattern): [string, string[]] => [pattern, roots])];
  }
  return ofSvelte;
}

/**
 * The aliases of all configurations that lead to where a package is installed before anything else, by their folders. What stands for
 * several files, as `@name/*`, ends with a slash.
 */
export function installedAliases(files: ReadonlySet<string>, readJson: JsonReader): FolderAliases[] {
  return [...files].flatMap(config => {
    if (!CONFIG_NAMES.includes(posix.basename(config))) return [];
    const { paths } = readSettings(config, { files, readJson, seen: new Set([config]) });
    const aliases = paths.flatMap(([pattern, [target = '']]): [string, string][] => {
      const name = pattern.replace(/\*$/, '');
      const isName = name !== '' && !name.includes('*') && !isKnownPackage(name);
      return isName && /(?:^|\/)node_modules\//.test(target) ? [[name, target.replace(/\*$/, '')]] : [];
    });
    return aliases.length > 0 ? [{ folder: posix.dirname(config), aliases }] : [];
  });
}

interface Reading {
  files: ReadonlySet<string>;
  readJson: JsonReader;
  /** Configurations that were read already; each counts once. */
  seen: Set<string>;
}

function readSettings(config: string, reading: Reading): PathSettings {
  const json = asRecord(reading.readJson(config));
  const folder = posix.dirname(config);
  const options = asRecord(json.compilerOptions);
  const base = typeof options.baseUrl === 'string' ? posix.join(folder, options.baseUrl) : undefined;
  const own = Object.entries(asRecord(options.paths)).map(([pattern, targets]): [string, string[]] => [
    pattern,
    asTexts(targets).map(target => posix.join(base ?? folder, target)),
  ]);
  const inherited = related(json, folder, reading).map(path => readSettings(path, reading));
  return {
    paths: own.length > 0 ? own : inherited.flatMap(({ paths }) => paths),
    baseUrl: base ?? inherited.find(({ baseUrl }) => baseUrl !== undefined)?.baseUrl,
  };
}

/** What a configuration extends or references, inside the checked folder, and not read yet. */
function related(json: Record<string, unknown>, folder: string, { files, seen }: Reading): string[] {
  const references = Array.isArray(json.references) ? json.references.map(reference => asRecord(reference).path) : [];
  const names = [...(Array.isArray(json.extends) ? (json.extends as unknown[]) : [json.extends]), ...references];
  return names.flatMap(name => {
    if (typeof name !== 'string' || !name.startsWith('.')) return [];
    const path = posix.join(folder, name);
    const found = [path, `${path}.json`, posix.join(path, 'tsconfig.json')].find(candidate => files.has(candidate));
    if (found === undefined || seen.has(found)) return [];
    seen.add(found);
    return found;
  });
}

function candidates({ paths, baseUrl }: PathSettings, specifier: string): string[] {
  const matching = paths.flatMap(([pattern, targets]) => {
    const [before = '', after] = pattern.split('*');
    if (after === undefined) return pattern === specifier ? [{ length: Number.MAX_SAFE_INTEGER, targets }] : [];
    const isMatch =
      specifier.startsWith(before) && specifier.endsWith(after) && specifier.length >= before.length + after.length;
    const middle = specifier.slice(before.length, specifier.length - after.length);
    return isMatch
      ? [{ length: before.length, targets: targets.map(target => target.replace('*', () => middle)) }]
      : [];
  });
  const best = matching.sort((one, other) => other.length - one.length).flatMap(({ targets }) => targets);
  return baseUrl === undefined ? best : [...best, posix.join(baseUrl, specifier)];
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function asTexts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(item => typeof item === 'string');
}
