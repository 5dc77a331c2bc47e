import { posix } from 'node:path';
import { isTestFile } from '../../../eslint-plugin/program/test-file.ts';
import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import { isPublicVariable } from '../../vendors/public-prefix.ts';
import { addressesIn } from '../addresses/addresses-in-text.ts';
import { commentLines } from '../addresses/comment-lines.ts';
import { decodeAnyText } from '../discovery/text-encoding.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { Project } from '../discovery/project.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { type SourceFile, sourcesByPath } from '../lint/prefilter.ts';
import { assignmentsIn, isEnvironmentName } from '../manifests/env-file.ts';
import { environmentOfBundler } from './environment-of-bundler.ts';
import { environmentOfLanguage } from './environment-of-languages.ts';
import { isOnlySent } from './laravel-services.ts';
import { isConstantOfKey, readsInText } from './reads-in-text.ts';
import { shippedEnvironmentsIn } from './shipped-environments.ts';
import { wholeEnvironmentIn } from './whole-environment.ts';

interface Seen {
  linted: Pick<LintedFiles, 'keyReads' | 'analyzed'>;
  search: Pick<KeySearch, 'read' | 'reading' | 'passingOn' | 'shipping' | 'naming'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

/**
 * Finds the places of checked files where the variable of a vendor's key is read, or the whole environment is passed on, and no use was
 * found that keeps it on a server: a private key may get to a browser or an app on ways that no rule knows.
 *
 * @param linted what the rules analyzed
 * @param findings all, also those that comments silence
 * @returns in no order
 */
export function unresolvedReads(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Location[] {
  const { read = [], used = [] } = linted.keyReads ?? {};
  const places = new Set(used.map(placeOf));
  const inCode = read
    .filter(({ isPrivate = false }) => !isPrivate)
    .filter(({ at, means }) => ![at, ...means].some(each => places.has(placeOf(each))))
    .map(({ at }) => at);
  const sources = sourcesByPath(linted.analyzed);
  const inTexts = project.files
    .filter(path => search.reading.has(path) && !isTestFile(path))
    .flatMap(path => inText(path, sources.get(path) ?? [], search))
    .filter(place => !isOnlySent(place, { paths: project.files, textOf: path => textOf(path, search) }));
  const isKeyUsed =
    read.length + used.length + inTexts.length > 0 ||
    project.files.some(path => search.reading.has(path) && !isTestFile(path) && hasKey(path, search));
  const inEnvironment = project.files
    .filter(path => isKeyUsed && search.passingOn.has(path) && !isTestFile(path))
    .flatMap(path => {
      const text = textOf(path, search) ?? '';
      const whole = [...wholeEnvironmentIn(path, text), ...environmentOfLanguage(path, text)];
      const lines = new Set(whole.map(({ line }) => line));
      return [...whole, ...environmentOfBundler(path, text).filter(({ line }) => !lines.has(line))];
    });
  const shipped = project.files
    .filter(path => isKeyUsed && search.shipping.has(path) && !isTestFile(path))
    .flatMap(path => shippedEnvironmentsIn(path, textOf(path, search) ?? ''))
    .filter(({ at, file }) => file === undefined || mayHoldKey(file, at.path, project.files, search))
    .map(({ at }) => at);
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  return [...inCode, ...inTexts, ...inEnvironment, ...shipped].filter(
    ({ path, line }) => project.isSelected(path) && !reported.has(`${path}:${line}`),
  );
}

function placeOf({ path, line, column }: Location): string {
  return `${path}:${line}:${column}`;
}

/** Whether a file is an environment, or the example of one, that has a key, or code of another language, or a setting, that names one. */
function hasKey(path: string, search: Seen['search']): boolean {
  if (isEnvironmentName(path)) return setsKey(path, search);
  const isComment = commentLines(path, textOf(path, search) ?? '');
  return (textOf(path, search) ?? '').split('\n').some((line, index) => namesKey(line) && !isComment(index + 1));
}

function namesKey(line: string): boolean {
  return [...line.matchAll(NAME)].some(([name]) => isConstantOfKey(name) && !isPublicVariable(name));
}

const NAME = /\b[A-Z][A-Z\d]*(?:_[A-Z\d]+)+\b/g;

/** Whether a file is an environment, or the example of one, that has a key. */
function setsKey(path: string, search: Seen['search']): boolean {
  if (!isEnvironmentName(path)) return false;
  return assignmentsIn(textOf(path, search) ?? '').some(({ name }) => isConstantOfKey(name));
}

/** Unless the folder of an env file, as another file names it, has environments or examples, and none with a key. */
function mayHoldKey(file: string, namedIn: string, files: readonly string[], search: Seen['search']): boolean {
  const folder = posix.join(posix.dirname(namedIn), posix.dirname(file));
  const beside = files.filter(path => posix.dirname(path) === folder && isEnvironmentName(path));
  return beside.length === 0 || beside.some(path => setsKey(path, search));
}

function textOf(path: string, { read }: Pick<KeySearch, 'read'>): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? decodeAnyText(bytes) : undefined;
}

/** Scripts in it were analyzed as code. Where code of another language names the API, the address is listed, and the key is read to use it. */
function inText(path: string, sources: readonly SourceFile[], search: Seen['search']): Location[] {
  const text = textOf(path, search) ?? '';
  const found = readsInText(path, text);
  if (found.length === 0 || (isOfServer(path) && search.naming.has(path) && addressesIn(path, text).length > 0))
    return [];
  const lines = indexLines(text);
  const scripts = sources.map(source => indexLines(source.text));
  return found.filter(({ line, column, endColumn }) => {
    const name = lines.textOf(line).slice(column - 1, endColumn - 1);
    return !scripts.some(script => script.textOf(line).slice(column - 1, endColumn - 1) === name);
  });
}

/** Code, and no page, no template and no setting. */
function isOfServer(path: string): boolean {
  return fileKind(path) !== 'component' && !OF_CLIENT.test(path);
}

const OF_CLIENT =
  /\.blade\.php$|\.(?:json5?|ya?ml|toml|ini|xml|plist|xcconfig|gradle|kts|properties|env|liquid|hbs|ejs|pug|erb|haml|slim|twig|cshtml|razor)$/i;
