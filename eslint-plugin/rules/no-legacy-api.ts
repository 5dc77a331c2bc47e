import { describeLegacyCall, type LegacyCallMessage } from '../../src/messages/legacy-call.ts';
import { sdkPlaceIn } from '../../src/messages/sdk-place.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { HttpRequest } from '../http/request.ts';
import { type Endpoint, endpointsOf } from '../klaviyo/queries.ts';

export default createRule<[], LegacyCallMessage['messageId']>({
  name: 'no-legacy-api',
  meta: {
    type: 'problem',
    docs: {
      description: "Disallow calls to Klaviyo's v1 and v2, which are switched off",
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    messages: {
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
        context.report({ node, ...describeLegacyCall({ ...endpoint, place }) });
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
