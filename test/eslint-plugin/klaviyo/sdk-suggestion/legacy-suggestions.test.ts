import { expect, test } from 'vitest';
import { typeErrors } from '../../../type-check.ts';
import { LEGACY_CALLS, UNTRANSLATABLE } from './legacy-calls.ts';
import { lintRaw } from './lint-raw.ts';
import { runModule } from './run-module.ts';

function lint(code: string, fileName = 'legacy.ts'): ReturnType<typeof lintRaw> {
  return lintRaw({ fileName, code }, { rule: 'no-legacy-api' });
}

test.each(LEGACY_CALLS)('$title becomes its successor', ({ code, fileName, method, gone = [] }) => {
  const [suggested, ...others] = lint(code, fileName);
  expect(others).toEqual([]);
  expect(suggested?.title).toBe(`Call '${method}' of 'klaviyo-api', the successor.`);
  for (const text of [...gone, 'fetch(', 'axios.']) expect(suggested?.code).not.toContain(text);
});

test.each(LEGACY_CALLS)('$title sends what it meant', async ({ code, fileName, sent: [method, path, body] }) => {
  const { requests } = await runModule(lint(code, fileName)[0]?.code ?? '');
  expect(requests).toEqual([{ method, path, query: [], body, hasKey: true }]);
});

test('every successor compiles', { timeout: 120_000 }, () => {
  const typed = LEGACY_CALLS.filter(({ fileName }) => fileName === undefined);
  const modules = typed.flatMap(({ code }, index): [string, string][] => [
    [`legacy-${index}.ts`, code],
    ...lint(code).map(({ code: after }): [string, string] => [`sdk-${index}.ts`, after]),
  ]);
  expect(modules).toHaveLength(2 * typed.length);
  expect(typeErrors(Object.fromEntries(modules))).toEqual([]);
});

test.each(UNTRANSLATABLE)('$title is left as it is', ({ code }) => {
  expect(lint(code)).toEqual([]);
});
