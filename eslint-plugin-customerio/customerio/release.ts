import type { TSESLint } from '@typescript-eslint/utils';
import { sdkVersion } from '../../eslint-plugin/settings.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** Whether the installed release of the SDK is known, and of an earlier major than another. */
export function releaseBefore(context: Context, release: string): boolean {
  const version = sdkVersion(context, 'customerio');
  return version !== undefined && Number.parseInt(version, 10) < Number.parseInt(release, 10);
}
