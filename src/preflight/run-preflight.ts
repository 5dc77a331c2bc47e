import { UsageError } from '../model/errors.ts';
import type { PreflightReport } from '../model/report.ts';
import type { CustomerioOptions } from './customerio/options.ts';
import { runKlaviyo, type KlaviyoOptions } from './klaviyo/run-klaviyo.ts';
import { mergeReports } from './merge-reports.ts';

/** What a preflight is run with: the key of Klaviyo, the keys of Customer.io, or both. */
export interface PreflightOptions extends Omit<KlaviyoOptions, 'key'> {
  /** Klaviyo's private key, as it was stored; absent where Klaviyo is not asked. */
  key?: string;
  /** Absent where Customer.io is not asked. */
  customerio?: CustomerioOptions;
}

/**
 * Asks each vendor whose keys are given, at the same time.
 *
 * @returns one report for all of them
 * @throws UsageError without a key, or with an address that is not on this machine
 */
export async function runPreflight({ key, customerio, ...options }: PreflightOptions): Promise<PreflightReport> {
  const runs = [
    ...(key === undefined ? [] : [() => runKlaviyo({ ...options, key })]),
    ...(customerio === undefined ? [] : [() => runLazily(customerio, options)]),
  ];
  if (runs.length === 0)
    throw new UsageError('No private key was given. Set it in the environment or as an input of the Action.');
  return mergeReports(await Promise.all(runs.map(run => run())));
}

/** Without keys of Customer.io, what sends requests to it is not loaded. */
async function runLazily(
  customerio: CustomerioOptions,
  options: Omit<PreflightOptions, 'key' | 'customerio'>,
): Promise<PreflightReport> {
  const { runCustomerio } = await import('./customerio/run-customerio.ts');
  return runCustomerio(customerio, options);
}
