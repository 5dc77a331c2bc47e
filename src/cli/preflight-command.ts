import { deliver, tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import type { PreflightOptions } from '../preflight/run-preflight.ts';
import type { ConfigurationPlace } from '../project/discovery/configuration.ts';
import { writeReport } from './report-file.ts';
import { renderIncident } from '../reporters/incident.ts';
import { renderPreflightJson } from '../reporters/json.ts';
import { renderPreflightMarkdown } from '../reporters/preflight-markdown.ts';
import { renderPreflightText } from '../reporters/preflight-text.ts';
import type { PreflightReport } from '../model/report.ts';
import { hiderOf } from '../model/secret-forms.ts';
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
}

export interface PreflightArguments extends TargetArguments {
  format: keyof typeof PREFLIGHT_RENDERERS;
  output?: string;
  /** Where the bundle for the incident channel is written. */
  incident?: string;
  /** Seconds between two rounds. */
  watch?: number;
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

/** Runs `klaviyo-lint preflight`. @returns the exit code: 0 if everything was verified, 1 otherwise @throws UsageError without a key */
export async function runPreflightCommand(args: PreflightArguments, io: CliIo): Promise<number> {
  if (args.watch !== undefined && args.sendTestWebhook)
    throw new UsageError("'--watch' would repeat the test deliveries. Leave out '--send-test-webhook'.");
  const run = await preflightOf(io.workingFolder, args, 'folder', io);
  const report = args.watch === undefined ? await run(toldProgress(io)) : await watch(run, args.watch, io);
  await deliver(io, PREFLIGHT_RENDERERS[args.format](report, args), args.output);
  if (args.incident !== undefined) writeReport(io.workingFolder, args.incident, renderIncident(report));
  return exitCodeOf(report, args.notVerified);
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

type RunPreflight = (more: Partial<PreflightOptions>) => Promise<PreflightReport>;

async function preflightOf(
  folder: string,
  args: TargetArguments,
  configuration: ConfigurationPlace['source'],
  io: CliIo,
): Promise<RunPreflight> {
  // As it was stored: white space around it is a fault that the preflight tells.
  const key = KEY_VARIABLES.map(name => io.environment[name]).find(value => value?.trim());
  if (key === undefined) throw new UsageError(`There is no private key in the environment. Set '${KEY_VARIABLES[0]}'.`);
  const options = optionsOf(args, key, io);
  const hide = hiderOf([key, options.webhookSecret]);
  const { runLivePreflight } = await import('../audit/live-preflight.ts');
  const reading = { asOf: args.asOf, configuration, searchPath: io.environment['PATH'] };
  return async more => hide(await runLivePreflight(folder, reading, { ...options, ...more }));
}

function toldProgress(io: CliIo): Pick<PreflightOptions, 'onStep' | 'onProgress'> {
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
  key: string,
  io: CliIo,
): PreflightOptions {
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
  return { key, asOf, ...given(targets), ...addresses(io) };
}

/** A simulator in place of the vendor; the preflight accepts none but one on this machine. */
function addresses({ environment }: CliIo): Pick<PreflightOptions, 'apiUrl' | 'statusUrl' | 'dnsServer'> {
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
