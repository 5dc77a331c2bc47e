import { alternativesOf, type ExternalCallValue, type Value } from '../values/value.ts';
import type { ChainedCall } from './chain.ts';
import type { RequestDraft } from './client-model.ts';

/** Reads `client(url, options)`, `client(options)` and `client(new Request(…), options)`; a callback is no options. */
export function urlAndOptions([first, second]: readonly Value[]): RequestDraft {
  if (first && alternativesOf(first).some(({ kind }) => kind === 'object')) return { options: first };
  const request = first && requestObject(first);
  if (request)
    return {
      url: request.args[0],
      options: second && second.kind !== 'nullish' ? second : request.args[1],
      calls: headerCalls(request),
    };
  const isCallback = second?.kind === 'function';
  return { url: first, options: isCallback ? undefined : second };
}

function requestObject(value: Value): ExternalCallValue | undefined {
  const isRequest =
    value.kind === 'externalCall' &&
    value.constructed &&
    value.callee.kind === 'external' &&
    value.callee.path.at(-1) === 'Request';
  return isRequest ? value : undefined;
}

/** `request.headers.set(…)`. */
function headerCalls({ mutations: writes = [] }: ExternalCallValue): ChainedCall[] {
  return writes.flatMap(({ path, method, args }) =>
    path.join('.') === 'headers' && method !== undefined ? [{ method, args }] : [],
  );
}
