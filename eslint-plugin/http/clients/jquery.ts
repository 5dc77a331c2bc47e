import type { ClientCall, ClientModel, RequestDraft } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** jQuery. */
export const jquery: ClientModel = {
  sources: ['#$', '#jQuery', 'jquery'],
  hooks: [{ option: ['beforeSend'], headers: [{ parameter: 0, path: [] }] }],
  draft: jqueryRequest,
};

function jqueryRequest({ method, verb, args }: ClientCall): RequestDraft | undefined {
  switch (method) {
    case 'ajax':
      return urlAndOptions(args);
    case 'getJSON':
      return { url: args[0] };
    case 'get':
    case 'post':
      return { verb, url: args[0], body: args[1] };
    default:
      return undefined;
  }
}
