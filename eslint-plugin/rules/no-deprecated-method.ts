import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { SDK_RELEASES } from '../../src/vendors/klaviyo/generated/sdk-releases.ts';
import {
  compareReleases,
  deprecationIn,
  hasHistory,
  historyOf,
  lastReleaseBefore,
} from '../../src/vendors/klaviyo/method-history.ts';
import { createRule } from '../create-rule.ts';
import { sdkVersion } from '../settings.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { hasComputedNames } from '../program/computed-names.ts';
import { moduleOf } from '../program/module.ts';
import { isFunction, staticName, unwrap } from '../program/node.ts';
import { visit } from '../program/visit.ts';
import type { SdkCall } from '../vendor/requests/sdk-call.ts';
import { type SdkMethodName, sdkMethodNames } from '../vendor/requests/sdk-method-name.ts';

type MessageId = 'deprecated' | 'removed' | 'useSuccessor';

const NEWEST = SDK_RELEASES.at(-1)?.version ?? '';

export default createRule<[], MessageId>({
  name: 'no-deprecated-method',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow methods that the SDK deprecated or removed',
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
    const installed = sdkVersion(context, 'klaviyo');
    const version = installed ?? NEWEST;
    // A fix must never name what the installed release lacks.
    const isSure = installed !== undefined && !installed.includes('-') && compareReleases(installed, NEWEST) <= 0;

    const names: SdkMethodName[] = [];

    function check(node: TSESTree.Node): void {
      names.push(...analysis.sdkMethodNames(node, hasHistory));
    }

    function reportName(name: SdkMethodName): void {
      const { apiClass, method, node } = name;
      const deprecation = deprecationIn(version, apiClass, method);
      const until = deprecation ? undefined : lastReleaseBefore(version, apiClass, method);
      if (until !== undefined) context.report({ node, messageId: 'removed', data: { method, until } });
      if (!deprecation || isAlternativeTo(deprecation.successor, node, context.sourceCode)) return;
      const { successor, since } = deprecation;
      const fix = replacementOfAll(name, names, successor, context.sourceCode);
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
      ...((!analysis.isAlone || hasComputedNames(analysis.module)) && {
        CallExpression(node: TSESTree.CallExpression): void {
          for (const { apiClass, method } of analysis.sdkCallsAt(node, isNamedByCaller))
            reportName({ apiClass, method, node, form: 'elsewhere', isCertain: false });
        },
      }),
      'Program:exit'() {
        for (const name of names) reportName(name);
      },
    };
  },
});

/** Whether only the callers of the function around a call know which method it calls: `const call = name => api[name]()`. */
function isNamedByCaller({ node, apiClass, method }: SdkCall): boolean {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression' || !callee.computed || staticName(callee) !== undefined) return false;
  if (historyOf(apiClass, method) === undefined) return false;
  const frame = moduleOf(callee)?.frame;
  return (
    frame !== undefined && sdkMethodNames(callee, { frame, vendor: klaviyo }, name => name === method).length === 0
  );
}

/** A type that picks the method, and what uses it, are renamed together; not where something else has a member of that name. */
function replacementOfAll(
  name: SdkMethodName,
  names: readonly SdkMethodName[],
  successor: string,
  sourceCode: Readonly<TSESLint.SourceCode>,
): TSESLint.ReportFixFunction | null {
  const same = names.filter(other => other.apiClass === name.apiClass && other.method === name.method);
  if (!same.some(({ node }) => isPicked(node))) return replacement(name, successor);
  const own = new Set(same.map(({ node }) => node));
  const nodes = [...own].map(node => node.range[0]);
  const isReported = ({ range: [start, end] }: TSESTree.Node): boolean => nodes.some(at => at >= start && at < end);
  let isElsewhere = false;
  visit(sourceCode.ast, at => {
    if (
      (at.type === 'Property' || at.type === 'MethodDefinition') &&
      staticName(at) === name.method &&
      !isReported(at.key)
    )
      isElsewhere = true;
  });
  const edits = [...new Map(same.map(each => [each.node, replacement(each, successor)])).values()];
  if (isElsewhere || edits.some(edit => edit === null)) return null;
  return fixer => edits.flatMap(edit => (edit ? ([edit(fixer)].flat() as TSESLint.RuleFix[]) : []));
}

function isPicked(node: TSESTree.Node): boolean {
  for (let at = node.parent; at; at = at.parent) {
    const name = at.type === 'TSTypeReference' && at.typeName.type === 'Identifier' ? at.typeName.name : '';
    if (name === 'Pick' || name === 'Omit') return true;
  }
  return false;
}

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
