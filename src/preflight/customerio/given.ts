import { UsageError } from '../../model/errors.ts';
import { REGIONS } from '../../vendors/customerio/hosts.ts';
import type { CustomerioSettings } from '../../model/customerio-settings.ts';
import { simulatedAddresses } from './addresses.ts';
import type { CustomerioOptions } from './options.ts';

/** What is given for Customer.io in the environment or as inputs of the Action, as it is stored there; empty where it is not. */
export interface GivenCustomerio {
  siteId: string;
  trackKey: string;
  appKey: string;
  region: string;
  /** Keys of other environments, separated by white space. */
  otherKeys: string;
  signingKey: string;
  /** Where a simulator is, in place of the vendor. */
  simulatorUrl: string;
}

/** What is asked for, as options of the command line or inputs of the Action. */
export interface AskedCustomerio {
  expectWorkspace?: string;
  appHealthUrl?: string;
  customerioWebhookUrl?: string;
  sendTestWebhook?: boolean;
  customerioSendingDomain?: string;
  smoke?: boolean;
}

/** What a person calls each of them where they are given. */
export interface GivenNames {
  siteId: string;
  trackKey: string;
  region: string;
  smoke: string;
  expectWorkspace: string;
}

/**
 * Puts together what the preflight of Customer.io is run with. The command line and the inputs win over the configuration.
 *
 * @throws UsageError for a Track key without a site id, a region that there is not, or a smoke test that is not fully asked for
 */
export function customerioOptions(
  given: GivenCustomerio,
  asked: AskedCustomerio,
  settings: CustomerioSettings,
  names: GivenNames,
): CustomerioOptions {
  const { siteId, trackKey, appKey, signingKey, simulatorUrl } = given;
  const hasPair = trackKey.trim() !== '';
  if (hasPair && siteId.trim() === '')
    throw new UsageError(`There is no site id beside the Track key. Set '${names.siteId}'.`);
  const expectWorkspace =
    asked.expectWorkspace ?? (settings.workspace === undefined ? undefined : String(settings.workspace));
  if (asked.smoke === true && (!hasPair || expectWorkspace === undefined))
    throw new UsageError(
      `'${names.smoke}' writes into a workspace. Name it with '${names.expectWorkspace}', and set '${names.trackKey}'.`,
    );
  const region = regionOf(given.region, names.region) ?? settings.region;
  const name = asked.customerioSendingDomain ?? settings.sendingDomain?.name;
  const otherKeys = given.otherKeys.split(/\s+/).filter(key => key !== '');
  return {
    ...(hasPair && { track: { siteId, trackKey } }),
    ...(appKey.trim() !== '' && { appKey }),
    ...(region && { region }),
    ...(expectWorkspace !== undefined && { expectWorkspace }),
    ...(otherKeys.length > 0 && { otherKeys }),
    ...(settings.otherFingerprints && { otherFingerprints: settings.otherFingerprints }),
    ...(asked.appHealthUrl !== undefined && { appHealthUrl: asked.appHealthUrl }),
    ...(asked.customerioWebhookUrl !== undefined && { webhookUrl: asked.customerioWebhookUrl }),
    ...(signingKey !== '' && { webhookSecret: signingKey }),
    ...(asked.sendTestWebhook !== undefined && { sendTestWebhook: asked.sendTestWebhook }),
    ...(name !== undefined && { sendingDomain: { ...settings.sendingDomain, name } }),
    ...(asked.smoke !== undefined && { smoke: asked.smoke }),
    ...(simulatorUrl !== '' && { addresses: simulatedAddresses(simulatorUrl) }),
  };
}

function regionOf(text: string, name: string): CustomerioOptions['region'] {
  const region = REGIONS.find(each => each === text.trim().toLowerCase());
  if (region === undefined && text.trim() !== '')
    throw new UsageError(`'${name}' is no region of Customer.io. Set it to 'us' or 'eu', or unset it.`);
  return region;
}
