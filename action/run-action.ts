import { rememberSecret } from '../src/vendors/known-secrets.ts';
import { maskSecrets } from '../src/vendors/secrets.ts';
import { trustedSearchPath } from '../src/project/discovery/search-path.ts';
import { safeLine } from '../src/reporters/safe-line.ts';
import { formsOf, hiderOf } from '../src/vendors/secret-forms.ts';
import { checklistFromWorkspace, fromWorkspace, resolveCheckedScope } from './checked-folder.ts';
import { comparisonOf } from './comparison.ts';
import { configurationSource } from './configuration-source.ts';
import { readEvent } from './event.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import type { ActionIo, Core, LiveOptions } from './io.ts';
import type { Outcome } from './outcome.ts';
import { patchOf } from './patch.ts';
import { decidePreflight } from './preflight-gate.ts';
import { CUSTOMERIO_INPUTS, customerioLive, hasKeysOf, type CustomerioSecrets } from './customerio.ts';
import { publish } from './publish.ts';
import { talkToGithub } from './github/talk-to-github.ts';
import { replacedRunnerFile } from './runner-files.ts';

/** What must never be shown. */
interface Secrets {
  key: string;
  /** Empty if there is none. */
  webhookSecret: string;
  customerio: CustomerioSecrets;
}

/** Runs the Action: inputs, code, live preflight, verdict. It never throws; whatever goes wrong fails the job with one sentence. */
export async function runAction(io: ActionIo): Promise<void> {
  const secrets = {
    key: takeSecret(io.core, 'klaviyo-private-key'),
    webhookSecret: takeSecret(io.core, 'webhook-secret'),
    customerio: {
      trackKey: takeSecret(io.core, CUSTOMERIO_INPUTS.trackKey),
      appKey: takeSecret(io.core, CUSTOMERIO_INPUTS.appKey),
      signingKey: takeSecret(io.core, CUSTOMERIO_INPUTS.signingKey),
      otherKeys: takeSecret(io.core, CUSTOMERIO_INPUTS.otherKeys),
    },
  };
  for (const key of secrets.customerio.otherKeys.split(/\s+/)) if (key !== '') io.core.setSecret(key);
  const { trackKey, appKey, signingKey, otherKeys } = secrets.customerio;
  [trackKey, appKey, signingKey, ...otherKeys.split(/\s+/)].forEach(rememberSecret);
  const hide = hiderOf([secrets.key, secrets.webhookSecret, trackKey, appKey, signingKey, ...otherKeys.split(/\s+/)]);
  const replaced = replacedRunnerFile(io.env);
  if (replaced !== undefined) {
    io.core.setFailed(
      `The file of '${replaced}' is missing, a link or a folder, so nothing is written there. Look at the steps before this one.`,
    );
    return;
  }
  try {
    const inputs = readInputs(io.core.getInput);
    const outcome = hide(await judge(io, inputs, secrets));
    const isAnnotated = await talkToGithub(io, inputs, outcome, () => takeSecret(io.core, 'github-token'));
    await publish(io, inputs, outcome, { isAnnotated });
  } catch (error) {
    stop(io.core, error, hide);
  }
}

/** A secret as it was stored, after the runner was instructed to mask it: nothing may be printed before. */
function takeSecret(core: Core, input: string): string {
  const secret = core.getInput(input, { trimWhitespace: false });
  for (const form of formsOf(secret)) core.setSecret(form);
  return secret;
}

