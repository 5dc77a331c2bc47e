import { type EndpointPath, locateEndpoint } from '../../src/vendors/klaviyo/endpoints.ts';
import type { HttpRequest } from '../http/request.ts';
import { hasKlaviyoScheme } from '../http/headers.ts';
import { flatten, type Text, textsOf } from '../values/value.ts';

export interface Endpoint extends EndpointPath {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  text: Text;
}

const known = new WeakMap<HttpRequest, readonly Endpoint[]>();

/** The endpoints of Klaviyo's API that a request may go to; none when it goes elsewhere or that is not known. */
export function endpointsOf(request: HttpRequest): readonly Endpoint[] {
  const endpoints = known.get(request) ?? findEndpoints(request);
  known.set(request, endpoints);
  return endpoints;
}

function findEndpoints(request: HttpRequest): Endpoint[] {
  const evidence = { hasKlaviyoScheme: hasKlaviyoScheme(request.headers), isPathOwn: request.client === 'fetch' };
  const places = textsOf(request.url).flatMap(text => {
    const place = locateEndpoint(flatten(text), evidence);
    return place ? [{ ...place, text }] : [];
  });
  const verbs = verbsOf(request);
  // Which verb goes with which path is not known when both have alternatives.
  const isAmbiguous = verbs.length > 1 && new Set(places.map(({ path }) => path)).size > 1;
  return places.flatMap(place => (isAmbiguous ? [undefined] : verbs).map(verb => ({ ...place, verb })));
}

function verbsOf({ verb }: HttpRequest): (string | undefined)[] {
  const texts = textsOf(verb)
    .map(flatten)
    .filter(text => text !== '');
  return [...new Set(texts.map(text => (/^[A-Z]+$/.test(text) ? text : undefined)))];
}

/** Whether the endpoint is exactly this one; a query in a trailing hole does not change it. */
export function isEndpoint(endpoint: Endpoint, verb: string, path: string): boolean {
  return endpoint.audience === 'private' && endpoint.verb === verb && endpoint.path === path;
}
