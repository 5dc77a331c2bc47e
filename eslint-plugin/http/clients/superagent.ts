import { NULLISH, textFrom } from '../../values/value.ts';
import type { ClientCall, ClientModel, RequestDraft } from '../client-model.ts';

/** superagent, whose requests are completed by a chain of calls. */
export const superagent: ClientModel = {
  sources: ['#superagent', 'superagent'],
  factories: ['agent'],
  chain: { headers: ['set'], body: ['send', 'write', 'end'], plugins: ['use'] },
  request: superagentRequest,
};

/** `superagent.post(url)`, `superagent('POST', url)`, `superagent(url)`. */
function superagentRequest({ method, verb, args, node }: ClientCall): RequestDraft | undefined {
  if (verb) return { verb, url: args[0], options: NULLISH };
  if (method !== '') return undefined;
  return args.length > 1 ? { verb: args[0], url: args[1] } : { verb: textFrom('GET', node), url: args[0] };
}
