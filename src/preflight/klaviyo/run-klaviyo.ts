import { UsageError } from '../../model/errors.ts';
import type { PreflightReport } from '../../model/report.ts';
import { API_URL, STATUS_URL } from '../../vendors/klaviyo/hosts.ts';
import { ACCOUNTS_LIMIT } from '../../vendors/klaviyo/limits.ts';
import type { CodeUse, ProjectSdk } from './project-use.ts';
import type { Targets } from './targets.ts';
import { parseLoopbackServer, parseLoopbackUrl } from '../loopback-url.ts';
import { runVendor, type RunOptions, type VendorTools } from '../run-vendor.ts';
import type { LiveContext, ProbeContext } from './define-probe.ts';
import { withImpact } from './impact.ts';
import { judgeVendor } from './judge-vendor.ts';
import { probes } from './probes/index.ts';
import { askVendor, type VendorAnswers } from './vendor-answers.ts';
import { VERSIONS } from './versions.ts';

export interface KlaviyoOptions extends RunOptions, Targets {
  /** The private key, as it was stored. */
  key: string;
  /** A simulator on this machine in place of the vendor's API. */
  apiUrl?: string;
  /** A simulator on this machine in place of the status page. */
  statusUrl?: string;
  /** What the project declares and has installed; absent outside of a project. */
  sdk?: ProjectSdk;
  /** What the code of the project asks of the vendor; absent outside of a project. */
  code?: CodeUse;
  /**
   * Reads the project after the live questions, in place of `sdk` and `code`; no file is begun after the deadline, in the milliseconds
   * of `performance.now()`.
   */
  readProject?: (deadline: number) => Promise<ProjectUse | undefined>;
  /** Smallest distance between two reads of the account, in milliseconds; by default what the endpoint's burst limit allows. */
  paceMs?: number;
}

/** What the project declares, and what its code asks of the vendor. */
export interface ProjectUse {
  sdk?: ProjectSdk;
  code?: CodeUse;
}

/** Half a tenth of a second more than the window, because timers and the vendor's clock are not exact. */
export const PACE_MS = 1000 / ACCOUNTS_LIMIT.burstPerSecond + 50;

/**
 * Asks Klaviyo all that the probes want to know: few requests, all of them reads.
 *
 * @returns the probes in the order of the incident runbook
 * @throws UsageError without a key, or with an address that is not on this machine
 */
export async function runKlaviyo(options: KlaviyoOptions): Promise<PreflightReport> {
  const addresses = checkedAddresses(options);
  // The SDK takes a third of a second to load, and most runs never need it.
  const door = await import('./client.ts');
  const { key, paceMs = PACE_MS } = options;
  const tools: VendorTools<LiveContext, ProbeContext, VendorAnswers> = {
    versions: VERSIONS,
    probes,
    askedFirst: ['authentication', 'endpoints'],
    step: 'Asking Klaviyo, and what else was given.',
    door,
    open: ({ log, signal, sockets, deadline, ...common }) => ({
      ...common,
      klaviyo: door.createKlaviyoClient({ ...addresses, key, paceMs, signal, deadline, log, sockets }),
      targets: options,
    }),
    ask: ({ klaviyo }) => askVendor(klaviyo, options.readProject !== undefined || options.code !== undefined),
    judge: async (answers, live, deadline) => {
      const project = await projectOf(options, deadline);
      return { ...live, ...judgeVendor(answers, project.code, live.now), ...project };
    },
    withImpact,
  };
  return runVendor(tools, options);
}

/** Reading blocks this process, so that it would slow down what is measured: it comes after the live questions. */
async function projectOf({ readProject, sdk, code, onStep }: KlaviyoOptions, deadline: number): Promise<ProjectUse> {
  if (readProject === undefined) return { ...(sdk && { sdk }), ...(code && { code }) };
  onStep?.('Reading the code.');
  return (await readProject(deadline)) ?? {};
}

function checkedAddresses({ key, apiUrl, statusUrl, dnsServer }: KlaviyoOptions): {
  apiUrl: string;
  statusUrl: string;
} {
  if (key.trim() === '')
    throw new UsageError('No private key was given. Set it in the environment or as an input of the Action.');
  if (dnsServer !== undefined) parseLoopbackServer(dnsServer, 'dnsServer');
  return {
    apiUrl: apiUrl === undefined ? API_URL : parseLoopbackUrl(apiUrl, 'apiUrl'),
    statusUrl: statusUrl === undefined ? STATUS_URL : parseLoopbackUrl(statusUrl, 'statusUrl'),
  };
}
