import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { createRule } from '../create-rule.ts';
import { mayBeText, mustBeText } from '../edits/declared-type.ts';
import { analyze } from '../klaviyo/analyze.ts';
import { type PhoneProblem, problemWithPhoneNumber } from '../klaviyo/phone-number.ts';
import { isRewritten, isValidated } from '../klaviyo/phone-validation.ts';
import type { SentPhoneNumber } from '../klaviyo/sent-phone-numbers.ts';

type MessageId = PhoneProblem['kind'] | 'empty' | 'notValidated' | 'useE164' | 'useUndefined';

interface Options {
  /** Also report values that are not literals and that nothing on the way validates. */
  requireValidation?: boolean;
}

export default createRule<[Options], MessageId>({
  name: 'valid-phone-number',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require phone numbers in E.164, the only form that Klaviyo accepts',
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    hasSuggestions: true,
    messages: {
      notE164:
        'Klaviyo refuses this phone number, because it is not in E.164. Write a plus sign, the code of the country and the number, with nothing between the digits.',
      impossible:
        'Klaviyo refuses this phone number, because its country has none of this length, or none that begins like this. Write one that exists.',
      empty:
        'Where there is no number, this sends an empty text as the phone number, which is not in E.164, and Klaviyo refuses it. Leave the key out, as a fallback to undefined does.',
      notValidated:
        'Nothing here checks that this phone number is in E.164, and Klaviyo refuses the payload if it is not. Parse it with a phone library before it is sent.',
      useE164: "Write '{{number}}'.",
      useUndefined: "Write 'undefined'.",
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: { requireValidation: { type: 'boolean' } },
      },
    ],
    defaultOptions: [{}],
  },
  create(context, [{ requireValidation = false }]) {
    const analysis = analyze(context);
    const reported = new Set<number>();

    function report({ node, text, beginsWrong, written }: SentPhoneNumber): void {
      if (text === undefined) {
        if (beginsWrong && !isValidated(written) && !isRewritten(node, written)) {
          context.report({ node, messageId: 'notE164' });
          return;
        }
        if (requireValidation && !isValidated(written)) context.report({ node, messageId: 'notValidated' });
        return;
      }
      if (text === '') {
        const fix: TSESLint.ReportFixFunction = fixer => fixer.replaceText(node, 'undefined');
        const suggest = mustBeText(node) ? [] : [{ messageId: 'useUndefined' as const, fix }];
        context.report({ node, messageId: 'empty', suggest });
        return;
      }
      const problem = problemWithPhoneNumber(text);
      if (!problem || isRewritten(node, written)) return;
      context.report({ node, messageId: problem.kind, suggest: replacement(node, text, problem) });
    }

    return {
      'Program:exit'() {
        for (const sent of analysis.phoneNumbers()) {
          const [start] = sent.node.range;
          if (!reported.has(start)) report(sent);
          reported.add(start);
        }
      },
    };
  },
});

function replacement(
  node: TSESTree.Node,
  text: string,
  { e164 }: PhoneProblem,
): TSESLint.ReportSuggestionArray<MessageId> {
  const isText = node.type === 'Literal' && typeof node.value === 'string' && node.raw.slice(1, -1) === text;
  if (e164 === undefined || !isText || !mayBeText(node, e164)) return [];
  const [start, end] = node.range;
  return [
    {
      messageId: 'useE164',
      data: { number: e164 },
      fix: fixer => fixer.replaceTextRange([start + 1, end - 1], e164),
    },
  ];
}
