import type { TSESTree } from '@typescript-eslint/utils';
import { findMethod } from '../../src/vendors/klaviyo/operations.ts';
import { historyOf } from '../../src/vendors/klaviyo/method-history.ts';
import { analyze } from '../klaviyo/analyze.ts';
import type { UpgradeRule } from './create-upgrade-rule.ts';
import { payloadOf } from './payload-attributes.ts';

/** Attributes that a release took away. */
type Options = [{ attributes: readonly string[] }?];

/**
 * Returns each place at which a method of the SDK is named, as `ProfilesApi.getProfile`, with ` ?` behind it where its payload cannot be seen;
 * and each of the attributes in a payload, as `ProfilesApi.getProfile anonymousId`.
 */
export const sdkUse: UpgradeRule<'use', Options> = {
  meta: {
    type: 'problem',
    docs: { description: 'Methods of the SDK that the code names', severity: 'warning' },
    messages: { use: '{{apiClass}}.{{method}}{{what}}' },
    schema: [{ type: 'object', properties: { attributes: { type: 'array', items: { type: 'string' } } } }],
    defaultOptions: [],
  },
  create(context) {
    const [{ attributes } = { attributes: [] }] = context.options;
    const analysis = analyze(context);
    const check = (node: TSESTree.Node): void => {
      for (const { apiClass, method, node: name } of analysis.sdkMethodNames(node, () => true)) {
        if (!(findMethod(apiClass, method) ?? historyOf(apiClass, method))) continue;
        const { keys, isSeen } = payloadOf(node, attributes, context.sourceCode);
        context.report({ node: name, messageId: 'use', data: { apiClass, method, what: isSeen ? '' : ' ?' } });
        for (const key of keys)
          context.report({ node: key.node, messageId: 'use', data: { apiClass, method, what: ` ${key.name}` } });
      }
    };
    return { MemberExpression: check, 'ObjectPattern > Property': check };
  },
};
