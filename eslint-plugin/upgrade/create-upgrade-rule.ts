import type { TSESLint } from '@typescript-eslint/utils';

/** A rule that only an upgrade runs: it has no page, and is no part of the plugin. */
export interface UpgradeRule<
  MessageId extends string = string,
  Options extends readonly unknown[] = readonly unknown[],
> extends Omit<TSESLint.RuleModule<MessageId, Options>, 'defaultOptions'> {
  meta: TSESLint.RuleMetaData<MessageId, unknown, Options> & {
    docs: { description: string; severity: 'error' | 'warning' };
  };
}
