import { describeRawCall } from '../../messages/customerio-raw-call.ts';
import { customerio } from '../../vendors/customerio/index.ts';
import { placesOf } from './endpoint.ts';
import type { Report } from './report.ts';
import type { ShellRequest } from './request.ts';

/** Reports a request in a shell as the rules about Customer.io report one in JavaScript. */
export function judgeCustomerio(request: ShellRequest): Report[] {
  const { verb, client, start, end } = request;
  const [endpoint] = placesOf(request, customerio);
  if (!endpoint) return [];
  const described = describeRawCall({ ...endpoint, verb }, 'nowhere', () => [], client);
  return [{ rule: 'no-raw-http', ...described, at: { start, end }, path: endpoint.path }];
}
