import { UsageError } from '../../model/errors.ts';
import type { Notice } from '../../model/report.ts';
import { readAcceptedFile, type AcceptedSource } from './accepted-file.ts';
import { ignoreRules, isBounded } from './ignore-patterns.ts';
import type { FileReader } from './read-file.ts';
import { allowedKeysProblem } from '../keys/key-settings.ts';
import { parseRuleSettings, type RuleSettings, withPreset } from './rule-settings.ts';

export const CONFIGURATION_FILE = 'klaviyo-lint.json';

export type ConfigurationSource = AcceptedSource;

export interface Configuration {
  /** Tells whether a file is left out on purpose. @param path relative to the checked folder, with `/` */
  isIgnored(path: string): boolean;
  /** How rules and checks are run, where not as they come; the rules outside of the preset are off. */
  rules: RuleSettings;
  /** Where the checked folder differs from what counts. */
  notices: Notice[];
}

interface Settings {
  ignore: string[];
  rules: RuleSettings;
}

const NO_SETTINGS: Settings = { ignore: [], rules: withPreset('recommended', {}) };

/**
 * Reads `klaviyo-lint.json`: `{ "ignore": ["patterns as in .gitignore"], "preset": "recommended" | "strict",
 * "rules": { "<id>": "off" | "warn" | { options } } }`. Where there is none, nothing is ignored and `recommended` runs as it comes.
 *
 * @param root a real path
 * @throws UsageError if that of the folder is invalid, also where that of a commit counts: it would count next
 */
export async function readConfiguration(
  root: string,
  source: ConfigurationSource,
  read: FileReader,
  searchPath?: string,
): Promise<Configuration> {
  const { own, counting, unread, notice } = await readAcceptedFile(CONFIGURATION_FILE, {
    root,
    source,
    read,
    searchPath,
  });
  if (unread !== undefined) throw new UsageError(`'${CONFIGURATION_FILE}' was not read: ${unread}.`);
  const current = own === undefined ? NO_SETTINGS : parseConfiguration(own);
  const { ignore, rules } = typeof source === 'object' ? acceptedBefore(counting) : current;
  const ignored = ignoreRules(ignore);
  return { isIgnored: path => ignored.ignores(path), rules, notices: notice === undefined ? [] : [notice] };
}

/** An invalid one ignores nothing, so that the change that fixes it can pass. */
function acceptedBefore(text: string | undefined): Settings {
  try {
    return text === undefined ? NO_SETTINGS : parseConfiguration(text);
  } catch (error) {
    if (error instanceof UsageError) return NO_SETTINGS;
    throw error;
  }
}

const SETTINGS = new Set(['ignore', 'preset', 'rules']);

function parseConfiguration(text: string): Settings {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong('is not a JSON object');
  const unknown = Object.keys(value).find(name => !SETTINGS.has(name));
  if (unknown !== undefined) throw wrong(`has the unknown setting '${unknown}'`);
  const patterns: unknown = 'ignore' in value ? value.ignore : [];
  if (!Array.isArray(patterns) || !patterns.every(isPattern))
    throw wrong("has an 'ignore' that is not a list of patterns");
  const rules = parseRuleSettings('rules' in value ? value.rules : {});
  if (typeof rules === 'string') throw wrong(rules, undefined, RULES_REMEDY);
  const problem = allowedKeysProblem(rules);
  if (problem !== undefined) throw wrong(problem, undefined, ALLOW_REMEDY);
  return { ignore: patterns, rules: withPreset(presetIn(value), rules) };
}

function presetIn(value: object): 'recommended' | 'strict' {
  const preset: unknown = 'preset' in value ? value.preset : 'recommended';
  if (preset === 'recommended' || preset === 'strict') return preset;
  throw wrong("has a 'preset' that is neither 'recommended' nor 'strict'", undefined, PRESET_REMEDY);
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

const IGNORE_REMEDY = 'Write it as { "ignore": ["/examples/"] }, with patterns as in .gitignore.';
const RULES_REMEDY =
  'Write it as { "rules": { "klaviyo/require-revision": "off" } }, with "off", "warn" or the options of the rule.';
const PRESET_REMEDY = 'Write it as { "preset": "strict" }, or leave it out for "recommended".';
const ALLOW_REMEDY = 'Write it as { "fingerprint": "<from the report>", "reason": "<why it may stay>" }.';

function wrong(fault: string, cause?: unknown, remedy = IGNORE_REMEDY): UsageError {
  return new UsageError(`'${CONFIGURATION_FILE}' ${fault}. ${remedy}`, { cause });
}
