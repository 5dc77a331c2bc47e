import type { TSESLint } from '@typescript-eslint/utils';
import type { Vendor } from '../src/vendors/vendor.ts';

type AnyContext = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

type VendorId = Vendor['id'];

/** Reads one of a vendor's settings, such as `settings.klaviyo`. */
export function setting(context: Pick<AnyContext, 'settings'>, name: string, of: VendorId): unknown {
  const settings: unknown = context.settings[of];
  return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>)[name] : undefined;
}

/** Today as `YYYY-MM-DD`, or the day that `asOf` of a vendor's settings names, so that results repeat. */
export function today(context: AnyContext, of: VendorId): string {
  const asOf = setting(context, 'asOf', of);
  return typeof asOf === 'string' ? asOf : new Date().toISOString().slice(0, 10);
}

/** Settings that name the installed release of the SDK. @param installed is asked where they do not, and only when a rule asks */
export function withSdkVersion(
  settings: TSESLint.SharedConfigurationSettings,
  of: VendorId,
  installed: () => string | undefined,
): TSESLint.SharedConfigurationSettings {
  const own = settings[of];
  const given = typeof own === 'object' && own !== null ? (own as Record<string, unknown>) : {};
  if ('sdkVersion' in given) return settings;
  const known = Object.defineProperty({ ...given }, 'sdkVersion', { get: installed, enumerable: true });
  return { ...settings, [of]: known };
}

/**
 * The installed release of the SDK that `sdkVersion` of a vendor's settings names, such as `23.0.0` or `23`; the tool takes it from
 * the lock file, the plugin from what is installed. Undefined where nobody says, or says something else than one release.
 */
export function sdkVersion(context: AnyContext, of: VendorId): string | undefined {
  const version = setting(context, 'sdkVersion', of);
  const text = typeof version === 'number' ? String(version) : version;
  return typeof text === 'string' && /^\d+(?:\.\d+){0,2}(?:-[\w.]+)?$/.test(text) ? text : undefined;
}
