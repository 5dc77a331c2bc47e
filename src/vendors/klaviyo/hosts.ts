/**
 * The only server of the API; there is no regional and no sandbox host.
 *
 * Source: klaviyo/openapi, `servers` of revision 2026-07-15; read 2026-11-20.
 */
export const API_URL = 'https://a.klaviyo.com';

/**
 * The vendor's status page, an Atlassian Statuspage: `/api/v2/status.json` needs no login.
 *
 * Source: Statuspage public API and third-party monitors of this page; read 2026-11-20.
 */
export const STATUS_URL = 'https://status.klaviyo.com';
