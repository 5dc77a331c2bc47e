import type { AskedCustomerio } from '../src/preflight/customerio/given.ts';
import type { ActionIo, LiveOptions } from './io.ts';

/** The inputs for Customer.io. */
export const CUSTOMERIO_INPUTS = {
  siteId: 'customerio-site-id',
  trackKey: 'customerio-track-api-key',
  appKey: 'customerio-app-api-key',
  region: 'customerio-region',
  otherKeys: 'customerio-other-keys',
  signingKey: 'customerio-webhook-signing-key',
} as const;

/** What of them must never be shown; empty where it is not given. */
export interface CustomerioSecrets {
  trackKey: string;
  appKey: string;
  signingKey: string;
  /** Separated by white space. */
  otherKeys: string;
}

/** Returns whether a key of Customer.io is given. A site id alone is none: it is public. */
export function hasKeysOf({ trackKey, appKey }: CustomerioSecrets): boolean {
  return trackKey.trim() !== '' || appKey.trim() !== '';
}

/** What the preflight of Customer.io is run with; nothing without a key. */
export function customerioLive(
  { core, env }: Pick<ActionIo, 'core' | 'env'>,
  secrets: CustomerioSecrets,
  asked: AskedCustomerio,
): Pick<LiveOptions, 'customerio'> {
  if (!hasKeysOf(secrets)) return {};
  const given = {
    ...secrets,
    siteId: core.getInput(CUSTOMERIO_INPUTS.siteId),
    region: core.getInput(CUSTOMERIO_INPUTS.region),
    simulatorUrl: env.KLAVIYO_LINT_CUSTOMERIO_URL ?? '',
  };
  const names = { ...CUSTOMERIO_INPUTS, smoke: 'smoke', expectWorkspace: 'expect-workspace' };
  return {
    customerio: async settings => {
      const { customerioOptions } = await import('../src/preflight/customerio/run-customerio.ts');
      return customerioOptions(given, asked, settings, names);
    },
  };
}
