import type { Client } from './client.ts';
import { type MarkedFinding, markedFinding } from './finding-marker.ts';
import { allPages } from './pages.ts';
import type { PullTarget } from './target.ts';

/** A comment of ours on a line. */
export interface OwnComment extends MarkedFinding {
  id: number;
  path: string;
  body: string;
  isAnswered: boolean;
}

/**
 * The comments on lines that are about findings and that we wrote, oldest first: by author and by marker, because anybody can write
 * the marker.
 *
 * @param login the account that we write as
 * @param path the input `path`
 */
export async function ownComments(
  client: Client,
  { owner, repo, pull }: PullTarget,
  login: string,
  path: string,
): Promise<OwnComment[]> {
  const comments = await allPages(async page =>
    client.repeatable(async ({ pulls }) => pulls.listReviewComments({ owner, repo, pull_number: pull, ...page })),
  );
  const answered = new Set(comments.map(comment => comment.in_reply_to_id));
  return comments.flatMap(({ id, path: file, user, body }) => {
    const marked = user.login === login ? markedFinding(body, path) : undefined;
    return marked === undefined ? [] : [{ ...marked, id, path: file, body, isAnswered: answered.has(id) }];
  });
}
