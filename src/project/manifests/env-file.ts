import { posix } from 'node:path';
import { rememberSecret } from '../../vendors/known-secrets.ts';
import { keyFingerprint } from '../../vendors/key-fingerprint.ts';
import { findPrivateKeys } from '../../vendors/klaviyo/keys.ts';
import { isServiceAccountToken } from '../../vendors/customerio/keys.ts';
import { mayHoldSecret as mayHoldCustomerioSecret } from '../../vendors/customerio/secret-variable.ts';
import { isSecretVariable as isKlaviyoSecret } from '../../vendors/klaviyo/secret-variable.ts';
import type { VendorId } from '../../vendors/sdks.ts';
import type { EnvFile, EnvSecret } from '../../model/facts.ts';
import { indexLines } from '../discovery/line-index.ts';

const ENV_FILE = /^(?:\.env(?:\..+)?|.+\.env|\.envrc|\.flaskenv|\.dev\.vars(?:\..+)?)$/i;
/** Such a file is there to be committed; a real key in it is the rule's to report. */
const EXAMPLE = /example|sample|template|tmpl|tpl|dist|defaults?|schema/i;

/** Decides by its name whether a file holds an environment, or the example of one. */
export function isEnvironmentName(path: string): boolean {
  return ENV_FILE.test(posix.basename(path));
}

/** Decides by its name whether a file holds the environment of a process, and is no example of one. */
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

/** Variables that hold a secret of each vendor without a shape of its own. */
const SECRET_VARIABLES: readonly (readonly [VendorId, (name: string) => boolean])[] = [
  ['klaviyo', isKlaviyoSecret],
  ['customerio', mayHoldCustomerioSecret],
];

/** Finds the secrets of the vendors in the text of an env file: keys by their shape, others by their name if they are set. */
export function readEnvFile(path: string, text: string): Omit<EnvFile, 'isTracked'> {
  const lines = indexLines(text);
  const secrets = assignmentsIn(text).flatMap(({ name, rest, restStart }): EnvSecret[] => {
    const value = rest.trim();
    const start = restStart + rest.indexOf(value);
    const [key] = findPrivateKeys(valueOf(value));
    const vendor = key ? 'klaviyo' : vendorOf(name, valueOf(value));
    if (vendor === undefined) return [];
    if (vendor === 'customerio') rememberSecret(valueOf(value));
    const at = { path, ...lines.locate(start, start + value.length) };
    return [{ vendor, name, at, ...(key && { fingerprint: keyFingerprint(key.key) }) }];
  });
  return { path, secrets };
}

/** Without quotation marks, and without a comment behind it. */
function valueOf(rest: string): string {
  const quoted = /^(["'`])(.*?)\1/.exec(rest);
  return quoted?.[2] ?? rest.replace(/\s#.*$/, '').trimEnd();
}

/** Whose secret a variable holds; undefined for none. */
function vendorOf(name: string, value: string): VendorId | undefined {
  if (isServiceAccountToken(value) && isRandom(value)) return 'customerio';
  const [vendor] = SECRET_VARIABLES.find(([, isSecret]) => isSecret(name)) ?? [];
  return vendor !== undefined && isRandom(value) ? vendor : undefined;
}

/** The vendor requires 16 characters of a webhook's secret. */
const SHORTEST_SECRET = 16;
const MEANS_ANOTHER = /[<>{}$()\s]|:\/\/|^(?:encrypted|enc|vault|op|arn|ssm|sm)[:[]/i;
const WORDS =
  /example|sample|your|change|replace|insert|placeholder|dummy|fake|todo|test|mock|local|secret|xxx|here|none|null|undefined/i;

/** Returns whether a value looks drawn at random: no reference to another, no words, letters and digits of many kinds. */
function isRandom(value: string): boolean {
  if (value.length < SHORTEST_SECRET || MEANS_ANOTHER.test(value) || WORDS.test(value)) return false;
  return (
    /\d/.test(value) && /[A-Za-z]/.test(value) && new Set(value).size >= 8 && !/(.)\1{4}|0123|1234|abcd/i.test(value)
  );
}
