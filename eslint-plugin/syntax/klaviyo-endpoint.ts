import type { HttpRequest } from './direct-request.ts';
import { hasKlaviyoScheme } from './headers.ts';
import { flatten, HOLE, type Text, textsOf } from './value.ts';

/** Whom an endpoint is for: servers (`/api`), browsers (`/client`), or nobody any more (v1, v2, track, identify). */
export type Audience = 'private' | 'client' | 'legacy';

export interface Endpoint {
  audience: Audience;
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  /** `/api/profiles/*`, without query and trailing slash; `*` is an unknown segment, `**` an unknown rest or beginning. */
  path: string;
  text: Text;
}

const LEGACY = /^\/api\/(?:v[12](?:\/|$)|track(?:\/|$)|identify(?:\/|$)|track-once(?:\/|$))/;

/** The endpoints of Klaviyo's API that a request may go to; none when it goes elsewhere or nobody can know. */
export function endpointsOf(request: HttpRequest): Endpoint[] {
  const verbs = verbsOf(request);
  return textsOf(request.url).flatMap(text => {
    const found = locate(text, request);
    return found ? verbs.map(verb => ({ ...found, verb, text })) : [];
  });
}

function verbsOf({ verb }: HttpRequest): (string | undefined)[] {
  return [...new Set(textsOf(verb).map(text => (/^[A-Z]+$/.test(flatten(text)) ? flatten(text) : undefined)))];
}

function locate(text: Text, request: HttpRequest): Pick<Endpoint, 'audience' | 'path'> | undefined {
  const flat = flatten(text).trim();
  const absolute = /^(?:https?:)?\/\/([^/?#\0]*)(.*)$/is.exec(flat);
  if (absolute) return locateOnHost(absolute[1] ?? '', absolute[2] ?? '', request);
  const bare = /^a\.klaviyo\.com(?::443)?(?=[/\0?#]|$)(.*)$/is.exec(flat);
  if (bare) return classify(bare[1] ?? '');
  if (!hasKlaviyoScheme(request.headers)) return undefined;
  const isOwnServer = flat.startsWith('/') && request.client === 'fetch';
  return isOwnServer ? undefined : classify(withoutUnknownHost(flat));
}

function locateOnHost(host: string, rest: string, request: HttpRequest): Pick<Endpoint, 'audience' | 'path'> | undefined {
  if (/^a\.klaviyo\.com(?::\d+)?$/i.test(host)) return classify(rest);
  const isUnknown = host === '' && rest.startsWith(HOLE);
  return isUnknown && hasKlaviyoScheme(request.headers) ? classify(withoutUnknownHost(rest)) : undefined;
}

/** What follows the unknown host; without `/api` at its beginning, that was in the unknown part. */
function withoutUnknownHost(flat: string): string {
  const path = flat.replace(/^\0+/, '');
  if (path === '' || path.startsWith('?')) return `/api/${HOLE}`;
  if (!path.startsWith('/')) return `/api/${flat.startsWith(HOLE) ? HOLE : ''}${path}`;
  return /^\/(?:api|client|oauth)(?:[/\0]|$)/.test(path) ? path : `/api${path}`;
}

function classify(rest: string): Pick<Endpoint, 'audience' | 'path'> | undefined {
  const path = normalize(rest);
  if (LEGACY.test(path)) return { audience: 'legacy', path };
  if (path === '/client' || path.startsWith('/client/')) return { audience: 'client', path };
  const isPrivate = path === '/api' || path.startsWith('/api/') || path.startsWith('/*');
  return isPrivate ? { audience: 'private', path } : undefined;
}

/**
 * Cuts query and slashes. A hole between slashes is one segment; one behind `/api` or the host may be any path; one glued
 * to other text may be anything.
 */
function normalize(rest: string): string {
  const path = (rest.split(/[?#]/)[0] ?? '').replace(/^(\/(?:api|client))?\0/, (_, root: string | undefined) => `${root ?? ''}/**`);
  const segments = path.split('/').filter(segment => segment !== '');
  return `/${segments.map(segment => (segment === HOLE ? '*' : segment.replaceAll(HOLE, '**'))).join('/')}`;
}

/** Whether the endpoint is exactly this one; a query in a trailing hole does not change it. */
export function isEndpoint(endpoint: Endpoint, verb: string, path: string): boolean {
  return endpoint.audience === 'private' && endpoint.verb === verb && endpoint.path === path;
}
