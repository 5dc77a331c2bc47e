import type { Finding } from '../../src/model/finding.ts';
import type { Report, Skipped } from '../../src/model/report.ts';
import { counted } from '../../src/reporters/counted.ts';
import { keysFirst } from '../../src/reporters/keys-first.ts';
import { type ChangedFile, readChangedFile } from './changed-file.ts';
import type { Client } from './client.ts';
import { markedFinding } from './finding-marker.ts';
import { matchComments } from './match-comments.ts';
import { newFindings } from './new-findings.ts';
import { type OwnComment, ownComments } from './own-comments.ts';
import { allPages } from './pages.ts';
import { markerOf } from './marker.ts';
import { type ReviewComment, reviewComment } from './review-comment.ts';
import type { PullTarget } from './target.ts';

/** What comments on lines are made of. */
export interface ReviewSource {
  /** Paths are relative to the workspace. */
  report: Report;
  /** The folder of the checkout. */
  workspace: string;
  /** The input `path`. */
  path: string;
  /** The account that we write as. */
  login: string;
}

/** More at a time and nobody reads them; the review says how many there are. */
const MOST_COMMENTS = 30;

/**
 * Brings the comments on the lines of a pull request up to date: one for each new finding that the diff shows, and none any more for
 * what is gone.
 *
 * REST resolves no thread, and GraphQL only with write access to the code. So a comment that nobody answered is deleted, which is also
 * the end of its thread, and an answered one is marked as fixed.
 */
export async function writeReview(client: Client, target: PullTarget, source: ReviewSource): Promise<void> {
  const { report, path, login } = source;
  const own = await ownComments(client, target, login, path);
  const matched = matchComments(own, report.findings);
  const kept = own.filter(({ id }) => matched.has(id)).concat(hiddenComments(own, matched, report));
  const keptIds = new Set(kept.map(({ id }) => id));
  for (const comment of own.filter(({ id }) => !keptIds.has(id))) await retire(client, target, comment);
  const commented = new Set(matched.values());
  const findings = errorsFirst(newFindings(report.findings).filter(finding => !commented.has(finding)));
  const comments = await commentsOf(client, target, source, findings);
  const posted = comments.slice(0, Math.max(0, MOST_COMMENTS - kept.length));
  if (posted.length > 0) await postReview(client, target, source, { comments: posted, of: findings.length });
}

/** Comments about findings that may still be there, unseen: the first of each. */
function hiddenComments(
  own: readonly OwnComment[],
  matched: ReadonlyMap<number, Finding>,
  { skipped }: Report,
): OwnComment[] {
  const seen = new Set([...matched.values()].map(({ fingerprint }) => fingerprint));
  return own.filter(comment => {
    if (matched.has(comment.id) || seen.has(comment.fingerprint)) return false;
    seen.add(comment.fingerprint);
    return skipped.some(entry => mayHide(entry, comment));
  });
}

function mayHide({ id, path }: Skipped, comment: OwnComment): boolean {
  if (path === undefined) return !id.startsWith('check/') || id === comment.ruleId;
  return comment.path === path || comment.path.startsWith(`${path}/`);
}

async function retire(client: Client, { owner, repo, sha }: PullTarget, comment: OwnComment): Promise<void> {
  const { id, body, isAnswered } = comment;
  // Without the marker it is no comment about a finding any more.
  const fixed = `No longer found in ${sha.slice(0, 12)}.\n\n${body.replace(/^<!--.*?-->\s*/, '')}`;
  await client.repeatable(async ({ pulls }) =>
    isAnswered
      ? pulls.updateReviewComment({ owner, repo, comment_id: id, body: fixed })
      : pulls.deleteReviewComment({ owner, repo, comment_id: id }).catch(ignoreMissing),
  );
}

/** An attempt before this one may have deleted it. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && 'status' in error && error.status === 404)) throw error;
}

async function commentsOf(
  client: Client,
  target: PullTarget,
  { workspace, path }: ReviewSource,
  findings: readonly Finding[],
): Promise<ReviewComment[]> {
  const files = await changedFiles(client, target, workspace, new Set(findings.map(finding => finding.path)));
  return findings.flatMap(finding => {
    const file = files.get(finding.path);
    return (file && reviewComment(finding, file, path)) ?? [];
  });
}

async function changedFiles(
  client: Client,
  { owner, repo, pull }: PullTarget,
  workspace: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, ChangedFile>> {
  if (wanted.size === 0) return new Map();
  const isWanted = ({ filename }: { filename: string }): boolean => wanted.has(filename);
  const listed = await allPages(
    async page => client.repeatable(async ({ pulls }) => pulls.listFiles({ owner, repo, pull_number: pull, ...page })),
    files => files.filter(isWanted).length === wanted.size,
  );
  const files = new Map<string, ChangedFile>();
  for (const entry of listed.filter(isWanted)) {
    const file = await readChangedFile(workspace, entry);
    if (file) files.set(entry.filename, file);
  }
  return files;
}

/** One review with all comments, which GitHub takes or refuses as a whole. */
async function postReview(
  client: Client,
  target: PullTarget,
  { path, login }: ReviewSource,
  { comments, of }: { comments: ReviewComment[]; of: number },
): Promise<void> {
  const { owner, repo, pull, sha } = target;
  const marker = markerOf(`review ${sha}`, path);
  const head = `${marker}\n${sentenceAbout(comments.length, of)}`;
  await client.once(
    async ({ pulls }) => {
      await pulls.createReview({
        owner,
        repo,
        pull_number: pull,
        commit_id: sha,
        event: 'COMMENT',
        body: head,
        comments,
      });
      return true;
    },
    async () => {
      const present = new Set((await ownComments(client, target, login, path)).map(({ fingerprint }) => fingerprint));
      return comments.every(({ body }) => present.has(markedFinding(body, path)?.fingerprint ?? '')) || undefined;
    },
  );
}

function sentenceAbout(posted: number, of: number): string {
  const head = `klaviyo-lint comments on ${counted(posted, 'finding')}.`;
  return of === posted
    ? head
    : `${head} ${counted(of - posted, 'more finding')} ${of - posted === 1 ? 'is' : 'are'} in the job summary.`;
}

function errorsFirst(findings: readonly Finding[]): Finding[] {
  return keysFirst(findings.toSorted((a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning')));
}
