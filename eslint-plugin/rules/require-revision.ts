import { needsRevision } from '../../src/vendors/klaviyo/endpoints.ts';
import { problemWith } from '../../src/messages/revision-problem.ts';
import { describeMissingRevision } from '../../src/messages/missing-revision.ts';
import { sdkPlaceIn } from '../../src/messages/sdk-place.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { HttpRequest } from '../http/request.ts';
import { revisionEdit } from '../klaviyo/revision-edit.ts';
import { today } from '../settings.ts';
import { endpointsOf } from '../klaviyo/queries.ts';
import { servesOnlyLegacy } from '../klaviyo/legacy-wrapper.ts';

export default createRule({
  name: 'require-revision',
  meta: {
    type: 'problem',
    docs: {
      description: "Require the 'revision' header on calls to Klaviyo's API that bypass the SDK",
      preset: 'recommended',
      severity: 'error',
      since: '0.1.0',
    },
    hasSuggestions: true,
    messages: {
      missingRevision:
        "This call to Klaviyo sends no 'revision' header, so the shape of the answer is not fixed. Send a supported revision, or use 'klaviyo-api', which does.",
      missingRevisionInDeno:
        "This call to Klaviyo sends no 'revision' header, so the shape of the answer is not fixed. Send a supported revision, or use 'npm:klaviyo-api', which does.",
      missingRevisionWithoutSdk:
        "This call to Klaviyo sends no 'revision' header, so the shape of the answer is not fixed. Send 'revision: {{revision}}'.",
      addRevision: "Send the header 'revision: {{revision}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const asOf = today(context, 'klaviyo');
    return {
      CallExpression(node) {
        const found = analysis.requestsAt(node, lacksRevision).find(request => !servesOnlyLegacy(request));
        if (!found) return;
        const edit = revisionEdit(
          found,
          node,
          context.sourceCode,
          revision => problemWith(revision, asOf) === undefined,
        );
        context.report({
          node,
          ...describeMissingRevision(sdkPlaceIn(context.sourceCode.text, found.client)),
          suggest: edit ? [{ messageId: 'addRevision', data: { revision: edit.revision }, fix: edit.fix }] : [],
        });
      },
    };
  },
});

/** Only a header set that is known to its end can be known to lack one. */
function lacksRevision(request: HttpRequest): boolean {
  const { headers } = request;
  if (headers.open || headers.entries.has('revision')) return false;
  const endpoints = endpointsOf(request);
  return endpoints.length > 0 && endpoints.every(needsRevision);
}
