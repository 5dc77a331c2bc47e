import { customerioOptions, hasCustomerioKeys, type AskedCustomerio } from '../src/preflight/customerio/given.ts';
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

export function hasKeysOf(secrets: CustomerioSecrets): boolean {
  return hasCustomerioKeys(secrets);
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
  return { customerio: settings => customerioOptions(given, asked, settings, names) };
}
