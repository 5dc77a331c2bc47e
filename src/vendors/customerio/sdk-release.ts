import { SDK_RELEASES } from './generated/sdk-releases.ts';

/** Source: the package that the vendor publishes for Node; facts of 2026-11-20. */
export const SDK_PACKAGE = 'customerio-node';

/** The first release whose clients take a region. Source: customerio-node 1.1.0 and 2.0.0; read 2026-11-22. */
export const REGION_SINCE = '2.0.0';

/** A release of the npm package `customerio-node`. */
export interface SdkRelease {
  version: string;
  /** The range of Node that it asks for; absent where it asks for none. */
  node?: string;
  /** How often a failed request is tried again by default; 0 for never. */
  retries: number;
  /**
   * What becomes of a redirect, which is how the vendor answers a request to the wrong region: it fails, or it is followed and the key
   * goes along, since 4.5.1 to hosts of the vendor only.
   */
  redirects: 'not-followed' | 'keep-key-anywhere' | 'keep-key-at-home';
}

/**
 * What 5 and later do with a failed request by default.
 *
 * Source: `DEFAULT_RETRY` in the published package 5.2.0; read 2026-11-20.
 */
export const RETRY_FACTS = {
  statuses: [408, 429, 500, 502, 503, 504, 522, 524],
  honoursRetryAfterUpToSeconds: 300,
  mostBackoffSeconds: 30,
  /** Has the number of the attempt, from 1 for the first that is repeated. */
  countHeader: 'X-Retry-Count',
  timeoutSeconds: 10,
} as const;

/** Returns whether a specifier names the SDK, or a file inside of its package. */
export function isSdkModule(specifier: string | undefined): boolean {
  return specifier === SDK_PACKAGE || (specifier?.startsWith(`${SDK_PACKAGE}/`) ?? false);
}

/** Finds a release by its exact version. */
export function findRelease(version: string): SdkRelease | undefined {
  return SDK_RELEASES.find(release => release.version === version);
}
