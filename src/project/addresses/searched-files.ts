import { posix } from 'node:path';
import { fileKind } from '../discovery/file-kind.ts';

/** Files for people, and what programs write down of what they did. */
const PROSE =
  /\.(?:md|markdown|rst|adoc|asciidoc|org|log|csv|tsv|pot?|xliff?|snap|lock|map|har)$|(?:^|\/)(?:readme|changelog|licen[cs]e|copying|notice|authors)(?:\.txt)?$/i;
/** Tables are data for programs, too: they name variables for people, and addresses for both. */
const TABLE = /\.(?:csv|tsv)$/i;
const SAMPLES = /(?:^|\/)(?:__(?:tests|mocks|fixtures|snapshots)__|tests?|specs?|e2e|fixtures?|cassettes|mocks?)\//i;

/** Returns whether a file is for people, holds what programs wrote down of what they did, or is a sample that tests use. */
export function isForPeople(path: string): boolean {
  return PROSE.test(path) || SAMPLES.test(path);
}

/** The same for what an address may stand in. */
export function hasNoAddresses(path: string): boolean {
  return TABLE.test(path) ? SAMPLES.test(path) : isForPeople(path);
}

/** Returns whether rules read a file as JavaScript or TypeScript, or it is a lock file. */
export function isCode(path: string): boolean {
  const kind = fileKind(path);
  return kind === 'javascript' || kind === 'typescript' || posix.basename(path) === 'package-lock.json';
}
