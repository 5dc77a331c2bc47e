import type { HttpRequest } from '../http/request.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { moduleOf } from '../program/module.ts';
import { usesIn } from '../vendor/requests/wrapper-use.ts';
import { endpointsOf } from './queries.ts';

const LEGACY_SIGN = /['"`/](?:api\/)?(?:v[12]\/|(?:track|identify)\/?['"`?])/;

/**
 * Returns whether a request is that of a wrapper to which all callers in its module give an endpoint of v1 or v2. What is wrong
 * with it then is reported at those callers, and nothing more at the wrapper.
 */
export function servesOnlyLegacy(request: HttpRequest): boolean {
  const module = moduleOf(request.node);
  const isPathKnown = endpointsOf(request).every(({ path }) => !path.includes('*'));
  if (isPathKnown || !module || !LEGACY_SIGN.test(module.text)) return false;
  const uses = usesIn(module, klaviyo).get(request.node) ?? [];
  const endpoints = uses.flatMap(use => endpointsOf(use));
  return endpoints.length > 0 && endpoints.every(({ audience }) => audience === 'legacy');
}
