/**
 * With this header the Pipelines API validates a request and refuses a wrong one; without it, it accepts it silently. The SDK sends it where the
 * option `strictMode` of `PipelinesClient` is set.
 *
 * Source: customerio-node 5.2.0; read 2026-11-20.
 */
export const STRICT_HEADER = 'X-Strict-Mode';
export const STRICT_OPTION = 'strictMode';
