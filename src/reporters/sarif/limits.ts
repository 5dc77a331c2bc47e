import { gzipSync } from 'node:zlib';
import type { Finding } from '../../model/finding.ts';
import { counted } from '../counted.ts';
import { isAboutKey } from '../keys-first.ts';

/** GitHub refuses a run with more results, and keeps so many of them. Source: docs `sarif-support-for-code-scanning`; read 2026-11-20. */
const MOST_RESULTS = 25_000;
const KEPT_RESULTS = 5_000;
/** GitHub refuses a larger file, compressed as it is uploaded. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Of each result GitHub keeps so many places. */
export const MOST_PLACES = 100;

/**
 * Renders as many results as GitHub takes. Where it does not keep all of them, the most important stand first.
 *
 * @param render makes a file of results, which says what `note` says
 */
export function renderWithinLimits<Result extends Finding>(
  results: readonly Result[],
  render: (results: readonly Result[], note: string | undefined) => string,
): string {
  const ranked =
    results.length > KEPT_RESULTS ? results.toSorted((left, right) => rankOf(left) - rankOf(right)) : results;
  for (let count = Math.min(ranked.length, MOST_RESULTS); ; count = Math.floor(count / 2)) {
    const text = render(ranked.slice(0, count), noteAbout(results.length, count));
    if (count === 0 || Buffer.byteLength(text) <= MOST_BYTES || gzipSync(text).length <= MOST_BYTES) return text;
  }
}

/** Keys before errors, these before warnings, and last what comments silence. */
function rankOf(finding: Finding): number {
  if ('suppression' in finding) return 3;
  if (isAboutKey(finding)) return 0;
  return finding.severity === 'error' ? 1 : 2;
}

function noteAbout(all: number, count: number): string | undefined {
  if (count < all)
    return `${counted(all - count, 'finding')} did not fit: GitHub takes ${MOST_RESULTS} results, and 10 MB.`;
  return all > KEPT_RESULTS
    ? `GitHub keeps ${KEPT_RESULTS} of these ${all} results; the most important stand first.`
    : undefined;
}
