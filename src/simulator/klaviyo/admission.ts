import { needsRevision } from '../../vendors/klaviyo/endpoints.ts';
import { stateOf } from '../../vendors/klaviyo/revisions.ts';
import type { SimulatedRequest } from '../exchange.ts';
import { invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';

/** Refuses every key but one. Source: live observations of trufflesecurity/trufflehog; read 2026-11-20. */
export function refuseKey({ headers }: SimulatedRequest, key: string): Refusal | undefined {
  if (headers['authorization'] === `Klaviyo-API-Key ${key}`) return undefined;
  const detail = 'Incorrect authentication credentials.';
  return {
    status: 401,
    code: headers['authorization'] === undefined ? 'not_authenticated' : 'authentication_failed',
    title: detail,
    detail,
  };
}

/** Refuses a key without the scopes that are needed, and names those that it lacks. */
export function refuseScopes(needed: readonly string[], isGranted: (scope: string) => boolean): Refusal | undefined {
  const missing = needed.filter(scope => !isGranted(scope));
  if (missing.length === 0) return undefined;
  const detail = `Your API key is missing required scopes: ${missing.join(', ')}.`;
  return { status: 403, code: 'permission_denied', title: detail, detail };
}

/**
 * Judges the header `revision`. A retired one is served, unless the request opts out of falling forward; so is a date at which
 * nothing was released, because the vendor does not say what it does then.
 *
 * Source: the vendor's page on versioning and deprecation; live observations in public repositories of 2026-08; read 2026-11-20. Of
 * a missing header nobody shows the answer.
 *
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 */
export function refuseRevision({ headers }: SimulatedRequest, path: string, asOf: string): Refusal | undefined {
  const revision = headers['revision'];
  const source = { parameter: 'revision' };
  if (revision === undefined)
    return needsRevision({ audience: 'private', path }) ? invalid('Missing revision header.', source) : undefined;
  switch (stateOf(revision, asOf).state) {
    case 'malformed':
      return invalid('Invalid revision header. A revision is a date of the form YYYY-MM-DD[.suffix].', source);
    case 'retired':
      return headers['x-klaviyo-revision-fall-forward-opt-out'] === '1'
        ? gone('This revision was retired.')
        : undefined;
    default:
      return revision.slice(0, 10) > asOf ? notFound('A future revision date cannot be specified.') : undefined;
  }
}

export function notFound(detail: string): Refusal {
  return { status: 404, code: 'not_found', title: 'Not found.', detail };
}

function gone(detail: string): Refusal {
  return { status: 410, code: 'gone', title: detail, detail };
}

/** Refuses what comes too fast. Source: the vendor's page on rate limits and error handling; read 2026-11-20. */
export function throttled(retryAfter: number): Refusal {
  const detail = `Request was throttled. Expected available in ${retryAfter} seconds.`;
  return { status: 429, code: 'throttled', title: detail, detail, headers: { 'retry-after': String(retryAfter) } };
}
