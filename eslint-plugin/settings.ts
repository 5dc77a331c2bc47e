import type { TSESLint } from '@typescript-eslint/utils';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Today as `YYYY-MM-DD`, or the day that `settings.klaviyo.asOf` names, so that results repeat. */
export function today(context: AnyContext): string {
  const settings: unknown = context.settings.klaviyo;
  const asOf = typeof settings === 'object' && settings !== null && 'asOf' in settings ? settings.asOf : undefined;
  return typeof asOf === 'string' ? asOf : new Date().toISOString().slice(0, 10);
}
