import { answer } from './answer.ts';
import type { Answer } from '../exchange.ts';
import { uuid } from '../seeded.ts';

/** Why a request is refused, as an error of JSON:API. */
export interface Refusal {
  status: number;
  code: string;
  title: string;
  /** What of the request it repeats has passed {@link quotable}. */
  detail: string;
  source?: { pointer: string } | { parameter: string };
  meta?: Record<string, string>;
  headers?: Record<string, string>;
}

/** 400, as the vendor puts it. Source: error documents in public issues and code of revisions 2023-06-15 to 2026-07-15; read 2026-11-21. */
export function invalid(detail: string, source: NonNullable<Refusal['source']> = { pointer: '/data/' }): Refusal {
  return { status: 400, code: 'invalid', title: 'Invalid input.', detail, source };
}

/** The error document; its id depends on the seed and on nothing else that changes. */
export function refused(
  { status, code, title, detail, source, meta, headers }: Refusal,
  ...seed: readonly (string | number)[]
): Answer {
  const error = {
    id: uuid(...seed),
    status,
    code,
    title,
    detail,
    source: source ?? { pointer: '/data/' },
    links: {},
    meta: meta ?? {},
  };
  return answer(status, JSON.stringify({ errors: [error] }), headers);
}

/** A name out of a request where it is harmless, and a word in its place where it might not be. */
export function quotable(text: string): string {
  return /^[\w.$:[\]-]{1,80}$/.test(text) ? text : '…';
}
