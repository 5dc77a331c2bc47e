import type { SendingDomain } from './settings.ts';
import type { Region } from '../../vendors/customerio/hosts.ts';

/** The site id and the Track key, which are only worth something together. */
export interface TrackPair {
  siteId: string;
  trackKey: string;
}

/** What the preflight of Customer.io looks at. */
export interface CustomerioTargets {
  /** Where the account is said to be; the SDK sends to the US where nothing says so. */
  region?: Region;
  /** The id of the workspace that goes live. */
  expectWorkspace?: string;
  /** Keys of another environment, which must not be those of this one. They are never sent. */
  otherKeys?: readonly string[];
  /** Fingerprints of such keys, as a preflight there reports them. */
  otherFingerprints?: readonly string[];
  appHealthUrl?: string;
  webhookUrl?: string;
  /** The key with which Customer.io signs what it sends to the endpoint. */
  webhookSecret?: string;
  /** Consent to deliveries that the endpoint has to take for real ones. */
  sendTestWebhook?: boolean;
  sendingDomain?: SendingDomain;
  /** Consent to write one person into the expected workspace, and to delete it again. */
  smoke?: boolean;
}

export interface CustomerioOptions extends CustomerioTargets {
  /** Absent where the Track API is not used. */
  track?: TrackPair;
  /** Absent where the App API is not used. */
  appKey?: string;
  /** A simulator on this machine in place of the vendor's hosts. */
  addresses?: Addresses;
}

/** Where the APIs are asked, by region, without a path, and the status page. */
export interface Addresses {
  us: { track: string; app: string };
  eu: { track: string; app: string };
  status: string;
}
