import type { TSESTree } from '@typescript-eslint/utils';
import type { BulkMethod, Vendor, VendorOperation, VendorPlace } from '../../../src/vendors/vendor.ts';
import type { RuleDefinition, RuleDocs } from '../../create-rule.ts';
import { isFunction, unwrap } from '../../program/node.ts';
import { isMocking, isTestFile } from '../../program/test-file.ts';
import { analyze } from '../analyze.ts';
import { BURST_FIXES, burstFixes } from '../bursts/burst-fixes.ts';
import { type Burst, placeOf, type Repetition, repetitionAround, repetitionBy } from '../bursts/burst.ts';
import { iterationOf } from '../bursts/iteration.ts';
import { functionsNamed } from '../bursts/private-calls.ts';
import { type StartedCall, startedBy, startedIn } from '../bursts/started-calls.ts';

type MessageId = 'burst' | 'burstWithBulk' | 'burstOfUnknown' | keyof typeof BURST_FIXES;

/** So many at once are the few things that somebody wrote down, whatever the endpoint allows. */
const FEW = 20;

/** What the rule says. */
export interface BurstWords<Operation extends VendorOperation> {
  docs: RuleDocs;
  /** `burst` of an operation, `burstWithBulk` of one with a method for many, `burstOfUnknown` where only the API is known. */
  messages: Record<'burst' | 'burstWithBulk' | 'burstOfUnknown', string>;
  /** The values of placeholders, beside `bulk` and `most` where there is a method for many. */
  dataOf(operation: Operation): Record<string, string | number>;
}

/** Makes the rule against calls of a vendor's API for all elements of a list at the same time. */
export function noUnthrottledBurst<Operation extends VendorOperation>(
  vendor: Vendor<VendorPlace, Operation>,
  { docs, messages, dataOf }: BurstWords<Operation>,
): RuleDefinition<[], MessageId> {
  const { limits } = vendor;

  function burstOf(operation: VendorOperation | undefined): number {
    return operation ? limits.burstOf(operation as Operation) : Infinity;
  }

  /** @param takesMany one of the calls that are made for one element takes the whole batch that the element may be */
  function limitsOf({ operation }: StartedCall, takesMany: boolean): Burst {
    return { most: Math.max(FEW, operation ? burstOf(operation) : 0), takesMany, vendor };
  }

  function bulkOf(operation: VendorOperation | undefined): BulkMethod | undefined {
    return operation && limits.bulkMethodFor(operation as Operation);
  }

  function describe(operation: VendorOperation | undefined): {
    messageId: MessageId;
    data: Record<string, string | number>;
  } {
    if (!operation) return { messageId: 'burstOfUnknown', data: {} };
    const data = dataOf(operation as Operation);
    const bulk = bulkOf(operation);
    return bulk
      ? { messageId: 'burstWithBulk', data: { ...data, bulk: bulk.name, most: bulk.most } }
      : { messageId: 'burst', data };
  }

  return {
    name: 'no-unthrottled-burst',
    meta: {
      type: 'problem',
      docs,
      hasSuggestions: true,
      messages: { ...BURST_FIXES, ...messages },
      schema: [],
      defaultOptions: [],
    },
    create(context) {
      const { module } = analyze(context, vendor);
      if (isMocking(module.text) || isTestFile(module.path)) return {};
      const found = new Map<TSESTree.Node, { repetition: Repetition; operation: VendorOperation | undefined }>();

      function note(repetition: Repetition | undefined, { operation, call }: StartedCall): void {
        if (!repetition) return;
        const place = placeOf(repetition, call);
        const before = found.get(place);
        if (!before || burstOf(operation) < burstOf(before.operation)) found.set(place, { repetition, operation });
      }

      return {
        CallExpression(node) {
          const started = startedBy(node, vendor);
          for (const call of started.calls) note(repetitionAround(node, limitsOf(call, started.takesMany)), call);
          const iteration = iterationOf(node);
          if (!iteration || isFunction(unwrap(iteration.callback))) return;
          const named = functionsNamed(iteration.callback).map(each => startedIn(each, vendor));
          const isForMany = named.some(({ takesMany }) => takesMany);
          for (const call of named.flatMap(({ calls }) => calls))
            note(repetitionBy(node, iteration, limitsOf(call, isForMany)), call);
        },
        'Program:exit'() {
          for (const [place, { repetition, operation }] of found) {
            const suggest = burstFixes(repetition, bulkOf(operation), context.sourceCode);
            context.report({ loc: headOf(place), ...describe(operation), suggest });
          }
        },
      };
    },
  };
}

/** Of a loop, what stands before its body. */
function headOf(place: TSESTree.Node): TSESTree.SourceLocation {
  const body = 'body' in place ? place.body : undefined;
  return body && 'loc' in body ? { start: place.loc.start, end: body.loc.start } : place.loc;
}
