import type { ClientModel } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** ky. */
export const ky: ClientModel = {
  sources: ['ky', 'ky#KyInstance', 'ky-universal'],
  factories: ['create', 'extend'],
  hooks: [{ option: 'hooks' }],
  request: ({ method, verb, args }) => (verb || method === '' ? { ...urlAndOptions(args), verb } : undefined),
};
