import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import type { Project } from '../discovery/project.ts';
import { decodeAnyText } from '../discovery/text-encoding.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { type SourceFile, sourcesByPath } from '../lint/prefilter.ts';
import { addressesIn } from './addresses-in-text.ts';

/**
 * Finds the addresses of a vendor's API in checked files that no request was found for: what the analysis cannot follow, such as the
 * configuration of a proxy or a client that it does not know.
 *
 * @param linted what the rules analyzed
 * @param search what was read, so that only files are read again that name the API
 * @param findings all, also those that comments silence
 * @returns in no order
 */
export function unresolvedAddresses(
  project: Pick<Project, 'files' | 'isSelected'>,
  { linted, search, findings }: Seen,
): Location[] {
  const { written = [], sent = [] } = linted.addresses ?? {};
  const places = new Set(sent.map(({ path, line, column }) => `${path}:${line}:${column}`));
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  const inCode = written.filter(
    ({ path, line, column }) => !places.has(`${path}:${line}:${column}`) && !reported.has(`${path}:${line}`),
  );
  const lines = new Set([...sent.map(({ path, line }) => `${path}:${line}`), ...reported]);
  const isResolved = ({ path, line }: Location): boolean => lines.has(`${path}:${line}`);
  const withRequests = new Set(findings.filter(({ ruleId }) => REQUEST_RULE.test(ruleId)).map(({ path }) => path));
  const sources = sourcesByPath(linted.analyzed);
  const inTexts = project.files
    .filter(path => search.naming.has(path) && !withRequests.has(path))
    .flatMap(path => inText(path, sources.get(path) ?? [], search).filter(address => !isResolved(address)));
  return [...inCode.filter(({ path }) => project.isSelected(path)), ...inTexts];
}

interface Seen {
  linted: Pick<LintedFiles, 'addresses' | 'analyzed'>;
  search: Pick<KeySearch, 'read' | 'naming'>;
  findings: readonly (Finding | SuppressedFinding)[];
}

const REQUEST_RULE = /\/no-raw-http$/;

/** Scripts in it were analyzed as code. */
function inText(path: string, sources: readonly SourceFile[], search: Seen['search']): Location[] {
  const bytes = search.read(path);
  const text = bytes instanceof Uint8Array ? decodeAnyText(bytes) : undefined;
  if (text === undefined) return [];
  const lines = indexLines(text);
  const scripts = sources.map(source => indexLines(source.text));
  const isInScript = ({ line, column, endColumn }: Location): boolean => {
    const address = lines.textOf(line).slice(column - 1, endColumn - 1);
    return scripts.some(script => script.textOf(line).includes(address));
  };
  return addressesIn(path, text).filter(address => !isInScript(address));
}
