import type { Finding } from '../../src/model/finding.ts';
import { matchKnown } from '../../src/model/match-known.ts';
import type { OwnComment } from './own-comments.ts';

/**
 * Finds out which comment is about which finding of its file. Each stands for one: of a finding that has two comments the older counts.
 *
 * @param comments oldest first
 * @returns the findings by the ids of their comments
 */
export function matchComments(comments: readonly OwnComment[], findings: readonly Finding[]): Map<number, Finding> {
  const matched = new Map<number, Finding>();
  for (const path of new Set(comments.map(comment => comment.path))) {
    const [there, about] = [findings.filter(ofFile(path)), comments.filter(ofFile(path))];
    const known = about.filter(isIdentified);
    for (const [index, { id }] of matchKnown(there, known)) matched.set(id, there[index]!);
    for (const { id, fingerprint } of about.filter(comment => !isIdentified(comment))) {
      const taken = new Set(matched.values());
      const finding = there.find(each => each.fingerprint === fingerprint && !taken.has(each));
      if (finding !== undefined) matched.set(id, finding);
    }
  }
  return matched;
}

function ofFile(path: string): (item: { path: string }) => boolean {
  return item => item.path === path;
}

function isIdentified(comment: OwnComment): comment is OwnComment & { identity: string } {
  return comment.identity !== undefined;
}
