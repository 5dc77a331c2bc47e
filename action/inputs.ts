import { requiredItems } from '../src/checklist/required-items.ts';
import { UsageError } from '../src/model/errors.ts';
import { DEFAULT_TIME_BUDGET_MS, MOST_BUDGET_SECONDS } from '../src/project/discovery/time-budget.ts';
import { type Scope, SCOPES } from '../src/model/report.ts';
import type { AskedCustomerio } from '../src/preflight/customerio/given.ts';
import type { Targets } from '../src/preflight/klaviyo/targets.ts';
import type { Features } from './github/features.ts';
import {
  CODE_NOT_VERIFIED,
  type CodeNotVerified,
  FAIL_ON,
  type FailOn,
  type Suppressions,
  SUPPRESSIONS,
} from '../src/model/verdict.ts';

export const PREFLIGHT_MODES = ['auto', 'always', 'never'] as const;
export type PreflightMode = (typeof PREFLIGHT_MODES)[number];

/** The inputs of action.yml with their defaults, which are written here and nowhere else. */
export interface ActionInputs {
  /** As given, a folder or a glob in each line; whether they are inside the workspace is not checked yet. */
  path: string;
  /** That of the configuration counts where it is absent. */
  failOn?: FailOn;
  preflight: PreflightMode;
  /** What a verdict of `not verified` does to the job; `changed` fails for what the pull request made so, and for a live preflight that is demanded. */
  notVerified: CodeNotVerified;
  /** Which new comments that silence a finding pass. */
  suppressions: Suppressions;
  /** Which findings count; undefined for what fits the event: those that are new on a pull request, else all. */
  scope: Scope | undefined;
  /** The items of the checklist that block while they are violated or open; those of the configuration count where it is empty. */
  requireChecklist: string[];
  /** The most that the check of the code takes, in seconds. */
  timeBudget: number;
  /** What is sent to GitHub; nothing by default. */
  github: Features;
  /** What the live preflight checks besides the account; without the webhook's secret, which is read with the key. */
  targets: Targets;
  /** What it checks of Customer.io besides the keys. */
  customerio: AskedCustomerio;
}

/** Reads one input by its name in action.yml; the empty string when it was not given. */
export type GetInput = (name: string) => string;

/**
 * Reads and validates all inputs but the secrets.
 *
 * @throws UsageError that names every wrong input at once
 */
export function readInputs(getInput: GetInput): ActionInputs {
  const problems: string[] = [];

  function choice<Value extends string>(name: string, allowed: readonly [Value, ...Value[]]): Value {
    const given = getInput(name);
    const value = given === '' ? allowed[0] : allowed.find(candidate => candidate === given);
    if (value === undefined) problems.push(`Input '${name}' is '${given}'. Use ${listOf(allowed)}.`);
    return value ?? allowed[0];
  }

  function isWanted(name: string): boolean {
    return choice(name, ['false', 'true']) === 'true';
  }

  function seconds(name: string, byDefault: number): number {
    const given = getInput(name);
    const value = given === '' ? byDefault : Number(given);
    const isRight = Number.isSafeInteger(value) && value >= 1 && value <= MOST_BUDGET_SECONDS;
    if (!isRight)
      problems.push(`Input '${name}' is '${given}'. Use a number of seconds from 1 to ${MOST_BUDGET_SECONDS}.`);
    return value;
  }

  function items(name: string): string[] {
    const given = getInput(name);
    const required = requiredItems(given);
    if ('ids' in required) return required.ids;
    problems.push(
      `Input '${name}' names '${required.unknown}', which no item of the checklist fits. Use ids such as A1,B*.`,
    );
    return [];
  }

  const inputs = {
    path: getInput('path') || '.',
    ...(getInput('fail-on') !== '' && { failOn: choice('fail-on', FAIL_ON) }),
    preflight: choice('preflight', PREFLIGHT_MODES),
    notVerified: choice('not-verified', CODE_NOT_VERIFIED),
    suppressions: choice('suppressions', SUPPRESSIONS),
    scope: getInput('scope') === '' ? undefined : choice('scope', SCOPES),
    requireChecklist: items('require-checklist'),
    timeBudget: seconds('time-budget', DEFAULT_TIME_BUDGET_MS / 1000),
    github: {
      checkRun: isWanted('check-run'),
      reviewComments: isWanted('review-comments'),
      pullRequestComment: isWanted('pull-request-comment'),
    },
    targets: {
      ...text('expectAccount', getInput('expect-account')),
      ...text('appHealthUrl', getInput('app-health-url')),
      ...text('webhookUrl', getInput('webhook-url')),
      ...text('sendingDomain', getInput('sending-domain')),
      ...selectors(getInput('dkim-selectors')),
      allowTestAccount: isWanted('allow-test-account'),
      sendTestWebhook: isWanted('send-test-webhook'),
    },
  };
  const { appHealthUrl, sendTestWebhook } = inputs.targets;
  const customerio: AskedCustomerio = {
    ...text('expectWorkspace', getInput('expect-workspace')),
    ...(appHealthUrl !== undefined && { appHealthUrl }),
    ...text('customerioWebhookUrl', getInput('customerio-webhook-url')),
    ...text('customerioSendingDomain', getInput('customerio-sending-domain')),
    sendTestWebhook,
    smoke: isWanted('smoke'),
  };
  const { expectAccount = 'AbC123' } = inputs.targets;
  if (!/^[A-Za-z0-9]{6,7}$/.test(expectAccount))
    problems.push("Input 'expect-account' is not the id of an account. Use its public key, six letters and digits.");
  if (!/^\d{1,12}$/.test(customerio.expectWorkspace ?? '1'))
    problems.push("Input 'expect-workspace' is not the id of a workspace of Customer.io. Use its number.");
  if (problems.length > 0) throw new UsageError(problems.join(' '));
  return { ...inputs, customerio };
}

function text<Name extends string>(name: Name, value: string): { [Key in Name]?: string } {
  return value === '' ? {} : ({ [name]: value } as { [Key in Name]: string });
}

function selectors(value: string): Pick<Targets, 'dkimSelectors'> {
  const names = value.split(/[\s,]+/).filter(name => name !== '');
  return names.length === 0 ? {} : { dkimSelectors: names };
}

function listOf(values: readonly string[]): string {
  const quoted = values.map(value => `'${value}'`);
  return `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
