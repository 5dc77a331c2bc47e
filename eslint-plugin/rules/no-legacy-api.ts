import { describeLegacyCall, type LegacyCallMessage } from '../../src/messages/legacy-call.ts';
import { sdkPlaceIn } from '../../src/messages/sdk-place.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { HttpRequest } from '../http/request.ts';
import { legacySuggestions } from '../klaviyo/sdk-suggestion/legacy-suggestions.ts';
import { fixOf } from '../klaviyo/sdk-suggestion/sdk-suggestions.ts';
import { type Endpoint, endpointsOf } from '../klaviyo/queries.ts';

type MessageId = LegacyCallMessage['messageId'] | 'useSuccessor';

export default createRule<[], MessageId>({
  name: 'no-legacy-api',
  meta: {
    type: 'problem',
    docs: {
      description: "Disallow calls to Klaviyo's v1 and v2, which are shut down",
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    hasSuggestions: true,
    messages: {
      useSuccessor: "Call '{{method}}' of 'klaviyo-api', the successor.",
      legacyCall:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Call its successor through 'klaviyo-api'.",
      legacyCallOf:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Call '{{method}}' of 'klaviyo-api', its successor ('{{replacement}}').",
      legacyCallOrBrowser:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Call '{{method}}' of 'klaviyo-api', its successor ('{{replacement}}'), or in a browser '{{forBrowsers}}'.",
      legacyCallInDeno:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Call its successor through 'npm:klaviyo-api'.",
      legacyCallOfInDeno:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Call '{{method}}' of 'npm:klaviyo-api', its successor ('{{replacement}}').",
      legacyCallWithoutSdk:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Send its successor with revision {{revision}}.",
      legacyCallOfWithoutSdk:
        "This call goes to '{{endpoint}}', which answers 410 since {{on}}. Send its successor '{{replacement}}' with revision {{revision}}.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    return {
      CallExpression(node) {
        const [request] = analysis.requestsAt(node, isLegacy);
        const endpoint = request && legacyEndpoint(request);
        if (!endpoint) return;
        const place = sdkPlaceIn(context.sourceCode.text, request.client);
        const { suggestions } = legacySuggestions(request, endpoint, { context, module: analysis.module, call: node });
        context.report({
          node,
          ...describeLegacyCall({ ...endpoint, place }),
          suggest: suggestions.map(suggestion => ({
            messageId: 'useSuccessor',
            data: { method: suggestion.method },
            fix: fixOf(suggestion),
          })),
        });
      },
    };
  },
});

function isLegacy(request: HttpRequest): boolean {
  return legacyEndpoint(request) !== undefined;
}

function legacyEndpoint(request: HttpRequest): Endpoint | undefined {
  return endpointsOf(request).find(({ audience }) => audience === 'legacy');
}
