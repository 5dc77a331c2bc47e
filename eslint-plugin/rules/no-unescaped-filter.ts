import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { compareReleases } from '../../src/vendors/klaviyo/method-history.ts';
import { createRule } from '../create-rule.ts';
import { typeOfExpression } from '../edits/declared-type.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { builtFilter, importFilterBuilder, jsonStringFix } from '../klaviyo/filters/filter-fixes.ts';
import type { QuotedHole } from '../klaviyo/filters/filter-text.ts';
import { mayHoldQuote } from '../klaviyo/filters/unescaped.ts';
import type { SentFilter } from '../klaviyo/filters/sent-filters.ts';
import { sdkVersion } from '../settings.ts';

type MessageId = 'unescaped' | 'useFilterBuilder' | 'useJsonString';

/** Source: klaviyo-api 11.0.0; read on 2026-11-20. */
const FIRST_WITH_BUILDER = '11';

export default createRule<[], MessageId>({
  name: 'no-unescaped-filter',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow filters that are built from unescaped values',
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      unescaped:
        'A quote in {{values}} ends the text in this filter, so that it selects something else or is refused. Escape what comes from outside, as JSON.stringify and the FilterBuilder of the SDK do.',
      useFilterBuilder: 'Build the filter with the FilterBuilder of the SDK, which escapes texts.',
      useJsonString: 'Write each value with JSON.stringify, which adds the quotes and escapes those inside.',
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    const { text } = context.sourceCode;
    const installed = sdkVersion(context, 'klaviyo');
    const hasBuilder = installed === undefined || compareReleases(installed, FIRST_WITH_BUILDER) >= 0;
    const reported = new Set<number>();

    function mayBeMissing(value: TSESTree.Node): boolean {
      const at = value.type === 'ChainExpression' ? value.expression : value;
      const isNamed = at.type === 'Identifier' || at.type === 'MemberExpression';
      return isNamed && typeOfExpression(at, context) === 'other';
    }

    function suggestions(
      { node }: SentFilter,
      holes: readonly QuotedHole[],
    ): TSESLint.ReportSuggestionArray<MessageId> {
      const offers: TSESLint.ReportSuggestionArray<MessageId> = [];
      const builder = hasBuilder ? importFilterBuilder(context.sourceCode) : undefined;
      const built = builder && builtFilter(node, text, builder.name, mayBeMissing);
      if (builder && built !== undefined)
        offers.push({
          messageId: 'useFilterBuilder',
          fix: fixer => [...builder.edit(fixer), fixer.replaceText(node, built)],
        });
      const stringified = jsonStringFix(node, holes, text);
      if (stringified) offers.push({ messageId: 'useJsonString', fix: stringified });
      return offers;
    }

    return {
      'Program:exit'() {
        for (const filter of analysis.filters()) {
          const [start] = filter.node.range;
          const holes = filter.holes.filter(({ expression, quote }) => mayHoldQuote(expression, quote));
          if (holes.length === 0 || reported.has(start)) continue;
          reported.add(start);
          const values = holes.map(({ expression }) => `'${shortened(text.slice(...expression.range))}'`).join(', ');
          context.report({
            node: filter.node,
            messageId: 'unescaped',
            data: { values },
            suggest: suggestions(filter, holes),
          });
        }
      },
    };
  },
});

const LONGEST = 40;

function shortened(expression: string): string {
  const line = expression.replaceAll(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
