import { expect, test } from 'vitest';
import { summarize, type WaySummary } from '../../../eslint-plugin/call-graph/summary.ts';
import type { HttpRequest } from '../../../eslint-plugin/http/request.ts';
import { answers, requestLines } from '../ask.ts';
import { endpointsOf, requests } from '../../../eslint-plugin/klaviyo/queries.ts';

/** Functions that call each other in a ring, each of which sends something of its own. */
function ring(count: number): string {
  return Array.from(
    { length: count },
    (_, index) =>
      `async function f${index}() { await fetch('https://a.klaviyo.com/api/lists/${index}'); await f${(index + 1) % count}() }`,
  ).join('\n');
}

test('each call of a ring is said once, where it is', () => {
  const lines = requestLines(ring(40), request => endpointsOf(request).length > 0);
  expect(lines).toEqual(
    Array.from({ length: 40 }, (_, index) => `fetch: GET https://a.klaviyo.com/api/lists/${index}`),
  );
});

/** How often a condition is asked, and a step on a way is computed, in a ring. */
function stepsIn(count: number): { asked: number; computed: number; kinds: string[] } {
  let asked = 0;
  let computed = 0;
  const isKlaviyo = (request: HttpRequest): boolean => {
    asked += 1;
    return endpointsOf(request).length > 0;
  };
  const summary: WaySummary<HttpRequest, string, boolean> = {
    kindsOf: ({ client }) => [client],
    first: () => true,
    outer: (_, inner) => {
      computed += 1;
      return inner;
    },
  };
  const kinds = answers(ring(count), 'asked.tsx', (node, analysis) => {
    analysis.requestsAt(node, isKlaviyo);
    return [...summarize(node, requests, summary).keys()];
  });
  return { asked, computed, kinds: [...new Set(kinds)] };
}

test('twice the functions of a ring take at most 2.5 times the steps', () => {
  const [one, two] = [stepsIn(100), stepsIn(200)];
  expect(one.kinds).toEqual(['fetch']);
  expect(two.asked / one.asked).toBeLessThan(2.5);
  expect(two.computed / one.computed).toBeLessThan(2.5);
});
