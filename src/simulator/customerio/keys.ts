import { SERVICE_ACCOUNT_PREFIX } from '../../vendors/customerio/keys.ts';
import { seeded } from '../seeded.ts';

/** The credentials of the simulated workspace. */
export interface CustomerioKeys {
  /** The user name of the Track API. */
  siteId: string;
  /** The password of the Track API. */
  trackKey: string;
  /** The bearer token of the App API. */
  appKey: string;
  /** The user name of the Pipelines API, which has no password. */
  writeKey: string;
  /** A bearer token for transactional messages, with the workspace in a header. */
  serviceAccountToken: string;
  /** Signs the deliveries of reporting webhooks. */
  signingKey: string;
}

/** Credentials that never were any: each says what it is, so that no scanner stops at it and nobody takes it for a real one. */
export function simulatedKeys(seed: number): CustomerioKeys {
  const made = (name: string): string => ['simulated', name, hexadecimal(seed, name)].join('-');
  return {
    siteId: made('site'),
    trackKey: made('track-key'),
    appKey: made('app-key'),
    writeKey: made('write-key'),
    serviceAccountToken: SERVICE_ACCOUNT_PREFIX + made('account'),
    signingKey: made('signing-key'),
  };
}

/** Every secret in each form in which it travels: as it is, and in the header of the basic scheme. */
export function secretForms({
  siteId,
  trackKey,
  appKey,
  writeKey,
  serviceAccountToken,
  signingKey,
}: CustomerioKeys): string[] {
  return [
    base64(`${siteId}:${trackKey}`),
    base64(`${writeKey}:`),
    trackKey,
    appKey,
    writeKey,
    serviceAccountToken,
    signingKey,
  ];
}

export function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function hexadecimal(seed: number, name: string): string {
  return seeded(seed, name).toString(16).padStart(8, '0');
}
