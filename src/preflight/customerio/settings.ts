import type { CustomerioThresholdName } from '../../model/thresholds.ts';

/** The records of a sending domain, as Customer.io's settings show them for this account; what is absent is not compared. */
export interface SendingDomain {
  /** Such as `cio12345.shop.example`. */
  name: string;
  mx?: readonly string[];
  /** Terms of the SPF record, such as `include:…`. */
  spf?: readonly string[];
  /** The public key, or the whole record. */
  dkim?: string;
  /** Where the key is, if not at `krs`. */
  dkimSelector?: string;
  /** The host of tracked links, and what it stands for. */
  linkTracking?: { host: string; target?: string };
}

/** What `customerio` of `klaviyo-lint.json` sets for the preflight and the checklist. */
export interface CustomerioSettings {
  /** The id of the workspace that goes live. */
  workspace?: number;
  region?: 'us' | 'eu';
  sendingDomain?: SendingDomain;
  /** Fingerprints of the keys of other environments, as a preflight there reports them. */
  otherFingerprints?: readonly string[];
  /** Numbers of the checklist. */
  thresholds?: Partial<Record<CustomerioThresholdName, number>>;
}
