import type { TSESLint } from '@typescript-eslint/utils';
import { withSafeEdits } from './edits/safe-edits.ts';
import { helpUrl } from './help-url.ts';

export { helpUrl, REPOSITORY_URL } from './help-url.ts';

export type RuleSeverity = 'error' | 'warning';

export interface RuleDocs {
  /** Starts with Disallow, Require or Prefer; no full stop. */
  description: string;
  /** The smallest preset that holds the rule. */
  preset: 'recommended' | 'strict';
  /** How the tool rates a finding; an object rates single message ids, the rest are errors. */
  severity: RuleSeverity | Record<string, RuleSeverity>;
  /** The version that brought the rule. */
  since: string;
  /** By default only files that can have to do with the vendor; `its path` adds those whose path names it. */
  looksAt?: 'every file' | 'its path';
}

type Context<MessageId extends string, Options extends readonly unknown[]> = Readonly<
  TSESLint.RuleContext<MessageId, Options>
>;

/** A rule before it has a page. */
export interface RuleDefinition<Options extends readonly unknown[], MessageId extends string> {
  name: string;
  meta: TSESLint.RuleMetaData<MessageId, RuleDocs, Options> & { docs: RuleDocs; defaultOptions: Options };
  create(context: Context<MessageId, Options>, options: Options): TSESLint.RuleListener;
}

export type Rule<Options extends readonly unknown[], MessageId extends string> = Omit<
  TSESLint.RuleModule<MessageId, Options, RuleDocs>,
  'defaultOptions'
> & {
  name: string;
  meta: { docs: RuleDocs & { url: string } };
};

/**
 * Declares a rule with its documentation link; the default export of a file in `rules/`. ESLint itself, 9.15 and later, fills in
 * the default options of `meta`.
 *
 * @param page of the rule, below those of all rules
 */
export function createRule<Options extends readonly unknown[] = [], MessageId extends string = string>(
  { name, meta, create }: RuleDefinition<Options, MessageId>,
  page = name,
): Rule<Options, MessageId> {
  return {
    name,
    meta: { ...meta, docs: { ...meta.docs, url: helpUrl('rules', page) } },
    create: context => create(withSafeReport(context), context.options),
  };
}

/** Whatever a rule offers, it suits the file. */
function withSafeReport<MessageId extends string, Options extends readonly unknown[]>(
  context: Context<MessageId, Options>,
): Context<MessageId, Options> {
  const report: typeof context.report = each => context.report(withSafeEdits(each, context.sourceCode));
  return Object.create(context, { report: { value: report } }) as Context<MessageId, Options>;
}
