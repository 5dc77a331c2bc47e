import manifest from '../../../package.json' with { type: 'json' };
import type { PreflightReport } from '../../model/report.ts';
import { parseLoopbackServer } from '../loopback-url.ts';
import { runVendor, type RunOptions, type VendorTools } from '../run-vendor.ts';
import { ratePage } from '../status-rating.ts';
import { checkedAddresses } from './addresses.ts';
import { askCustomerio, type CredentialAnswers, type CustomerioAnswers } from './answers.ts';
import * as door from './client.ts';
import { decide } from './decision-tree.ts';
import type { Judged, LiveContext, ProbeContext } from './define-probe.ts';
import type { CustomerioOptions } from './options.ts';
import { probes } from './probes/index.ts';

/** Every component of the status page concerns everybody: which ones there are was not verified. */
const PRODUCTS = { resources: [], uncommon: new Set<string>() };

/**
 * Asks Customer.io all that its probes want to know: few requests, all of them reads, but for the smoke test where that is asked for.
 *
 * @returns the probes in the order of the incident runbook
 * @throws UsageError for an address that is not on this machine
 */
export async function runCustomerio(targets: CustomerioOptions, options: RunOptions): Promise<PreflightReport> {
  const addresses = checkedAddresses(targets.addresses);
  if (options.dnsServer !== undefined) parseLoopbackServer(options.dnsServer, 'dnsServer');
  const tools: VendorTools<LiveContext, ProbeContext, CustomerioAnswers> = {
    versions: { tool: manifest.version, customerioSdk: manifest.devDependencies['customerio-node'] },
    probes,
    askedFirst: ['customerio-authentication', 'customerio-app-key'],
    step: 'Asking Customer.io, and what else was given.',
    door,
    open: ({ log, signal, sockets, deadline, ...common }) => ({
      ...common,
      customerio: door.createCustomerioClient({ addresses, log, signal, sockets, deadline }),
      addresses,
      targets,
      announce: options.onStep ?? (() => {}),
    }),
    ask: ({ customerio }) => askCustomerio(customerio, targets, addresses),
    judge: async (answers, live) => ({ ...live, ...judge(answers, live.now) }),
  };
  return runVendor(tools, options);
}

/** Rates the status page, and walks the decision tree for each credential. */
export function judge(answers: CustomerioAnswers, now: Date): Pick<ProbeContext, 'answers' | 'page' | 'track' | 'app'> {
  const page = answers.page && ratePage(answers.page, undefined, now, PRODUCTS);
  const judged = (credential: CredentialAnswers): Judged => {
    const seen = { ...credential, ...(page && { page }) };
    return { seen, branch: decide(seen) };
  };
  return {
    answers,
    ...(page && { page }),
    ...(answers.track && { track: judged(answers.track) }),
    ...(answers.app && { app: judged(answers.app) }),
  };
}
