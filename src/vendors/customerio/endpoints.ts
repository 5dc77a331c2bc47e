import { plainAddress } from '../written-address.ts';
import { findHost, type Api, type Region } from './hosts.ts';

/** Stands for an unknown part of a URL, in which it never occurs. The values of the plugin have the same. */
export const HOLE = '\0';

export interface EndpointPath {
  api: Api;
  region: Region;
  /** `/api/v1/customers/*`, without query and trailing slash; `*` is an unknown segment, `**` an unknown rest or beginning. */
  path: string;
  /** Whether the host is one of the earlier names. */
  isFormerHost: boolean;
}

/**
 * The endpoint of Customer.io's APIs that a URL leads to; undefined when it leads elsewhere or that is not known. The region is that of
 * the host, so a host with an unknown part is not known. What is unknown before an `@` is a credential, because a scheme stands before it.
 *
 * @param url with `HOLE` for each unknown part
 */
export function locateEndpoint(url: string): EndpointPath | undefined {
  const [, host = '', rest = ''] =
    /^(?:(?:https?:)?\/\/(?:[^@/?#]*@)?|(?:[^@/?#\0]*@)?)([\w.-]+)(?::\d*)?(?=[/?#\0]|$)([^]*)/i.exec(
      plainAddress(url),
    ) ?? [];
  const found = findHost(host);
  return found && { api: found.api, region: found.region, path: normalize(rest), isFormerHost: found.isFormer };
}

/**
 * Removes the query, superfluous slashes, and the `/api` that documentation and releases of the SDK before 4.5 had in paths of the App API.
 *
 * Source: the change log of customerio/customerio-node, 4.5.0; read 2026-11-20.
 */
function normalize(rest: string): string {
  const path = (rest.split(/[?#]/)[0] ?? '').replace(/^\0/, '/**');
  const segments = path.split('/').filter(segment => segment !== '' && segment !== '.');
  const known = segments.map(segment => (segment === HOLE ? '*' : segment.replaceAll(HOLE, '**')));
  return `/${known.join('/')}`.replace(/^\/v1\/api(?=\/|$)/, '/v1');
}
