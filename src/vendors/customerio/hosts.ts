/** The three APIs: of people and their events, of the workspace and its messages, of the data pipelines. */
export type Api = 'track' | 'app' | 'pipelines';

/** Where an account's data is; fixed for each account. */
export type Region = 'us' | 'eu';

/** For messages. */
export const REGION_NAMES: Readonly<Record<Region, string>> = { us: 'the US', eu: 'the EU' };

export const APIS: readonly Api[] = ['track', 'app', 'pipelines'];
export const REGIONS: readonly Region[] = ['us', 'eu'];

/**
 * The host of each API in each region.
 *
 * Source: `RegionUS` and `RegionEU` in customerio-node 5.2.0; read 2026-11-20.
 */
export const HOSTS: Readonly<Record<Api, Readonly<Record<Region, string>>>> = {
  track: { us: 'track.customer.io', eu: 'track-eu.customer.io' },
  app: { us: 'api.customer.io', eu: 'api-eu.customer.io' },
  pipelines: { us: 'cdp.customer.io', eu: 'cdp-eu.customer.io' },
};

/**
 * What the SDK puts between the host and a path, which is also what its option `url` has to end with.
 *
 * Source: the clients in customerio-node 5.2.0; read 2026-11-20.
 */
export const BASE_PATHS: Readonly<Record<Api, string>> = { track: '/api/v1', app: '/v1', pipelines: '/v1' };

/** The client of the SDK for each API. Source: customerio-node 5.2.0; read 2026-11-20. */
export const CLIENTS: Readonly<Record<Api, string>> = {
  track: 'TrackClient',
  app: 'APIClient',
  pipelines: 'PipelinesClient',
};

/**
 * What the SDK uses where no region is stated: requests of an account in the EU are redirected, and its data may be logged in the US.
 *
 * Source: the README of customerio/customerio-node; read 2026-11-20.
 */
export const DEFAULT_REGION: Region = 'us';

/**
 * Earlier names of the hosts of the App API, which are still in code.
 *
 * Source: the connector's page at docs.tray.ai, a third party; read 2026-11-22. Whether they still answer is not known.
 */
export const FORMER_HOSTS: Readonly<Record<Region, string>> = {
  us: 'beta-api.customer.io',
  eu: 'beta-api-eu.customer.io',
};

/** What follows a host of the APIs, but not the snippets that the vendor serves to browsers. */
export const ADDRESS_END = String.raw`(?![\w-]|\.\w|\/v1\/analytics-js\b)`;

/** A host of the APIs in a text. */
export const SERVER_ADDRESS = new RegExp(
  String.raw`(?<![\w.-])(?:track|(?:beta-)?api|cdp)(?:-eu)?\.customer\.io${ADDRESS_END}`,
  'i',
);

/** A text that ends with the beginning of a host, to which the rest is added, or with that of a token of a service account. */
export const BEGINNING = /(?:^|\/\/)(?:track|(?:beta-)?api|cdp)(?:-eu)?\.customer\.?$|(?<![a-z0-9])sa_live_$/;

/** The vendor's status page, an Atlassian Statuspage. Source: third-party monitors of this page; read 2026-11-20. */
export const STATUS_URL = 'https://status.customerio.com';

/** Which API in which region a host belongs to; undefined for any other host. @param host without a port, in any case */
export function findHost(host: string): { api: Api; region: Region; isFormer: boolean } | undefined {
  const name = host.toLowerCase().replace(/\.$/, '');
  for (const region of REGIONS) {
    if (FORMER_HOSTS[region] === name) return { api: 'app', region, isFormer: true };
    const api = APIS.find(each => HOSTS[each][region] === name);
    if (api !== undefined) return { api, region, isFormer: false };
  }
  return undefined;
}
