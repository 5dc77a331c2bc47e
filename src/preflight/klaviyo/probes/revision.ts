import semver from 'semver';
import { SDK_RELEASES } from '../../../vendors/klaviyo/generated/sdk-releases.ts';
import { newestStableRevision, NEWEST_KNOWN_REVISION, stateOf } from '../../../vendors/klaviyo/revisions.ts';
import { defineProbe } from '../define-probe.ts';
import type { CodePlace, CodeUse, ProjectSdk } from '../project-use.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import type { ProbeContext } from '../define-probe.ts';
import type { Reply } from '../../reply.ts';
import { kindOf } from '../answer-kind.ts';
import { UNANSWERED } from '../decision-tree.ts';
import { VERSIONS } from '../versions.ts';

/** Each is a call of an endpoint that allows few. */
const MOST_ASKED = 3;

/** A revision, and who sends it: the SDK, or a line of the code. */
interface Sent {
  revision: string;
  by: string;
}

export default defineProbe({
  id: 'revision',
  description: 'API revisions of this code that Klaviyo no longer supports, or not for long',
  order: 8,
  async run(context) {
    const kind = context.seen.endpoints[0]?.kind;
    if (kind === 'scope-missing') return unasked();
    if (kind !== 'good' || context.branch.id === 'revoked-meanwhile') return UNANSWERED;
    const outcomes: ProbeOutcome[] = [];
    for (const sent of sentRevisions(context)) {
      const reply = await context.klaviyo.accountAt(sent.revision);
      if (isRefusedNow(reply) && isRefusedNow(await context.klaviyo.accountAgain())) return revoked();
      outcomes.push(judge(sent, reply, context.asOf));
    }
    return worstOf(outcomes);
  },
});

/** A key that was accepted before; 400 is about the revision. */
function isRefusedNow(reply: Reply): boolean {
  return reply.kind === 'answer' && reply.status === 401;
}

function revoked(): ProbeOutcome {
  return {
    status: 'failed',
    priority: 'P1',
    faultDomain: 'key',
    message: 'Klaviyo accepted the private key and then refused it twice with 401: it was revoked meanwhile.',
    nextAction: 'Create a new private key, replace the stored one, and restart what uses it.',
  };
}

function unasked(): ProbeOutcome {
  return {
    status: 'skipped',
    reason: "the key lacks 'accounts:read', with which a revision is tried",
    priority: 'P4',
    faultDomain: 'key',
    nextAction: "Create a key that also has 'accounts:read'.",
  };
}

/** Of the SDK in use, and of the raw calls; where there is no project, of the SDK that asks. */
function sentRevisions({ sdk, code }: ProbeContext): Sent[] {
  const sent = [...ofSdk(sdk), ...ofCode(code)];
  const unique = sent.filter(({ revision }, index) => sent.findIndex(other => other.revision === revision) === index);
  return unique.length === 0
    ? [{ revision: VERSIONS.revision, by: `klaviyo-api ${VERSIONS.sdk} of klaviyo-lint` }]
    : unique.sort((left, right) => (left.revision < right.revision ? -1 : 1)).slice(0, MOST_ASKED);
}

function ofSdk(sdk: ProjectSdk = {}): Sent[] {
  const version = semver.valid(sdk.locked ?? sdk.installed ?? sdk.declared);
  const release =
    version === null
      ? undefined
      : SDK_RELEASES.findLast(
          known =>
            semver.major(known.version) === semver.major(version) &&
            semver.minor(known.version) === semver.minor(version),
        );
  return release === undefined ? [] : [{ revision: release.revision, by: `klaviyo-api ${version}` }];
}

/** Only what has the form of a revision is sent; the rest is reported by the rule `no-outdated-revision`. */
function ofCode(code: CodeUse | undefined): Sent[] {
  const dated = (code?.revisions ?? []).filter(({ revision }) => /^\d{4}-\d{2}-\d{2}(?:\.pre)?$/.test(revision));
  return dated.map(({ revision, ...place }) => ({ revision, by: placeOf(place) }));
}

function placeOf({ path, line }: CodePlace): string {
  return `${path}:${line}`;
}

function judge({ revision, by }: Sent, reply: Reply, asOf: string): ProbeOutcome {
  const newest = newestStableRevision(asOf) ?? NEWEST_KNOWN_REVISION;
  const nextAction =
    revision < newest
      ? `Move to revision '${newest}', and test what changed in between.`
      : "Compare with the revisions in Klaviyo's documentation, and update klaviyo-lint.";
  const named = `revision '${revision}' (${by})`;
  if (reply.kind === 'answer' && reply.status === 410)
    return refused(
      `Klaviyo refuses ${named} with 410: it is retired, and answered as another one by default.`,
      nextAction,
    );
  if (reply.kind === 'answer' && (reply.status === 400 || reply.status === 404))
    return refused(`Klaviyo refuses ${named} with ${reply.status}: it does not know it.`, nextAction);
  if (kindOf(reply) !== 'good') return UNANSWERED;
  const state = stateOf(revision, asOf);
  if (state.state === 'deprecated')
    return warned(
      `Klaviyo answers ${named}, deprecated since ${state.since} and retired on ${state.retiresOn}.`,
      nextAction,
    );
  if (state.state === 'prerelease')
    return warned(`Klaviyo answers ${named}, a pre-release that may change without notice.`, nextAction);
  const until = state.state === 'stable' ? `, stable until ${state.deprecatedOn}` : '';
  return { status: 'passed', message: `Klaviyo answers ${named}${until}.` };
}

function refused(message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority: 'P2', faultDomain: 'code', message, nextAction };
}

function warned(message: string, nextAction: string): ProbeOutcome {
  return { status: 'warned', priority: 'P3', faultDomain: 'code', message, nextAction };
}

const SEVERITY = ['failed', 'warned', 'skipped', 'passed'] as const;

/** The worst stands for all; several good ones are reported together. */
function worstOf(outcomes: readonly ProbeOutcome[]): ProbeOutcome {
  const worst = SEVERITY.map(status => outcomes.find(outcome => outcome.status === status)).find(Boolean) ?? UNANSWERED;
  if (worst.status !== 'passed') return worst;
  return {
    status: 'passed',
    message: outcomes.map(outcome => (outcome.status === 'passed' ? outcome.message : '')).join(' '),
  };
}
