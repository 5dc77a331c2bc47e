import { UsageError } from '../errors.ts';
import { decodeText } from './decode-text.ts';
import { readGitFile } from './git-files.ts';
import { ignoreRules, isBounded } from './ignore-patterns.ts';
import type { FileReader } from './read-file.ts';

export const CONFIGURATION_FILE = 'klaviyo-lint.json';

/**
 * Which version of the configuration counts: that of the checked folder, that of a commit of its repository, or none. Code that
 * nobody accepted yet must not loosen the gate that it has to pass, so it is judged by the configuration of its base.
 */
export type ConfigurationSource = 'folder' | { commit: string } | 'nowhere';

export interface Configuration {
  /** Tells whether a file is left out on purpose. @param path relative to the checked folder, with `/` */
  isIgnored(path: string): boolean;
}

/**
 * Reads `klaviyo-lint.json`: `{ "ignore": ["patterns as in .gitignore"] }`. Where there is none, nothing is ignored.
 *
 * @param root a real path
 * @throws UsageError if that of the folder says something else, also where that of a commit counts: it would count next
 */
export async function readConfiguration(root: string, source: ConfigurationSource, read: FileReader, searchPath?: string): Promise<Configuration> {
  const own = source === 'nowhere' ? undefined : readOwn(read);
  const ignored = own === undefined ? [] : parseConfiguration(own);
  const counting = typeof source === 'object' ? acceptedBefore(await readGitFile(root, source.commit, CONFIGURATION_FILE, searchPath)) : ignored;
  const rules = ignoreRules(counting);
  return { isIgnored: path => rules.ignores(path) };
}

function readOwn(read: FileReader): string | undefined {
  const bytes = read(CONFIGURATION_FILE);
  if (bytes === undefined) return undefined;
  if (!(bytes instanceof Uint8Array)) throw new UsageError(`'${CONFIGURATION_FILE}' was not read: ${bytes.reason}.`);
  return decodeText(bytes).text;
}

/** A wrong one ignores nothing, so that the change that mends it can pass. */
function acceptedBefore(text: string | undefined): string[] {
  try {
    return text === undefined ? [] : parseConfiguration(text);
  } catch (error) {
    if (error instanceof UsageError) return [];
    throw error;
  }
}

function parseConfiguration(text: string): string[] {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('is not a JSON object');
  const unknown = Object.keys(value).find(name => name !== 'ignore');
  if (unknown !== undefined) throw wrong(`has the unknown setting '${unknown}'`);
  const patterns: unknown = 'ignore' in value ? value.ignore : [];
  if (!Array.isArray(patterns) || !patterns.every(isPattern)) throw wrong("has an 'ignore' that is not a list of patterns");
  return patterns;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong('is not valid JSON', error);
  }
}

function isPattern(pattern: unknown): pattern is string {
  return typeof pattern === 'string' && pattern !== '' && isBounded(pattern);
}

function wrong(fault: string, cause?: unknown): UsageError {
  return new UsageError(`'${CONFIGURATION_FILE}' ${fault}. Write it as { "ignore": ["/examples/"] }, with patterns as in .gitignore.`, { cause });
}
