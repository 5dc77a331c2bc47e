import type { Finding, Location, SuppressedFinding } from '../../model/finding.ts';
import type { Project } from '../discovery/project.ts';
import { decodeAnyText } from '../discovery/text-encoding.ts';
import { indexLines } from '../discovery/line-index.ts';
import type { KeySearch } from '../keys/key-search.ts';
import type { LintedFiles } from '../lint/lint-files.ts';
import { type SourceFile, sourcesByPath } from '../lint/prefilter.ts';
import { addressesIn } from './addresses-in-text.ts';

/**
 * Finds the addresses of a vendor's API, and its schemes of authorization, in checked files that no request was found for: what the analysis
 * cannot follow, such as the configuration of a proxy or a client that it does not know.
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
  const { written = [], sent = [], schemes = [] } = linted.addresses ?? {};
  const places = new Set(placesOf(sent));
  const reported = new Set(findings.map(({ path, line }) => `${path}:${line}`));
  const inCode = written.filter(
    address => !places.has(placeOf(address)) && !reported.has(`${address.path}:${address.line}`),
  );
  const lines = new Set([...sent.map(({ path, line }) => `${path}:${line}`), ...reported]);
  const isResolved = ({ path, line }: Location): boolean => lines.has(`${path}:${line}`);
  const withRequests = new Set(findings.filter(({ ruleId }) => REQUEST_RULE.test(ruleId)).map(({ path }) => path));
  const sources = sourcesByPath(linted.analyzed);
  const inTexts = project.files
    .filter(path => search.naming.has(path) && !withRequests.has(path))
    .flatMap(path => inText(path, sources.get(path) ?? [], search).filter(address => !isResolved(address)));
  const known = new Set([...placesOf(linted.keyReads?.used ?? []), ...places]);
  const naming = new Set([...written, ...sent].map(({ path }) => path));
  // Where a file has an address, that is resolved or listed, and with it what its requests carry.
  const inHeaders = schemes.filter(
    scheme =>
      !naming.has(scheme.path) && !withRequests.has(scheme.path) && !isResolved(scheme) && !known.has(placeOf(scheme)),
  );
  return [...[...inCode, ...inHeaders].filter(({ path }) => project.isSelected(path)), ...inTexts];
}

function placesOf(locations: readonly Location[]): string[] {
  return locations.map(placeOf);
}

function placeOf({ path, line, column }: Location): string {
  return `${path}:${line}:${column}`;
}

interface Seen {
  linted: Pick<LintedFiles, 'addresses' | 'keyReads' | 'analyzed'>;
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
