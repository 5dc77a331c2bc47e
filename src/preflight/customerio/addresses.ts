import { BASE_PATHS, findHost, HOSTS, REGIONS, STATUS_URL, type Region } from '../../vendors/customerio/hosts.ts';
import { parseLoopbackUrl } from '../loopback-url.ts';
import type { Addresses } from './options.ts';

const hostsOf = (region: Region): Addresses['us'] => ({
  track: `https://${HOSTS.track[region]}`,
  app: `https://${HOSTS.app[region]}`,
});

/** The vendor's own hosts. */
export const VENDOR_ADDRESSES: Addresses = { us: hostsOf('us'), eu: hostsOf('eu'), status: STATUS_URL };

/**
 * Makes addresses of a simulator usable: none of them may be elsewhere.
 *
 * @throws UsageError for one that is not on this machine
 */
export function checkedAddresses(given: Addresses | undefined): Addresses {
  if (given === undefined) return VENDOR_ADDRESSES;
  const checked = (address: string): string => parseLoopbackUrl(address, 'KLAVIYO_LINT_CUSTOMERIO_URL');
  const both = ({ track, app }: Addresses['us']): Addresses['us'] => ({ track: checked(track), app: checked(app) });
  return { us: both(given.us), eu: both(given.eu), status: checked(given.status) };
}

/** Where `klaviyo-lint simulate --vendor customerio --port` listens: seven ports in a row, of which the first is given. @throws UsageError for an address elsewhere */
export function simulatedAddresses(first: string): Addresses {
  const url = new URL(parseLoopbackUrl(first, 'KLAVIYO_LINT_CUSTOMERIO_URL'));
  const at = (offset: number): string => `${url.protocol}//${url.hostname}:${Number(url.port || 80) + offset}`;
  return { us: { track: at(0), app: at(1) }, eu: { track: at(3), app: at(4) }, status: at(6) };
}

/** What the option `url` of a client of the SDK is. */
export function baseUrl(addresses: Addresses, api: 'track' | 'app', region: Region): string {
  return addresses[region][api] + BASE_PATHS[api];
}

/** The region that a redirect leads to; undefined for any other place. */
export function regionOfLocation(location: string, addresses: Addresses): Region | undefined {
  if (!URL.canParse(location)) return undefined;
  const { origin, hostname } = new URL(location);
  return (
    REGIONS.find(region => Object.values(addresses[region]).some(address => new URL(address).origin === origin)) ??
    findHost(hostname)?.region
  );
}

export function otherRegion(region: Region): Region {
  return region === 'us' ? 'eu' : 'us';
}
