import type { TSESLint } from '@typescript-eslint/utils';
import { createRule as create, type Rule } from '../eslint-plugin/create-rule.ts';
import { helpUrl } from '../eslint-plugin/help-url.ts';

type Definition<Options extends readonly unknown[], MessageId extends string> = Parameters<
  typeof create<Options, MessageId>
>[0];

/** Declares a rule about Customer.io, with its page. */
export function createRule<Options extends readonly unknown[] = [], MessageId extends string = string>(
  definition: Definition<Options, MessageId>,
): Rule<Options, MessageId> {
  const rule = create(definition);
  const { docs } = rule.meta as TSESLint.RuleMetaData<MessageId, Rule<Options, MessageId>['meta']['docs'], Options> & {
    docs: Rule<Options, MessageId>['meta']['docs'];
  };
  docs.url = helpUrl('rules', `customerio/${definition.name}`);
  return rule;
}
