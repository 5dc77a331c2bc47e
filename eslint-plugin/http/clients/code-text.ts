import type { TSESTree } from '@typescript-eslint/utils';
import { constantString, textFrom, UNKNOWN, type Value } from '../../values/value.ts';
import type { ClientModel, RequestDraft } from '../client-model.ts';

/** A function that sends, with the address that it is given. */
const SENDING =
  /\b(?:fetch|sendBeacon|axios|got|ky|request|ajax|(?:axios|got|ky|request|superagent|\$)\.[a-z]+|https?\.(?:get|request)|open)\s*\(\s*(?:\{\s*url\s*:\s*)?(?:(['"`])[A-Z]+\1\s*,\s*)?(['"`])((?:https?:)?\/\/[^'"`\s]+)\2/g;
const METHOD = /\bmethod['"]?\s*:\s*['"](\w+)['"]/;

/**
 * Code in a text that is known: `eval('…')`, `new Function('…')()`, `setTimeout('…')`. Of the code only addresses are read, and only where
 * a client is given one.
 */
export const codeText: ClientModel = {
  sources: ['#eval', '#Function', '#setTimeout', '#setInterval', 'vm#runInThisContext', 'vm#runInNewContext'],
  draft: ({ client: { defaults }, method, args, node }) =>
    method === '' ? requestsIn(defaults.length > 0 ? defaults.at(-1) : args[0], node) : undefined,
};

function requestsIn(given: Value | undefined, node: TSESTree.Node): RequestDraft[] {
  const text = given?.kind === 'text' ? constantString(given) : undefined;
  return [...(text ?? '').matchAll(SENDING)].map(([, , , address = ''], _, all) => {
    const verb = all.length === 1 ? METHOD.exec(text ?? '')?.[1] : undefined;
    return {
      url: textFrom(address, node),
      verb: verb === undefined ? UNKNOWN : textFrom(verb, node),
      isOpen: true,
    };
  });
}
