import { deliver, tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import type { LivePreflightOptions } from '../audit/live-preflight.ts';
import type { AskedCustomerio, GivenCustomerio } from '../preflight/customerio/given.ts';
import type { ConfigurationPlace } from '../project/discovery/configuration.ts';
import { writeReport } from './report-file.ts';
import { renderIncident } from '../reporters/incident.ts';
import { renderPreflightJson } from '../reporters/json.ts';
import { renderPreflightMarkdown } from '../reporters/preflight-markdown.ts';
import { renderPreflightText } from '../reporters/preflight-text.ts';
import type { PreflightReport } from '../model/report.ts';
import { hiderOf } from '../vendors/secret-forms.ts';
import type { PreflightNotVerified } from '../model/verdict.ts';
import { watch } from './watch.ts';

/** What a preflight looks at besides the account. */
export interface TargetArguments {
  /** `YYYY-MM-DD`. */
  asOf: string;
  expectAccount?: string;
  allowTestAccount?: boolean;
  appHealthUrl?: string;
  webhookUrl?: string;
  sendTestWebhook?: boolean;
  sendingDomain?: string;
  dkimSelectors?: string[];
  /** Whose API is asked; by the keys in the environment where it is absent. */
  vendor?: PreflightVendor[];
  expectWorkspace?: string;
  customerioWebhookUrl?: string;
  customerioSendingDomain?: string;
}

export const PREFLIGHT_VENDORS = ['klaviyo', 'customerio'] as const;
export type PreflightVendor = (typeof PREFLIGHT_VENDORS)[number];

export interface PreflightArguments extends TargetArguments {
  format: keyof typeof PREFLIGHT_RENDERERS;
  output?: string;
  /** Where the bundle for the incident channel is written. */
  incident?: string;
  /** Seconds between two rounds. */
  watch?: number;
  /** Consent to one person that is written and deleted again. */
  smoke?: boolean;
  /** Tables and every call are printed too. */
  verbose?: boolean;
  notVerified: PreflightNotVerified;
}

export const PREFLIGHT_RENDERERS = {
  text: renderPreflightText,
  json: renderPreflightJson,
  markdown: (report: PreflightReport) => renderPreflightMarkdown(report),
} satisfies Record<string, (report: PreflightReport, options: { verbose?: boolean }) => string>;

/** Where a private key is looked for; the names that cannot mean a public one come first. */
export const KEY_VARIABLES = ['KLAVIYO_PRIVATE_KEY', 'KLAVIYO_PRIVATE_API_KEY', 'KLAVIYO_API_KEY'] as const;
/** Where the secret of the webhook is looked for, the first that is set. */
export const WEBHOOK_SECRET_VARIABLES = ['KLAVIYO_WEBHOOK_SECRET', 'KLAVIYO_WEBHOOK_SIGNING_SECRET'] as const;
/** Where the keys of Customer.io are looked for. */
export const CUSTOMERIO_VARIABLES = {
  siteId: 'CUSTOMERIO_SITE_ID',
  trackKey: 'CUSTOMERIO_TRACK_API_KEY',
  appKey: 'CUSTOMERIO_APP_API_KEY',
  region: 'CUSTOMERIO_REGION',
  otherKeys: 'CUSTOMERIO_OTHER_KEYS',
  signingKey: 'CUSTOMERIO_WEBHOOK_SIGNING_KEY',
  simulatorUrl: 'KLAVIYO_LINT_CUSTOMERIO_URL',
} as const satisfies Record<keyof GivenCustomerio, string>;

/** Runs `klaviyo-lint preflight`. @returns the exit code: 0 if everything was verified, 1 otherwise @throws UsageError without a key */
export async function runPreflightCommand(args: PreflightArguments, io: CliIo): Promise<number> {
  if (args.watch !== undefined && args.sendTestWebhook)
    throw new UsageError("'--watch' would repeat the test deliveries. Leave out '--send-test-webhook'.");
  if (args.watch !== undefined && args.smoke)
    throw new UsageError("'--watch' would repeat the smoke test. Leave out '--smoke'.");
  const run = await preflightOf(io.workingFolder, args, 'folder', io);
  const report = args.watch === undefined ? await runOnce(run, args, io) : await watch(run, args.watch, io);
  await deliver(io, PREFLIGHT_RENDERERS[args.format](report, args), args.output);
  if (args.incident !== undefined) writeReport(io.workingFolder, args.incident, renderIncident(report));
  return exitCodeOf(report, args.notVerified);
}

/** An interrupted smoke test still deletes its person. */
async function runOnce(run: RunPreflight, { smoke }: PreflightArguments, io: CliIo): Promise<PreflightReport> {
  if (smoke !== true) return run(toldProgress(io));
  const controller = new AbortController();
  const ignore = io.onInterrupt?.(() => controller.abort());
  try {
    return await run({ ...toldProgress(io), signal: controller.signal });
  } finally {
    ignore?.();
  }
}

/** Runs the preflight of a folder once. @param configuration whose configuration counts @throws UsageError without a key */
export async function runLiveOnce(
  folder: string,
  { configuration, ...args }: TargetArguments & { configuration: ConfigurationPlace['source'] },
  io: CliIo,
): Promise<PreflightReport> {
  const run = await preflightOf(folder, args, configuration, io);
  return run(toldProgress(io));
}

type RunPreflight = (more: Partial<LivePreflightOptions>) => Promise<PreflightReport>;

async function preflightOf(
  folder: string,
  args: TargetArguments & Pick<PreflightArguments, 'smoke'>,
  configuration: ConfigurationPlace['source'],
  io: CliIo,
): Promise<RunPreflight> {
  const keys = keysFor(args.vendor, io);
  const options = {
    ...optionsOf(args, keys.klaviyo, io),
    ...(keys.customerio && customerioOf(args, keys.customerio)),
  };
  const { trackKey, appKey, signingKey, otherKeys = '' } = keys.customerio ?? {};
  const hide = hiderOf([keys.klaviyo, options.webhookSecret, trackKey, appKey, signingKey, ...otherKeys.split(/\s+/)]);
  const { runLivePreflight } = await import('../audit/live-preflight.ts');
  const reading = { asOf: args.asOf, configuration, searchPath: io.environment['PATH'] };
  return async more => hide(await runLivePreflight(folder, reading, { ...options, ...more }));
}

interface Keys {
  klaviyo?: string;
  customerio?: GivenCustomerio;
}

/** @throws UsageError where a vendor is named and has no key, and where there is none at all */
function keysFor(vendors: readonly PreflightVendor[] | undefined, { environment }: CliIo): Keys {
  const isWanted = (vendor: PreflightVendor): boolean => vendors === undefined || vendors.includes(vendor);
  // As it was stored: white space around it is a fault that the preflight reports.
  const klaviyo = KEY_VARIABLES.map(name => environment[name]).find(value => value?.trim());
  const entries = Object.entries(CUSTOMERIO_VARIABLES).map(([name, variable]) => [name, environment[variable] ?? '']);
  const customerio = Object.fromEntries(entries) as GivenCustomerio;
  const hasCustomerio = [customerio.trackKey, customerio.appKey].some(key => key.trim() !== '');
  const asked = vendors ?? (klaviyo === undefined && !hasCustomerio ? [vendorMeant(customerio)] : []);
  if (asked.includes('customerio') && !hasCustomerio)
    throw new UsageError(
      `There is no key of Customer.io in the environment. Set '${CUSTOMERIO_VARIABLES.trackKey}' or '${CUSTOMERIO_VARIABLES.appKey}'.`,
    );
  if (asked.includes('klaviyo') && klaviyo === undefined)
    throw new UsageError(`There is no private key in the environment. Set '${KEY_VARIABLES[0]}'.`);
  return {
    ...(klaviyo !== undefined && isWanted('klaviyo') && { klaviyo }),
    ...(hasCustomerio && isWanted('customerio') && { customerio }),
  };
}

/** The vendor whose keys are asked for where there are none. */
function vendorMeant({ siteId }: GivenCustomerio): PreflightVendor {
  return siteId.trim() === '' ? 'klaviyo' : 'customerio';
}

/** Without keys of Customer.io, what concerns it is not loaded. */
function customerioOf(args: AskedCustomerio, given: GivenCustomerio): Pick<LivePreflightOptions, 'customerio'> {
  const names = { ...CUSTOMERIO_VARIABLES, smoke: '--smoke', expectWorkspace: '--expect-workspace' };
  return {
    customerio: async settings => {
      const { customerioOptions } = await import('../preflight/customerio/run-customerio.ts');
      return customerioOptions(given, args, settings, names);
    },
  };
}

function toldProgress(io: CliIo): Pick<LivePreflightOptions, 'onStep' | 'onProgress'> {
  return {
    onStep: sentence => tell(io, sentence),
    onProgress: ({ id, status }) => tell(io, `${id}: ${status}`),
  };
}

/** 0 if everything was verified, or if what could not be is let pass; 1 otherwise. */
export function exitCodeOf({ verdict }: Pick<PreflightReport, 'verdict'>, notVerified: PreflightNotVerified): number {
  return verdict === 'verified' || (verdict === 'not verified' && notVerified === 'pass') ? 0 : 1;
}

function optionsOf(
  {
    asOf,
    expectAccount,
    allowTestAccount,
    appHealthUrl,
    webhookUrl,
    sendTestWebhook,
    sendingDomain,
    dkimSelectors,
  }: TargetArguments,
  key: string | undefined,
  io: CliIo,
): LivePreflightOptions {
  const webhookSecret = WEBHOOK_SECRET_VARIABLES.map(name => io.environment[name]).find(Boolean);
  const targets = {
    expectAccount,
    allowTestAccount,
    appHealthUrl,
    webhookUrl,
    webhookSecret,
    sendTestWebhook,
    sendingDomain,
    dkimSelectors,
  };
  return { asOf, ...given({ key, ...targets }), ...addresses(io) };
}

/** A simulator in place of the vendor; the preflight accepts none but one on this machine. */
function addresses({ environment }: CliIo): Pick<LivePreflightOptions, 'apiUrl' | 'statusUrl' | 'dnsServer'> {
  const {
    KLAVIYO_LINT_API_URL: apiUrl,
    KLAVIYO_LINT_STATUS_URL: statusUrl,
    KLAVIYO_LINT_DNS_SERVER: dnsServer,
  } = environment;
  return given({ apiUrl: apiUrl || undefined, statusUrl: statusUrl || undefined, dnsServer: dnsServer || undefined });
}

/** Without the entries that hold nothing. */
function given<Entries extends object>(
  entries: Entries,
): { [Name in keyof Entries]?: Exclude<Entries[Name], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as never;
}
