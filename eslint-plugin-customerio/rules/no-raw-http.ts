import { endpointsOf } from '../../eslint-plugin/vendor/requests/endpoint.ts';
import { noRawHttp } from '../../eslint-plugin/vendor/rules/no-raw-http.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { createRule } from '../create-rule.ts';
import { describeRawCall, type RawCallMessage } from '../../src/messages/customerio-raw-call.ts';

const MESSAGES: Record<RawCallMessage['messageId'], string> = {
  rawCall:
    "This call goes to Customer.io without the SDK, so nothing repeats it after a failure or limits its time. Call the method of '{{client}}' of '{{sdk}}' for this endpoint.",
  rawCallOf:
    "This call goes to '{{endpoint}}' without the SDK, so nothing repeats it after a failure or limits its time. Call '{{method}}' of {{sdk}}.",
  rawCallOfWrapper:
    'This call goes to Customer.io without the SDK, so nothing repeats it after a failure or limits its time. Call the methods of {{sdk}} that {{callers}}: {{methods}}.',
  rawCallWithoutMethod:
    "This call goes to '{{endpoint}}', for which '{{sdk}}' has no method. Check the path and the verb, and allow the path in 'allowPaths' of this rule if the call must stay.",
  rawCallWithoutSdk:
    "This call goes to '{{endpoint}}' of '{{host}}', the host of accounts in {{region}}, from where the SDK cannot be imported, so nothing repeats it after a failure. Repeat it after 429 and 5xx {{repeated}}, send it to '{{otherHost}}' for an account in {{other}}, and allow the client in 'allowClients' of this rule.",
  formerHostWithoutSdk:
    "This call goes to '{{endpoint}}' by an earlier name of '{{host}}', from where the SDK cannot be imported. Send it to '{{host}}', repeat it after 429 and 5xx {{repeated}}, and allow the client in 'allowClients' of this rule.",
  otherHostWithoutSdk:
    "This call goes to '{{endpoint}}' of '{{host}}', while the SDK sends it to '{{right}}'. Send it there, repeat it after 429 and 5xx {{repeated}}, and allow the client in 'allowClients' of this rule.",
  noMethodWithoutSdk:
    "This call goes to '{{endpoint}}' of '{{host}}', for which '{{sdk}}' has no method. Check the path and the verb, repeat the call after 429 and 5xx {{repeated}}, and allow the path in 'allowPaths' of this rule.",
};

export default createRule(
  noRawHttp(customerio, {
    docs: {
      description: "Disallow HTTP calls to Customer.io's APIs that bypass the SDK",
      preset: 'recommended',
      severity: 'error',
      since: '0.3.0',
    },
    messages: MESSAGES,
    concerns: () => true,
    describe: ({ request, endpoint, place, callers }) => describeRawCall(endpoint, place, callers, request.client),
    // A page has no SDK for Node, and may send to a pipeline with the write key, which is public.
    isLeft: (request, { sourceCode: { text } }) =>
      RUNS_IN_BROWSER.test(text) && endpointsOf(request, customerio).every(({ api }) => api === 'pipelines'),
  }),
);

const RUNS_IN_BROWSER = /^\s*['"]use client['"]|\b(?:window|document)\./;
