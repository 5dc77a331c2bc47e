import { createRule as create, type Rule, type RuleDefinition } from '../eslint-plugin/create-rule.ts';

/** Declares a rule about Customer.io, with its page. */
export function createRule<Options extends readonly unknown[] = [], MessageId extends string = string>(
  definition: RuleDefinition<Options, MessageId>,
): Rule<Options, MessageId> {
  return create(definition, `customerio/${definition.name}`);
}
