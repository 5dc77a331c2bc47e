import type { TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { constantSession } from '../klaviyo/sessions/credentials.ts';
import { hoistedSession } from '../klaviyo/sessions/hoisted-session.ts';
import { runsPerRequest } from '../klaviyo/sessions/per-request.ts';
import { isMocking } from '../program/test-file.ts';

export default createRule<[], 'builtAgain' | 'shareSession'>({
  name: 'prefer-shared-session',
  meta: {
    type: 'suggestion',
    docs: {
      description: 'Prefer one shared session over one that is built for each request',
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      builtAgain:
        "Each request builds this '{{session}}' anew, although its credentials never change. Build it once, in a module that exports it, and import it here.",
      shareSession: 'Build it once in this module.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    if (isMocking(context.sourceCode.text)) return {};
    analyze(context);
    const check = (node: TSESTree.NewExpression | TSESTree.CallExpression): void => {
      const session = constantSession(node);
      if (session === undefined || !runsPerRequest(node)) return;
      const fix = hoistedSession(node, context.sourceCode);
      const suggest = fix ? [{ messageId: 'shareSession' as const, fix }] : [];
      context.report({ node, messageId: 'builtAgain', data: { session }, suggest });
    };
    return { NewExpression: check, CallExpression: check };
  },
});
