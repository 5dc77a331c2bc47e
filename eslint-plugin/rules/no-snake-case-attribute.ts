import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { compareReleases } from '../../src/vendors/klaviyo/method-history.ts';
import { createRule } from '../create-rule.ts';
import { sdkVersion } from '../settings.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { isConverted } from '../klaviyo/converted-keys.ts';
import type { DroppedKey } from '../klaviyo/dropped-keys.ts';
import { isOnlyForSdk } from '../klaviyo/escape-analysis.ts';

type MessageId = 'droppedAttribute' | 'givenTwice' | 'unknownAttribute' | 'useCamelCase';

/** The first release that serialises payloads; before, they were sent as they are. */
const FIRST_SERIALIZING = '6';

export default createRule<[], MessageId>({
  name: 'no-snake-case-attribute',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow snake_case attributes in payloads of the SDK, which drops them silently',
      preset: 'recommended',
      severity: 'error',
      since: '0.2.0',
    },
    fixable: 'code',
    hasSuggestions: true,
    messages: {
      droppedAttribute:
        "The SDK drops '{{key}}' silently, because it names attributes in camelCase. Write '{{attribute}}'.",
      givenTwice: "The SDK drops '{{key}}' silently and sends '{{attribute}}', which is given too. Remove '{{key}}'.",
      unknownAttribute:
        "The SDK drops '{{key}}' silently, because it is no attribute that it knows. Put data of your own into 'properties'.",
      useCamelCase: "Write '{{attribute}}'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const { text } = context.sourceCode;
    const installed = sdkVersion(context);
    const reported = new Set<TSESTree.Node>();
    if (installed !== undefined && compareReleases(installed, FIRST_SERIALIZING) < 0) return {};

    /** Where a release before 6 may be installed, which wants snake_case. */
    function isInDoubt({ isReadyMade }: DroppedKey): boolean {
      return isReadyMade && installed === undefined && !text.includes('GlobalApiKeySettings');
    }

    function report(dropped: DroppedKey): void {
      const { node, key, attribute, isGivenToo } = dropped;
      const data = { key, attribute: attribute ?? '' };
      if (attribute === undefined || isGivenToo) {
        context.report({ node, messageId: attribute === undefined ? 'unknownAttribute' : 'givenTwice', data });
        return;
      }
      const fix = renaming(node, attribute);
      const isSafe = !isInDoubt(dropped) && isOnlyForSdk(node, key);
      const offer = isSafe
        ? { fix }
        : { suggest: fix ? [{ messageId: 'useCamelCase' as const, data: { attribute }, fix }] : [] };
      context.report({ node, messageId: 'droppedAttribute', data, ...offer });
    }

    return {
      'Program:exit'() {
        for (const dropped of analysis.droppedKeys()) {
          const isOld = isInDoubt(dropped) && text.includes('ConfigWrapper');
          if (isOld || isDeleted(dropped.key, text) || isConverted(dropped.node) || reported.has(dropped.node))
            continue;
          reported.add(dropped.node);
          report(dropped);
        }
      },
    };
  },
});

/** A key that is taken out again is not sent. */
function isDeleted(key: string, text: string): boolean {
  const [, ...deletions] = text.split(/\bdelete\s/);
  return deletions.some(rest =>
    rest
      .split(/[;\n]/)[0]
      ?.split(/[^\w$-]+/)
      .includes(key),
  );
}

/** The key in its own quotes; a shorthand keeps its value. A key that is put together stays. */
function renaming(node: TSESTree.Node, attribute: string): TSESLint.ReportFixFunction | null {
  const isShorthand = node.parent?.type === 'Property' && node.parent.shorthand;
  if (isShorthand) return fixer => fixer.insertTextBefore(node, `${attribute}: `);
  if (node.type === 'Identifier') return isName(node) ? fixer => fixer.replaceText(node, attribute) : null;
  const isText = node.type === 'Literal' || (node.type === 'TemplateLiteral' && node.expressions.length === 0);
  return isText ? fixer => fixer.replaceTextRange([node.range[0] + 1, node.range[1] - 1], attribute) : null;
}

function isName({ parent }: TSESTree.Identifier): boolean {
  return (parent.type === 'Property' || parent.type === 'MemberExpression') && !parent.computed;
}
