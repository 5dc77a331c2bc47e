import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { SDK_RELEASES } from '../../src/vendors/klaviyo/generated/sdk-releases.ts';
import {
  compareReleases,
  deprecationIn,
  hasHistory,
  lastReleaseBefore,
} from '../../src/vendors/klaviyo/method-history.ts';
import { createRule } from '../create-rule.ts';
import { sdkVersion } from '../settings.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { isFunction } from '../program/node.ts';
import type { SdkMethodName } from '../klaviyo/sdk-method-name.ts';

type MessageId = 'deprecated' | 'removed' | 'useSuccessor';

const NEWEST = SDK_RELEASES.at(-1)?.version ?? '';

export default createRule<[], MessageId>({
  name: 'no-deprecated-method',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow methods of the SDK that it deprecated or removed',
      preset: 'recommended',
      severity: { deprecated: 'warning', removed: 'error' },
      since: '0.2.0',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      deprecated:
        "'{{method}}' is a deprecated name of '{{successor}}' since klaviyo-api {{since}}. Call '{{successor}}', the same function.",
      removed:
        "'{{method}}' is in no release of klaviyo-api after {{until}}. Call the method that its endpoint has now.",
      useSuccessor: "Call '{{successor}}', which klaviyo-api has since {{since}}.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const installed = sdkVersion(context);
    const version = installed ?? NEWEST;
    // A fix must never name what the installed release lacks.
    const isSure = installed !== undefined && !installed.includes('-') && compareReleases(installed, NEWEST) <= 0;

    function check(node: TSESTree.Node): void {
      for (const name of analysis.sdkMethodNames(node, hasHistory)) reportName(name);
    }

    function reportName(name: SdkMethodName): void {
      const { apiClass, method, node } = name;
      const deprecation = deprecationIn(version, apiClass, method);
      const until = deprecation ? undefined : lastReleaseBefore(version, apiClass, method);
      if (until !== undefined) context.report({ node, messageId: 'removed', data: { method, until } });
      if (!deprecation || isAlternativeTo(deprecation.successor, node, context.sourceCode)) return;
      const { successor, since } = deprecation;
      const fix = replacement(name, successor);
      context.report({
        node,
        messageId: 'deprecated',
        data: { method, successor, since },
        ...(isSure && name.isCertain
          ? { fix }
          : { suggest: fix ? [{ messageId: 'useSuccessor', data: { successor, since }, fix }] : [] }),
      });
    }

    return {
      MemberExpression: check,
      'ObjectPattern > Property': check,
      'TSTypeQuery TSQualifiedName': check,
      TSIndexedAccessType: check,
      'TSTypeReference[typeName.name=/^(?:Pick|Omit)$/]': check,
    };
  },
});

/** Only a name that is written in its place is replaced: a constant may serve something else. */
function replacement({ node, form }: SdkMethodName, successor: string): TSESLint.ReportFixFunction | null {
  switch (form) {
    case 'name':
      return fixer => fixer.replaceText(node, successor);
    case 'shorthand':
      return fixer => fixer.insertTextBefore(node, `${successor}: `);
    case 'text':
      return fixer => fixer.replaceTextRange([node.range[0] + 1, node.range[1] - 1], successor);
    default:
      return null;
  }
}

/** Code that tests for the new name and falls back to the old one where the installed SDK lacks it is right. */
function isAlternativeTo(successor: string, node: TSESTree.Node, { text }: Readonly<TSESLint.SourceCode>): boolean {
  const isNamed = new RegExp(`\\b${successor}\\b`);
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    const asked =
      at.type === 'LogicalExpression'
        ? at.left
        : at.type === 'ConditionalExpression' || at.type === 'IfStatement'
          ? at.test
          : undefined;
    if (asked && isNamed.test(text.slice(...asked.range))) return true;
  }
  return false;
}
