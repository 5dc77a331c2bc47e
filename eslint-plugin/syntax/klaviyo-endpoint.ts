import { type EndpointPath, locateEndpoint } from '../../src/klaviyo/endpoints.ts';
import type { HttpRequest } from './direct-request.ts';
import { hasKlaviyoScheme } from './headers.ts';
import { flatten, type Text, textsOf } from './value.ts';

export interface Endpoint extends EndpointPath {
  /** In capitals; undefined where it is not known. */
  verb: string | undefined;
  text: Text;
}

/** The endpoints of Klaviyo's API that a request may go to; none when it goes elsewhere or nobody can know. */
export function endpointsOf(request: HttpRequest): Endpoint[] {
  const verbs = verbsOf(request);
  const evidence = { hasKlaviyoScheme: hasKlaviyoScheme(request.headers), isPathOwn: request.client === 'fetch' };
  return textsOf(request.url).flatMap(text => {
    const found = locateEndpoint(flatten(text), evidence);
    return found ? verbs.map(verb => ({ ...found, verb, text })) : [];
  });
}

function verbsOf({ verb }: HttpRequest): (string | undefined)[] {
  return [...new Set(textsOf(verb).map(text => (/^[A-Z]+$/.test(flatten(text)) ? flatten(text) : undefined)))];
}

/** Whether the endpoint is exactly this one; a query in a trailing hole does not change it. */
export function isEndpoint(endpoint: Endpoint, verb: string, path: string): boolean {
  return endpoint.audience === 'private' && endpoint.verb === verb && endpoint.path === path;
}
