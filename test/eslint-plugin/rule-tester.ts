import {
  RuleTester,
  type InvalidTestCase,
  type TestCaseError,
  type ValidTestCase,
} from '@typescript-eslint/rule-tester';
import type { RuleModule } from '@typescript-eslint/utils/ts-eslint';
import { afterAll, describe, it } from 'vitest';

Object.assign(RuleTester, { afterAll, describe, it, itOnly: it.only });

type Named<Case> = Omit<Case, 'name' | 'only' | 'skip'> & { name: string };

/** The place of an error is the text that it marks, which stands in the code exactly once, if need be with its surroundings: `await «add»(body)`. */
type MarkedError<MessageId extends string> = Pick<TestCaseError<MessageId>, 'messageId' | 'data' | 'suggestions'> & {
  at: string;
};

export type ValidCase<Options extends readonly unknown[] = []> = Named<ValidTestCase<Options>>;
export type InvalidCase<MessageId extends string, Options extends readonly unknown[] = []> = Named<
  Omit<InvalidTestCase<MessageId, Options>, 'errors'>
> & {
  errors: MarkedError<MessageId>[];
};

interface Cases<MessageId extends string, Options extends readonly unknown[]> {
  valid: ValidCase<Options>[];
  invalid: InvalidCase<MessageId, Options>[];
}

/** The same rule without what it offers, which is tested in `suggestions/`. */
export function withoutSuggestions<MessageId extends string, Options extends readonly unknown[]>(
  rule: RuleModule<MessageId, Options> & { name: string },
): RuleModule<MessageId, Options> & { name: string } {
  return {
    ...rule,
    create(context) {
      type Report = Parameters<typeof context.report>[0];
      const report = ({ suggest: _, ...rest }: Report): void => context.report(rest);
      return rule.create(Object.create(context, { report: { value: report } }));
    },
  };
}

/** Tests a rule. Each case needs a name, each error its exact place and data, and each suggestion its output. */
export function testRule<MessageId extends string, Options extends readonly unknown[]>(
  rule: RuleModule<MessageId, Options> & { name: string },
  { valid, invalid }: Cases<MessageId, Options>,
): void {
  for (const { name, code } of [...valid, ...invalid]) if (!name) throw new Error(`A case has no name: ${code}`);
  const located = invalid.map(({ errors, ...rest }) => ({
    ...rest,
    errors: errors.map(({ at, ...error }) => ({ ...error, ...placeOf(at, rest.code) })),
  }));
  new RuleTester().run(rule.name, rule, {
    assertionOptions: { requireLocation: true, requireData: true },
    valid,
    invalid: located,
  });
}

type Place = Required<Pick<TestCaseError<string>, 'line' | 'column' | 'endLine' | 'endColumn'>>;

function placeOf(at: string, code: string): Place {
  const [before = '', after, second] = code.split(at.replaceAll(/[«»]/g, ''));
  if (after === undefined || second !== undefined) throw new Error(`'${at}' must stand exactly once in: ${code}`);
  const [lead, marked] = at.includes('«') ? at.split(/[«»]/) : ['', at];
  const [line, column] = lineAndColumn(`${before}${lead}`);
  const [endLine, endColumn] = lineAndColumn(`${before}${lead}${marked}`);
  return { line, column, endLine, endColumn };
}

function lineAndColumn(text: string): [line: number, column: number] {
  const lines = text.split('\n');
  return [lines.length, (lines.at(-1)?.length ?? 0) + 1];
}
