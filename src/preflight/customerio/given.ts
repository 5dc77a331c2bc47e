import { UsageError } from '../../model/errors.ts';
import { REGIONS } from '../../vendors/customerio/hosts.ts';
import type { CustomerioSettings } from './settings.ts';
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
  const track = trackKey.trim() === '' ? undefined : { siteId, trackKey };
  const expectWorkspace = asked.expectWorkspace ?? settings.workspace?.toString();
  refuseWhatLacks({ track, expectWorkspace, isSmoke: asked.smoke === true }, names);
  const name = asked.customerioSendingDomain ?? settings.sendingDomain?.name;
  const otherKeys = given.otherKeys.split(/\s+/).filter(key => key !== '');
  return withoutMissing({
    track,
    appKey: appKey.trim() === '' ? undefined : appKey,
    region: regionOf(given.region, names.region) ?? settings.region,
    expectWorkspace,
    otherKeys: otherKeys.length > 0 ? otherKeys : undefined,
    otherFingerprints: settings.otherFingerprints,
    appHealthUrl: asked.appHealthUrl,
    webhookUrl: asked.customerioWebhookUrl,
    webhookSecret: signingKey === '' ? undefined : signingKey,
    sendTestWebhook: asked.sendTestWebhook,
    sendingDomain: name === undefined ? undefined : { ...settings.sendingDomain, name },
    smoke: asked.smoke,
    addresses: simulatorUrl === '' ? undefined : simulatedAddresses(simulatorUrl),
  });
}

interface Pair {
  siteId: string;
}

function refuseWhatLacks(
  {
    track,
    expectWorkspace,
    isSmoke,
  }: { track: Pair | undefined; expectWorkspace: string | undefined; isSmoke: boolean },
  names: GivenNames,
): void {
  if (track && track.siteId.trim() === '')
    throw new UsageError(`There is no site id beside the Track key. Set '${names.siteId}'.`);
  if (isSmoke && (!track || expectWorkspace === undefined))
    throw new UsageError(
      `'${names.smoke}' writes into a workspace. Name it with '${names.expectWorkspace}', and set '${names.trackKey}'.`,
    );
}

type WithMissing<Options> = { [Name in keyof Options]: Options[Name] | undefined };

function withoutMissing<Options extends object>(options: WithMissing<Options>): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}

function regionOf(text: string, name: string): CustomerioOptions['region'] {
  const region = REGIONS.find(each => each === text.trim().toLowerCase());
  if (region === undefined && text.trim() !== '')
    throw new UsageError(`'${name}' is no region of Customer.io. Set it to 'us' or 'eu', or unset it.`);
  return region;
}
