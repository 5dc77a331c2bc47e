import { SDK_RELEASES } from './generated/sdk-releases.ts';

/** Source: the package that the vendor publishes for Node; facts of 2026-11-20. */
export const SDK_PACKAGE = 'klaviyo-api';

/** Returns whether a specifier names the SDK, or a file inside of its package. */
export function isSdkModule(specifier: string | undefined): boolean {
  return specifier === SDK_PACKAGE || (specifier?.startsWith(`${SDK_PACKAGE}/`) ?? false);
}

/** Packages that call the API which is answered 410 since 2024-06-30. Source: their metadata; read 2026-11-20. */
export const LEGACY_PACKAGES: readonly string[] = ['node-klaviyo', 'klaviyo-node', 'klaviyo-sdk'];

/** A release of the npm package `klaviyo-api`. */
export interface SdkRelease {
  version: string;
  /** The API revision it sends. */
  revision: string;
  /** Who holds the revision: the global client or the API object, where `defaultHeaders` can change it, or the session, where nothing can. */
  revisionIn: 'client' | 'api' | 'session';
  /** The range of axios it depends on; absent in 1–5, which use superagent. */
  axios?: string;
  retries: RetryBehaviour;
}

export type RetryBehaviour = 'none' | 'config-wrapper' | 'retry-options' | 'backoff-without-retry-after' | 'backoff';

export interface RetryFacts {
  /** Statuses that are tried again by default. */
  statuses: readonly number[];
  /** Requests in total by default, the first one included. */
  attempts: number;
  honoursRetryAfter: boolean;
  /** The oldest axios with which anything is retried at all. */
  oldestAxios?: string;
  /** A caller's `RetryOptions` lose the delay between attempts unless `numOfAttempts` and `startingDelay` come together. */
  breaksOptions: boolean;
}

/**
 * What each way of retrying does by default; 500, 502 and network errors are retried by none.
 *
 * Source: sources of the published packages, and runs of 1.0.1, 1.0.2, 2.1.1, 3.0.0, 5.1.0, 8.0.2, 13.0.0, 21.0.1, 22.0.1 and
 * 23.0.0 against a local server that answers 429; 2026-11-20.
 */
export const RETRY_FACTS: Readonly<Record<RetryBehaviour, RetryFacts>> = {
  // 1.0: the wrapper that should retry checks the prototype, but the methods are fields of the instance.
  none: { statuses: [], attempts: 1, honoursRetryAfter: false, breaksOptions: false },
  // 2–5
  'config-wrapper': { statuses: [429, 503, 504], attempts: 3, honoursRetryAfter: false, breaksOptions: false },
  // 6–13: reads `error.status`, which axios has since 1.7.5.
  'retry-options': {
    statuses: [429, 503, 504],
    attempts: 3,
    honoursRetryAfter: false,
    oldestAxios: '1.7.5',
    breaksOptions: true,
  },
  // 14–21: looks for `Retry-After` among header names that are in lower case.
  'backoff-without-retry-after': {
    statuses: [429, 503, 504, 524],
    attempts: 3,
    honoursRetryAfter: false,
    breaksOptions: false,
  },
  // 22 and later
  backoff: { statuses: [429, 503, 504, 524], attempts: 3, honoursRetryAfter: true, breaksOptions: false },
};

/** Finds a release by its exact version. */
export function findRelease(version: string): SdkRelease | undefined {
  return SDK_RELEASES.find(release => release.version === version);
}
