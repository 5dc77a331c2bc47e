import { describeRawCall } from '../../messages/customerio-raw-call.ts';
import { customerio } from '../../vendors/customerio/index.ts';
import { type FoundKey, keysSentBy, keysWrittenIn } from './customerio-keys.ts';
import { placesOf } from './endpoint.ts';
import type { Report } from './report.ts';
import type { ShellRequest } from './request.ts';

/** Reports a request in a shell as the rules about Customer.io report one in JavaScript. */
export function judgeCustomerio(request: ShellRequest): Report[] {
  const { verb, client, start, end } = request;
  const [endpoint] = placesOf(request, customerio);
  if (!endpoint) return [];
  const described = describeRawCall({ ...endpoint, verb }, 'nowhere', () => [], client);
  const keys = customerio.isForServers(endpoint) ? keysSentBy(request) : [];
  return [
    { rule: 'no-raw-http', ...described, at: { start, end }, path: endpoint.path },
    ...keys.map(found => keyReport(found, endpoint.path)),
  ];
}

/** Reports the keys in a text with commands that need no request to be known. */
export function judgeCustomerioText(text: string): Report[] {
  return keysWrittenIn(text).map(found => keyReport(found, ''));
}

function keyReport({ isEncoded, ...found }: FoundKey, path: string): Report {
  return { rule: 'no-hardcoded-key', messageId: isEncoded ? 'encodedKey' : 'writtenKey', data: {}, path, ...found };
}
