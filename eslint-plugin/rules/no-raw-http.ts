import type { TSESLint } from '@typescript-eslint/utils';
import { describeRawCall, type RawCallMessage } from '../../src/messages/raw-call.ts';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import type { HttpRequest } from '../http/request.ts';
import { constantString } from '../values/value.ts';
import { noRawHttp } from '../vendor/rules/no-raw-http.ts';
import { callersOf } from '../vendor/requests/wrapper-use.ts';
import { moduleOf } from '../program/module.ts';
import { servesOnlyLegacy } from '../klaviyo/legacy-wrapper.ts';
import type { Endpoint } from '../klaviyo/queries.ts';
import {
  differenceOf,
  fixOf,
  sdkSuggestions,
  type SuggestionPlace,
} from '../klaviyo/sdk-suggestion/sdk-suggestions.ts';

type MessageId = RawCallMessage['messageId'] | 'useSdk' | 'sdkInLine';

const MESSAGES: Record<MessageId, string> = {
  useSdk: "Call '{{method}}' of 'klaviyo-api'{{difference}}.",
  sdkInLine: "Call '{{method}}' of 'klaviyo-api' in line {{line}}{{difference}}.",
  rawCall:
    "This call goes to Klaviyo's API without the SDK, so nothing retries it or keeps its revision. Call the method of 'klaviyo-api' for this endpoint.",
  rawCallOf:
    "This call goes to '{{endpoint}}' without the SDK, so nothing retries it or keeps its revision. Call '{{method}}' of 'klaviyo-api'.",
  rawCallOfWrapper:
    "This call goes to Klaviyo's API without the SDK, so nothing retries it or keeps its revision. Call the methods of '{{sdk}}' that {{callers}}: {{methods}}.",
  rawCallInDeno:
    "This call goes to Klaviyo's API without the SDK, so nothing retries it or keeps its revision. Call the method of 'npm:klaviyo-api' for this endpoint.",
  rawCallOfInDeno:
    "This call goes to '{{endpoint}}' without the SDK, so nothing retries it or keeps its revision. Call '{{method}}' of 'npm:klaviyo-api'.",
  rawCallWithoutSdk:
    "This call goes to Klaviyo's API from where the SDK cannot be imported, so nothing retries it or keeps its revision. Send revision {{revision}}, wait after a 429 as 'Retry-After' says, and allow the client in 'allowClients' of this rule.",
  rawCallOfWithoutSdk:
    "This call goes to '{{endpoint}}' from where the SDK cannot be imported, so nothing retries it or keeps its revision. Send '{{successor}}' with revision {{revision}}, wait after a 429 as 'Retry-After' says, and allow the client in 'allowClients' of this rule.",
  rawCallWithoutMethod:
    "This call goes to '{{endpoint}}', for which 'klaviyo-api' has no method. Allow the path in 'allowPaths' of this rule if the call must stay.",
  noSuchEndpoint:
    "This call goes to '{{endpoint}}', which Klaviyo does not publish in revision {{revision}}. Check the path and the verb, and call the method of 'klaviyo-api' for what is meant.",
  noSuchEndpointWithoutSdk:
    "This call goes to '{{endpoint}}', which Klaviyo does not publish in revision {{revision}}. Check the path and the verb, and send that revision.",
};

export default createRule(
  noRawHttp(klaviyo, {
    docs: {
      description: "Disallow HTTP calls to Klaviyo's private API that bypass the SDK",
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
    },
    messages: MESSAGES,
    describe: ({ request, endpoint, place, callers }) =>
      describeRawCall({ ...endpoint, revision: sentRevision(request), place }, callers),
    isLeft: servesOnlyLegacy,
    suggestionsFor,
  }),
);

/** For the call itself; for a wrapper, whose path its callers give, each of them. */
function suggestionsFor(
  request: HttpRequest,
  endpoint: Endpoint,
  place: SuggestionPlace,
): TSESLint.ReportSuggestionArray<MessageId> {
  if (!endpoint.path.includes('**'))
    return sdkSuggestions(request, endpoint, place).suggestions.map(suggestion => ({
      messageId: 'useSdk',
      data: { method: suggestion.method, difference: differenceOf(suggestion) },
      fix: fixOf(suggestion),
    }));
  const callers = callersOf(request, place.call ?? request.node, place.module, klaviyo).filter(
    ({ call }) => moduleOf(call) === place.module,
  );
  return callers.flatMap(caller =>
    sdkSuggestions(caller.request, caller.endpoint, { ...place, call: caller.call }).suggestions.map(suggestion => ({
      messageId: 'sdkInLine' as const,
      data: {
        method: suggestion.method,
        line: String(caller.call.loc.start.line),
        difference: differenceOf(suggestion),
      },
      fix: fixOf(suggestion),
    })),
  );
}

function sentRevision({ headers }: HttpRequest): string | undefined {
  const sent = headers.entries.get('revision');
  return sent && constantString(sent);
}
