import type { TSESTree } from '@typescript-eslint/utils';
import { findMethod } from '../../src/vendors/klaviyo/operations.ts';
import { historyOf } from '../../src/vendors/klaviyo/method-history.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { UpgradeRule } from './create-upgrade-rule.ts';

/** Tells each place at which a method of the SDK is named, as `ProfilesApi.getProfile`. */
export const sdkUse: UpgradeRule<'use', []> = {
  meta: {
    type: 'problem',
    docs: { description: 'Methods of the SDK that the code names', severity: 'warning' },
    messages: { use: '{{apiClass}}.{{method}}' },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const check = (node: TSESTree.Node): void => {
      for (const { apiClass, method, node: name } of analysis.sdkMethodNames(node, () => true)) {
        if (findMethod(apiClass, method) ?? historyOf(apiClass, method))
          context.report({ node: name, messageId: 'use', data: { apiClass, method } });
      }
    };
    return { MemberExpression: check, 'ObjectPattern > Property': check };
  },
};
