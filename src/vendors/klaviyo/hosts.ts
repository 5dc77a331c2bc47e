/**
 * The only server of the API; there is no regional and no sandbox host.
 *
 * Source: klaviyo/openapi, `servers` of revision 2026-07-15; read 2026-11-20.
 */
export const API_URL = 'https://a.klaviyo.com';

/** What follows the host of the API, but not what is made for browsers: `/client` takes public keys, `/oauth` those of apps, and `/media` and `/onsite` are files. */
export const ADDRESS_END = String.raw`(?![\w-]|\.\w|\/(?:client|oauth|media|onsite)\b)`;

/** The host of the API in a text. */
export const SERVER_ADDRESS = new RegExp(String.raw`(?<![\w.-])a\.klaviyo\.com${ADDRESS_END}`, 'i');

const PIECE = Array.from('klaviyo.co').reduceRight(
  (rest, letter) => `(?:${letter === '.' ? '\\.' : letter}${rest})?`,
  '',
);
/** A text that ends with the beginning of the host, to which the rest is added, or with that of a private key, or with one in capitals. */
export const BEGINNING = new RegExp(String.raw`(?:^|//)a\.${PIECE}$|(?:^|[^\w\s]|-key\s)pk_(?:[0-9a-f]{34})?$`, 'i');

/**
 * The vendor's status page, an Atlassian Statuspage: `/api/v2/status.json` needs no login.
 *
 * Source: Statuspage public API and third-party monitors of this page; read 2026-11-20.
 */
export const STATUS_URL = 'https://status.klaviyo.com';
