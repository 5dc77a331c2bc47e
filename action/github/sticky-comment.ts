import type { Client } from './client.ts';
import { isOurs } from './marker.ts';
import { allPages } from './pages.ts';
import type { PullTarget } from './target.ts';

/** The one comment of a pull request. */
export interface StickyComment {
  /** Its first line. */
  marker: string;
  /** The account that we write as. */
  login: string;
  body: string;
  /** Whether it is worth a new comment; one that is there is updated in any case. */
  isWorthPosting: boolean;
}

/** Creates the comment or updates it in place. Two runs at once may both have created one: then the first stays. */
export async function writeStickyComment(client: Client, target: PullTarget, comment: StickyComment): Promise<void> {
  const { owner, repo, pull } = target;
  const { body, isWorthPosting } = comment;
  const [first, ...others] = await ownComments(client, target, comment);
  if (first === undefined) {
    if (isWorthPosting)
      await client.once(
        async ({ issues }) => {
          await issues.createComment({ owner, repo, issue_number: pull, body });
          return true;
        },
        async () => (await ownComments(client, target, comment)).length > 0 || undefined,
      );
    return;
  }
  if (first.body !== body)
    await client.repeatable(async ({ issues }) => issues.updateComment({ owner, repo, comment_id: first.id, body }));
  for (const { id } of others)
    await client.repeatable(async ({ issues }) => issues.deleteComment({ owner, repo, comment_id: id }));
}

async function ownComments(
  client: Client,
  { owner, repo, pull }: PullTarget,
  { marker, login }: StickyComment,
): Promise<{ id: number; body?: string }[]> {
  const comments = await allPages(async page =>
    client.repeatable(async ({ issues }) => issues.listComments({ owner, repo, issue_number: pull, ...page })),
  );
  return comments.filter(comment => isOurs(comment, login, marker));
}
