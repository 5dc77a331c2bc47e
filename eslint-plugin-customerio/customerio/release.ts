import type { TSESLint } from '@typescript-eslint/utils';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Whether the installed release of the SDK, as far as `settings.customerio.sdkVersion` says it, is of an earlier major than another. */
export function releaseBefore({ settings }: Context, release: string): boolean {
  const own: unknown = settings.customerio;
  const version = typeof own === 'object' && own !== null && 'sdkVersion' in own ? String(own.sdkVersion) : '';
  return /^\d+/.test(version) && Number.parseInt(version, 10) < Number.parseInt(release, 10);
}
