import { elementOf } from '../../evaluator/evaluate.ts';
import { UNKNOWN } from '../../values/value.ts';
import type { ClientCall, ClientModel, RequestDraft } from '../client-model.ts';
import { urlAndOptions } from '../url-and-options.ts';

/** `UrlFetchApp` of Google Apps Script, which has no promises: each call returns the answer. */
export const appsScript: ClientModel = {
  sources: ['#UrlFetchApp'],
  draft: appsScriptRequest,
};

/** Of a list of requests, any one stands for all. */
function appsScriptRequest({ method, args }: ClientCall): RequestDraft | undefined {
  if (method === 'fetchAll') return { options: args[0] ? elementOf(args[0]) : UNKNOWN, isBlocking: true };
  return method === 'fetch' ? { ...urlAndOptions(args), isBlocking: true } : undefined;
}
