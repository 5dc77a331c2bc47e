import { plainAddress } from '../written-address.ts';
import { isRetiredPath } from './legacy.ts';

/** Who an endpoint is for: servers (`/api`), browsers (`/client`), or nobody since it is retired (v1, v2, track, identify). */
export type Audience = 'private' | 'client' | 'legacy';

export interface EndpointPath {
  audience: Audience;
  /** `/api/profiles/*`, without query and trailing slash; `*` is an unknown segment, `**` an unknown rest or beginning. */
  path: string;
}

/** What shows, beside its URL, where a request goes. */
export interface Evidence {
  /** It carries the scheme of the vendor's private keys. */
  hasKlaviyoScheme: boolean;
  /** A URL that is only a path means the server that the code itself runs on. */
  isPathOwn: boolean;
  /** How the source names the unknown parts of the URL, in their order. */
  holes?: readonly string[];
}

/** Stands for an unknown part of a URL, in which it never occurs. The values of the plugin have the same. */
export const HOLE = '\0';

const LEGACY = /^\/api\/(?:v[12](?:\/|$)|track(?:\/|$)|identify(?:\/|$)|track-once(?:\/|$))/;

/** The one operation that needs no revision. Source: klaviyo/openapi, revision 2026-07-15; read 2026-11-20. */
const WITHOUT_REVISION = /^\/client\/ip-allowlists(?:\/|$)/;

/**
 * The endpoint of Klaviyo's API that a URL leads to; undefined when it leads elsewhere or that is not known.
 *
 * @param url with `HOLE` for each unknown part
 */
export function locateEndpoint(url: string, evidence: Evidence): EndpointPath | undefined {
  const flat = plainAddress(url);
  const endpoint = locateIn(flat, evidence);
  const retired = endpoint && hasVersion(flat, evidence) ? withAnyVersion(endpoint.path) : undefined;
  return retired !== undefined && isRetiredPath(retired) ? { audience: 'legacy', path: retired } : endpoint;
}

function locateIn(flat: string, { hasKlaviyoScheme, isPathOwn }: Evidence): EndpointPath | undefined {
  const absolute = /^(?:https?:)?\/\/([^/?#\0]*)([^]*)/i.exec(flat);
  if (absolute) return locateOnHost(absolute[1] ?? '', absolute[2] ?? '', hasKlaviyoScheme);
  const bare = /^a\.klaviyo\.com\.?(?::443)?(?=[/\0?#]|$)(.*)$/is.exec(flat);
  if (bare) return classify(bare[1] ?? '');
  if (!hasKlaviyoScheme || (isPathOwn && flat.startsWith('/'))) return undefined;
  return classify(withoutUnknownHost(flat));
}

/** `v\0`, or a segment that the source calls a version: only the retired API had one in its paths. */
function hasVersion(flat: string, { holes = [] }: Evidence): boolean {
  const found = /\/api\/(v?)\0(?=\/)/i.exec(flat);
  if (!found) return false;
  const index = flat.slice(0, found.index).split(HOLE).length - 1;
  return found[1] !== '' || VERSION_NAME.test(holes[index] ?? '');
}

/** `version`, `apiVersion`, `env:KLAVIYO_API_VERSION`, but not `conversion`. */
const VERSION_NAME = /(?:^|[^a-z]|api)version$|[a-z]Version$|(?:^|[^A-Z])VERSION$/;

function withAnyVersion(path: string): string {
  return path.replace(/^\/api\/(?:v\*)?\*\//i, '/api/*/');
}

/** Tells whether the value of an `Authorization` header is of the scheme of the vendor's private keys. @param authorization with holes */
export function isKlaviyoScheme(authorization: string): boolean {
  return /^\0?\s*Klaviyo-API-Key\b/i.test(authorization);
}

/** Whether a call to an endpoint has to send a revision. A retired API never knew one. */
export function needsRevision({ audience, path }: EndpointPath): boolean {
  return audience !== 'legacy' && !WITHOUT_REVISION.test(path);
}

function locateOnHost(host: string, rest: string, hasKlaviyoScheme: boolean): EndpointPath | undefined {
  if (/^(?:[^@]*@)?a\.klaviyo\.com\.?(?::\d*)?$/i.test(host)) return classify(rest);
  const isUnknown = host === '' && rest.startsWith(HOLE);
  return isUnknown && hasKlaviyoScheme ? classify(withoutUnknownHost(rest)) : undefined;
}

/** What follows the unknown host; without `/api` at its beginning, that was in the unknown part. */
function withoutUnknownHost(flat: string): string {
  const path = flat.replace(/^\0+/, '');
  if (path === '' || path.startsWith('?')) return `/api/${HOLE}`;
  if (!path.startsWith('/')) return `/api/${flat.startsWith(HOLE) ? HOLE : ''}${path}`;
  return /^\/(?:api|client|oauth)(?:[/\0]|$)/.test(path) ? path : `/api${path}`;
}

function classify(rest: string): EndpointPath | undefined {
  const path = normalize(rest);
  if (LEGACY.test(path)) return { audience: 'legacy', path };
  if (path === '/client' || path.startsWith('/client/')) return { audience: 'client', path };
  const isPrivate = path === '/api' || path.startsWith('/api/') || path.startsWith('/*');
  return isPrivate ? { audience: 'private', path } : undefined;
}

/**
 * Removes query and superfluous slashes. A hole between slashes is one segment; one behind `/api` or the host may be any path; one joined
 * to other text may be anything.
 */
function normalize(rest: string): string {
  const path = (rest.split(/[?#]/)[0] ?? '').replace(
    /^(\/(?:api|client))?\0/,
    (_, root: string | undefined) => `${root ?? ''}/**`,
  );
  const segments = withoutDots(path.split('/').filter(segment => segment !== '' && segment !== '.'));
  return `/${segments.map(segment => (segment === HOLE ? '*' : segment.replaceAll(HOLE, '**'))).join('/')}`;
}

/** As a client does before it sends a request. */
function withoutDots(segments: readonly string[]): string[] {
  return segments.reduce<string[]>(
    (before, segment) => (segment === '..' ? before.slice(0, -1) : [...before, segment]),
    [],
  );
}
