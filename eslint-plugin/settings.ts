import type { TSESLint } from '@typescript-eslint/utils';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Reads one of `settings.klaviyo`. */
export function setting(context: AnyContext, name: string): unknown {
  const settings: unknown = context.settings.klaviyo;
  return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>)[name] : undefined;
}

/** Today as `YYYY-MM-DD`, or the day that `settings.klaviyo.asOf` names, so that results repeat. */
export function today(context: AnyContext): string {
  const asOf = setting(context, 'asOf');
  return typeof asOf === 'string' ? asOf : new Date().toISOString().slice(0, 10);
}
