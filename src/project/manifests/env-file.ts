import { posix } from 'node:path';
import { keyFingerprint } from '../../vendors/key-fingerprint.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import type { EnvFile, EnvSecret } from '../../model/facts.ts';
import { indexLines } from '../discovery/line-index.ts';

const ENV_FILE = /^(?:\.env(?:\..+)?|.+\.env|\.envrc|\.flaskenv|\.dev\.vars(?:\..+)?)$/i;
/** Such a file is there to be committed; a real key in it is the rule's to report. */
const EXAMPLE = /example|sample|template|tmpl|tpl|dist|defaults?|schema/i;

/** Tells by its name whether a file holds an environment, or the example of one. */
export function isEnvironmentName(path: string): boolean {
  return ENV_FILE.test(posix.basename(path));
}

/** Tells by its name whether a file holds the environment of a process, and is no example of one. */
export function isEnvFile(path: string): boolean {
  return isEnvironmentName(path) && !EXAMPLE.test(posix.basename(path));
}

/** A variable that an env file sets; places are UTF-16 offsets. */
export interface Assignment {
  name: string;
  nameStart: number;
  /** The rest of the line behind the `=`, with quotation marks and comments. */
  rest: string;
  restStart: number;
}

const ASSIGNMENT = /^([ \t]*(?:export[ \t]+)?)([A-Za-z_][\w.]{0,200})([ \t]*=)([^\n]*)$/gm;

/** Reads the lines of an env file that set a variable. */
export function assignmentsIn(text: string): Assignment[] {
  return [...text.matchAll(ASSIGNMENT)].map(({ 1: before = '', 2: name = '', 3: sign = '', 4: rest = '', index }) => {
    const nameStart = index + before.length;
    return { name, nameStart, rest, restStart: nameStart + name.length + sign.length };
  });
}

/** A secret of the vendor that has no shape of its own. */
const SECRET_NAME = /klaviyo/i;
const SECRET_KIND = /secret|private|token|password|signing/i;
const PUBLIC_KIND = /public|company|site_?id|client_?id|url|host|revision|enabled|name/i;

/** Finds the secrets of Klaviyo in the text of an env file: keys by their shape, others by their name if they are set. */
export function readEnvFile(path: string, text: string): Omit<EnvFile, 'isTracked'> {
  const lines = indexLines(text);
  const secrets = assignmentsIn(text).flatMap(({ name, rest, restStart }): EnvSecret[] => {
    const value = rest.trim();
    const start = restStart + rest.indexOf(value);
    const [key] = findPrivateKeys(valueOf(value));
    if (!key && !isSecret(name, valueOf(value))) return [];
    const at = { path, ...lines.locate(start, start + value.length) };
    return [{ name, at, ...(key && { fingerprint: keyFingerprint(key.key) }) }];
  });
  return { path, secrets };
}

/** Without quotation marks, and without a comment behind it. */
function valueOf(rest: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(rest);
  return quoted?.[2] ?? rest.replace(/\s#.*$/, '').trimEnd();
}

function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) && SECRET_KIND.test(name) && !PUBLIC_KIND.test(name) && isRandom(value);
}

/** The vendor requires 16 characters of a webhook's secret. */
const SHORTEST_SECRET = 16;
const MEANS_ANOTHER = /[<>{}$()\s]|:\/\/|^(?:encrypted|enc|vault|op|arn|ssm|sm)[:[]/i;
const WORDS =
  /example|sample|your|change|replace|insert|placeholder|dummy|fake|todo|test|mock|local|secret|xxx|here|none|null|undefined/i;

/** Tells whether a value looks drawn at random: no reference to another, no words, letters and digits of many kinds. */
function isRandom(value: string): boolean {
  if (value.length < SHORTEST_SECRET || MEANS_ANOTHER.test(value) || WORDS.test(value)) return false;
  return (
    /\d/.test(value) && /[A-Za-z]/.test(value) && new Set(value).size >= 8 && !/(.)\1{4}|0123|1234|abcd/i.test(value)
  );
}
