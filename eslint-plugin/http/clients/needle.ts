import type { ClientCall, ClientModel, RequestDraft } from '../client-model.ts';
import { takesBody } from '../verbs.ts';

/** needle. */
export const needle: ClientModel = {
  sources: ['needle'],
  draft: needleRequest,
};

function needleRequest({ method, verb, args }: ClientCall): RequestDraft | undefined {
  if (method === '') return { verb: args[0], url: args[1], body: args[2], options: args[3] };
  if (!verb) return undefined;
  return takesBody(method)
    ? { verb, url: args[0], body: args[1], options: args[2] }
    : { verb, url: args[0], options: args[1] };
}
