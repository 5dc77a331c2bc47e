import type { TSESTree } from '@typescript-eslint/utils';
import { bulkMethodFor } from '../../src/vendors/klaviyo/bulk-methods.ts';
import type { Operation } from '../../src/vendors/klaviyo/operations.ts';
import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { BURST_FIXES, burstFixes } from '../vendor/bursts/burst-fixes.ts';
import { type Burst, placeOf, type Repetition, repetitionAround, repetitionBy } from '../vendor/bursts/burst.ts';
import { iterationOf } from '../vendor/bursts/iteration.ts';
import { functionsNamed } from '../vendor/bursts/private-calls.ts';
import { type StartedCall, startedBy, startedIn } from '../vendor/bursts/started-calls.ts';
import { isFunction, unwrap } from '../program/node.ts';
import { isMocking, isTestFile } from '../program/test-file.ts';

type MessageId = 'burst' | 'burstWithBulk' | 'burstOfUnknown' | keyof typeof BURST_FIXES;

/** So many at once are the few things that somebody wrote down, whatever the endpoint allows. */
const FEW = 20;

export default createRule<[], MessageId>({
  name: 'no-unthrottled-burst',
  meta: {
    type: 'problem',
    docs: {
      description: "Disallow calls of Klaviyo's API for all elements of a list at the same time",
      preset: 'strict',
      severity: 'warning',
      since: '0.2.1',
    },
    hasSuggestions: true,
    messages: {
      ...BURST_FIXES,
      burst:
        "This calls '{{endpoint}}' for all elements at the same time, and Klaviyo allows {{burst}} a second and {{steady}} a minute. Let only a few calls run at once, for example with 'p-limit'.",
      burstWithBulk:
        "This calls '{{endpoint}}' for all elements at the same time, and Klaviyo allows {{burst}} a second and {{steady}} a minute. Send up to {{most}} at once with '{{bulk}}', or let only a few calls run at once.",
      burstOfUnknown:
        "This calls Klaviyo for all elements at the same time, and its endpoints allow 1 to 350 calls a second. Let only a few calls run at once, for example with 'p-limit'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { module } = analyze(context);
    if (isMocking(module.text) || isTestFile(module.path)) return {};
    const found = new Map<TSESTree.Node, { repetition: Repetition; operation: Operation | undefined }>();

    function note(repetition: Repetition | undefined, { operation, call }: StartedCall): void {
      if (!repetition) return;
      const place = placeOf(repetition, call);
      const before = found.get(place);
      if (!before || burstOf(operation) < burstOf(before.operation)) found.set(place, { repetition, operation });
    }

    return {
      CallExpression(node) {
        const started = startedBy(node);
        for (const call of started.calls) note(repetitionAround(node, limitsOf(call, started.takesMany)), call);
        const iteration = iterationOf(node);
        if (!iteration || isFunction(unwrap(iteration.callback))) return;
        const named = functionsNamed(iteration.callback).map(startedIn);
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
});

function burstOf(operation: Operation | undefined): number {
  return operation?.limit.burstPerSecond ?? Infinity;
}

/** @param takesMany one of the calls that are made for one element takes the whole batch that the element may be */
function limitsOf({ operation }: StartedCall, takesMany: boolean): Burst {
  return { most: Math.max(FEW, operation?.limit.burstPerSecond ?? 0), takesMany };
}

/** Of a loop, what stands before its body. */
function headOf(place: TSESTree.Node): TSESTree.SourceLocation {
  const body = 'body' in place ? place.body : undefined;
  return body && 'loc' in body ? { start: place.loc.start, end: body.loc.start } : place.loc;
}

function bulkOf(operation: Operation | undefined): ReturnType<typeof bulkMethodFor> {
  return operation?.sdk && bulkMethodFor(operation.sdk.apiClass, operation.sdk.method);
}

function describe(operation: Operation | undefined): { messageId: MessageId; data: Record<string, string | number> } {
  if (!operation) return { messageId: 'burstOfUnknown', data: {} };
  const { verb, path, limit } = operation;
  const data = { endpoint: `${verb} ${path}`, burst: limit.burstPerSecond, steady: limit.steadyPerMinute };
  const bulk = bulkOf(operation);
  return bulk
    ? { messageId: 'burstWithBulk', data: { ...data, bulk: bulk.name, most: bulk.most } }
    : { messageId: 'burst', data };
}
