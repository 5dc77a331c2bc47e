import type { Vendor } from '../../../src/vendors/vendor.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import { analyze } from '../analyze.ts';
import { FAILURE_FIXES, failureFixes } from '../failures/failure-fixes.ts';
import { swallowedFailures, type SwallowedFailure } from '../failures/swallowed-failures.ts';

type MessageId = SwallowedFailure['kind'] | keyof typeof FAILURE_FIXES;

/** What the rule says. */
export interface SwallowedErrorWords {
  docs: RuleDocs;
  /** `errorBody` is needed only for an SDK whose errors have no body. */
  messages: Record<Exclude<SwallowedFailure['kind'], 'errorBody'>, string> & { errorBody?: string };
}

/** Makes the rule against calls of a vendor whose failure nobody sees. */
export function noSwallowedError(
  vendor: Vendor,
  { docs, messages }: SwallowedErrorWords,
): RuleDefinition<[], MessageId> {
  return {
    name: 'no-swallowed-error',
    meta: {
      type: 'problem',
      docs,
      hasSuggestions: true,
      messages: { ...FAILURE_FIXES, errorBody: '', ...messages },
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const { module } = analyze(context, vendor);
      return {
        'Program:exit'() {
          for (const failure of swallowedFailures(module, vendor)) {
            const { node, kind, name } = failure;
            const suggest = failureFixes(failure, context.sourceCode, vendor);
            context.report({ node, messageId: kind, ...(name !== undefined && { data: { name } }), suggest });
          }
        },
      };
    },
  };
}
