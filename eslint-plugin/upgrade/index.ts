import { removedExport } from './removed-export.ts';
import { retryOptions } from './retry-options.ts';
import { sdkTypes } from './sdk-types.ts';
import { sdkUse } from './sdk-use.ts';

/** Rules that only an upgrade of the SDK runs, by their ids. */
export const upgradeRules = {
  'removed-export': removedExport,
  'retry-options': retryOptions,
  'sdk-types': sdkTypes,
  'sdk-use': sdkUse,
};