async function judge(
  io: ActionIo,
  { path, failOn, preflight, suppressions, scope, requireChecklist, timeBudget, targets, customerio }: ActionInputs,
  secrets: Secrets,
): Promise<Outcome> {
  const workspace = io.env.GITHUB_WORKSPACE || process.cwd();
  const folder = await resolveCheckedScope(workspace, path);
  const searchPath = trustedSearchPath(io.env.PATH ?? '', workspace);
  const event = readEvent(io.env);
  const configuration = configurationSource(event);
  const { notCompared, ...compared } = await comparisonOf(event, {
    scope,
    configuration,
    root: folder.root,
    searchPath,
  });
  const deadline = performance.now() + timeBudget * 1000;
  const options = {
    root: folder.root,
    paths: folder.paths,
    asOf: io.asOf,
    failOn,
    configuration,
    searchPath,
    suppressions,
    ...compared,
    timeBudgetMs: timeBudget * 1000,
    isChecklistRequired: requireChecklist.length > 0,
    snippets: true as const,
  };
  const { report, concernsVendor, run, judge: judgeChecklist } = await io.check(options);
  const left = Math.max(deadline - performance.now(), 1);
  const patch = await patchOf(io, { ...options, timeBudgetMs: left, found: report, prefix: folder.prefix });
  const gate = decidePreflight(preflight, secrets.key.trim() !== '' || hasKeysOf(secrets.customerio), event);
  const live =
    gate.kind === 'run'
      ? await runLive(io, {
          root: folder.root,
          paths: folder.paths,
          configuration,
          searchPath,
          ...targets,
          ...keysOf(secrets),
          ...customerioLive(io, secrets.customerio, customerio),
        })
      : {};
  const seen = 'preflight' in live ? live.preflight : undefined;
  const requiredItems = requireChecklist.length > 0 ? requireChecklist : (run.requiredItems ?? []);
  const isWanted = concernsVendor || requiredItems.length > 0;
  const checklist = isWanted ? { checklist: checklistFromWorkspace(await judgeChecklist(seen), folder) } : {};
  return {
    report: fromWorkspace(report, folder),
    ownReport: report,
    patch,
    gate,
    failOn: failOn ?? run.failOn ?? 'error',
    requiredItems,
    notCompared,
    ...checklist,
    ...live,
  };
}

/** Klaviyo is asked with its key, and where nothing else could be asked. */
function keysOf({ key, webhookSecret, customerio }: Secrets): Pick<LiveOptions, 'key' | 'webhookSecret'> {
  return { webhookSecret, ...((key.trim() !== '' || !hasKeysOf(customerio)) && { key }) };
}

/** What was found in the code must not be lost when the preflight cannot start. */
async function runLive(
  { runPreflight, asOf, env }: ActionIo,
  { webhookSecret, ...options }: Omit<LiveOptions, 'asOf'>,
): Promise<Pick<Outcome, 'preflight'> | Pick<Outcome, 'gate'>> {
  const { KLAVIYO_LINT_API_URL: apiUrl, KLAVIYO_LINT_STATUS_URL: statusUrl, KLAVIYO_LINT_DNS_SERVER: dnsServer } = env;
  const addresses = { ...(apiUrl && { apiUrl }), ...(statusUrl && { statusUrl }), ...(dnsServer && { dnsServer }) };
  try {
    return {
      preflight: await runPreflight({ ...options, asOf, ...(webhookSecret && { webhookSecret }), ...addresses }),
    };
  } catch (error) {
    return { gate: { kind: 'impossible', reason: sentenceOf(error), verdict: 'not verified' } };
  }
}

function stop(core: Core, error: unknown, hide: (text: string) => string): void {
  core.setOutput('verdict', 'not verified');
  if (!isUsageError(error) && error instanceof Error) {
    for (const line of (error.stack ?? '').split('\n')) core.info(safeLine(maskSecrets(hide(line))));
  }
  for (const line of detailOf(error).split('\n')) if (line !== '') core.info(safeLine(maskSecrets(hide(line))));
  core.setFailed(hide(sentenceOf(error)));
}

function sentenceOf(error: unknown): string {
  const message = safeLine(maskSecrets(error instanceof Error ? error.message : String(error)));
  return isUsageError(error)
    ? message
    : `klaviyo-lint stopped unexpectedly: ${message} Report this with the log of the step.`;
}

function detailOf(error: unknown): string {
  return isUsageError(error) && 'detail' in error && typeof error.detail === 'string' ? error.detail : '';
}

/** By name, because a chunk of the bundle may carry a copy of the class. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'UsageError';
}
