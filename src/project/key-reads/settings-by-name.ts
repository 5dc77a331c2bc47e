import type { NamedSetting } from '../../../eslint-plugin/vendor/key-reads/named-settings.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { createJsonReader } from '../manifests/read-json.ts';
import { isCode } from './importing-files.ts';
import { loadEngine, locationOf, textIn } from './parsed-files.ts';
import { isConstantOfKey } from './reads-in-text.ts';
import { keysAround } from './reads-in-templates.ts';

interface Seen {
  linted: Pick<LintedFiles, 'analyzed'>;
  search: Pick<KeySearch, 'read' | 'reading'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

const KEY_NAMES = { mayBeKey: isConstantOfKey, isSecret: isConstantOfKey };
/** What node-config has the names of variables in. */
const MAPPING = /(?:^|\/)custom-environment-variables\.(?:json5?|ya?ml)$/;
const LIBRARY = /\bconvict\b|\bnconf\b|@fastify\/env|fastify-env/;
const MAPPING_IN_CODE = /(?:^|\/)custom-environment-variables\./;
/** What gives a setting, or all of them. */
const GIVING = /\.get\(|getProperties\(|\.toObject\(|\bconfig\b/;

/**
 * Finds the places of checked files where a browser or an app gets a setting that has a key, or all settings, where a library of settings
 * reads the key's variable by its name. The engine is loaded where one does.
 *
 * @param linted what the rules analyzed: what names a key names the vendor
 * @param findings all, also those that comments silence
 */
export async function unresolvedSettings(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Promise<Location[]> {
  const mapped = project.files
    .filter(path => search.reading.has(path) && MAPPING.test(path))
    .flatMap(path => mappedIn(path, search));
  const sources = linted.analyzed.filter(
    ({ path, text }) => isCode(path) && (LIBRARY.test(text) || MAPPING_IN_CODE.test(path)),
  );
  if (mapped.length + sources.length === 0) return [];
  const { parse, namedSettings, givenSettings } = await loadEngine();
  const settings: NamedSetting[] = [
    ...mapped.map(path => ({ library: 'config' as const, path })),
    ...sources.flatMap(({ path, text }) => {
      const file = parse(path, text);
      return file ? namedSettings(file, KEY_NAMES) : [];
    }),
  ];
  if (settings.length === 0) return [];
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return project.files.flatMap(path => {
    if (!isCode(path) || !project.isSelected(path)) return [];
    const text = textIn(search, path);
    const file = GIVING.test(text) ? parse(path, text) : undefined;
    if (!file) return [];
    return givenSettings(file, settings)
      .map(node => locationOf(node, path))
      .filter(({ line }) => !reported.has(`${path}:${line}`));
  });
}

/** The settings that get the variable of a key: `klaviyo.key`. */
function mappedIn(path: string, { read }: Seen['search']): string[] {
  if (!/\.ya?ml$/.test(path)) return pathsIn(createJsonReader(read)(path));
  const lines = textIn({ read }, path).split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const { key = '', name = '' } = ENTRY.exec(line)?.groups ?? {};
    return isConstantOfKey(name) ? [[...keysAround(lines, index).reverse(), key].join('.')] : [];
  });
}

const ENTRY = /^\s*["']?(?<key>[\w@.-]+)["']?\s*:\s*["']?(?<name>[A-Z][A-Z\d_]*)["']?\s*(?:#.*)?$/;
const DEEPEST = 10;

function pathsIn(value: unknown, depth = 0): string[] {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [];
  const entries: [string, unknown][] = Object.entries(value);
  return entries.flatMap(([key, inner]) => {
    // An object may say how the text of a variable is read.
    const name = typeof inner === 'object' && inner !== null && '__name' in inner ? inner.__name : inner;
    if (typeof name === 'string') return isConstantOfKey(name) ? [key] : [];
    return pathsIn(inner, depth + 1).map(path => `${key}.${path}`);
  });
}
