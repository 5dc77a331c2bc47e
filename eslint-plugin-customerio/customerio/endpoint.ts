import { type EndpointPath, locateEndpoint } from '../../src/vendors/customerio/endpoints.ts';
import type { HttpRequest } from '../../eslint-plugin/http/request.ts';
import { flatten, textsOf } from '../../eslint-plugin/values/value.ts';

export interface Endpoint extends EndpointPath {
  verb: string | undefined;
}

export function endpointsOf(request: HttpRequest): Endpoint[] {
  const verbs = textsOf(request.verb).map(flatten);
  const [verb] = verbs;
  return textsOf(request.url).flatMap(text => {
    const place = locateEndpoint(flatten(text));
    return place ? [{ ...place, verb: verbs.length === 1 && /^[A-Z]+$/.test(verb ?? '') ? verb : undefined }] : [];
  });
}
