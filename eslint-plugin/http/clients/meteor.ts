import type { ClientCall, ClientModel, RequestDraft } from '../client-model.ts';

/** `HTTP` of Meteor. */
export const meteor: ClientModel = {
  sources: ['#HTTP', 'meteor/http#HTTP'],
  draft: meteorRequest,
};

function meteorRequest({ method, verb, args }: ClientCall): RequestDraft | undefined {
  if (method === 'call') return { verb: args[0], url: args[1], options: args[2] };
  return verb ? { verb, url: args[0], options: args[1] } : undefined;
}
