import type { Item } from '../item.ts';
import type { EvidenceId } from './index.ts';
import type { ScopeId } from './scopes.ts';

type CustomerioItem = Item<ScopeId, EvidenceId>;
type CustomerioNeed = CustomerioItem['needs'][number];

const findings = (...ids: string[]): CustomerioNeed => ({ by: 'static', ids });
const probe = (id: string): CustomerioNeed => ({ by: 'probe or attestation', id });
const evidence = (id: EvidenceId): CustomerioNeed => ({ by: 'evidence', id });
/** What a workspace may hold instead of the repository. */
const shown = (id: EvidenceId): CustomerioNeed => ({ by: 'evidence or attestation', id });
const ATTEST: CustomerioNeed = { by: 'attestation' };
const ANALYZE = 'Let the whole repository be analyzed.';

/** What an alert that the team has may prove. */
const alert = (id: string, title: string, sign: EvidenceId, scope: ScopeId = 'integration'): CustomerioItem => ({
  id,
  title,
  scope,
  needs: [shown(sign)],
  todo: 'Attest the alert, or keep its rule in the repository.',
});

/** What the rules alone prove, where all code was analyzed. */
const byRules = (id: string, title: string, rule: string, scope: ScopeId = 'integration'): CustomerioItem => ({
  id,
  title,
  scope,
  needs: [findings(rule)],
  todo: ANALYZE,
});

/** The production checklist of Customer.io: each line once, with what proves it. Its ids begin so that none fits those of another list. */
export const ITEMS: readonly CustomerioItem[] = [
  {
    id: 'cio-1.1',
    title: 'The keys come from a secret store, not from a file in the repository',
    scope: 'integration',
    needs: [findings('check/customerio-committed-env-file', 'customerio/no-hardcoded-key'), ATTEST],
    shows: ['secret-store'],
    todo: 'Attest which secret store the keys come from, and who may read it.',
  },
  {
    id: 'cio-1.2',
    title: 'No key is written down, and none that opens the workspace reaches the browser',
    scope: 'everything',
    needs: [
      findings('customerio/no-hardcoded-key', 'customerio/no-secret-in-browser', 'check/customerio-committed-env-file'),
    ],
    todo: ANALYZE,
  },
  {
    id: 'cio-1.3',
    title: 'The region of the workspace is stated, and is the right one',
    scope: 'integration',
    needs: [findings('customerio/explicit-region'), probe('customerio-region')],
    todo: 'Run the preflight with the credentials of production, or attest which region the workspace is in.',
  },
  {
    id: 'cio-1.4',
    title: 'Production has credentials and a workspace of its own',
    scope: 'integration',
    needs: [probe('customerio-workspace')],
    todo: 'Attest that production and staging share no key and no workspace.',
  },
  byRules('cio-2.1', 'All API calls go through the SDK', 'customerio/no-raw-http'),
  {
    id: 'cio-2.2',
    title: 'The SDK is pinned, locked, and one version',
    scope: 'sdk',
    needs: [
      findings(
        'check/customerio-floating-sdk-range',
        'check/customerio-unlocked-sdk',
        'check/customerio-mixed-sdk-versions',
      ),
    ],
    todo: 'Let the manifests and lock files be analyzed.',
  },
  {
    id: 'cio-2.3',
    title: 'The release of the SDK retries, and runs on the Node of the project',
    scope: 'sdk',
    needs: [findings('check/customerio-no-retry', 'check/customerio-unsupported-node')],
    todo: 'Let the manifests and lock files be analyzed.',
  },
  byRules('cio-2.4', 'Requests are built as the SDK wants them', 'customerio/valid-send-request', 'sends'),
  byRules('cio-2.5', 'A failed call is seen', 'customerio/no-swallowed-error'),
  {
    id: 'cio-2.6',
    title: 'Calls stay under the limits of each API',
    scope: 'integration',
    needs: [findings('customerio/no-unthrottled-burst'), evidence('limiter')],
    todo: 'Put a limiter or a queue with a limit before the calls, such as p-limit or bottleneck.',
  },
  byRules(
    'cio-2.7',
    'Signatures of webhooks are verified over version, timestamp and raw body',
    'customerio/require-webhook-verification',
    'webhooks',
  ),
  byRules('cio-2.8', 'The Pipelines API refuses what is not valid', 'customerio/prefer-strict-mode', 'pipelines'),
  {
    id: 'cio-2.9',
    title: "'tsc --noEmit' runs in CI against the pinned SDK",
    scope: 'integration',
    needs: [evidence('type-check-in-ci')],
    todo: "Run 'tsc --noEmit' in a workflow, after an install from the lock file.",
  },
  {
    id: 'cio-3.1',
    title: 'The sending domain is authenticated: MX, SPF, DKIM and DMARC',
    scope: 'integration',
    needs: [probe('customerio-sending-domain')],
    todo: 'Attest that Customer.io shows the sending domain as verified, and that DMARC is published.',
  },
  {
    id: 'cio-3.2',
    title: 'Every e-mail that is not transactional has an unsubscribe link',
    scope: 'integration',
    needs: [shown('unsubscribe-link')],
    todo: 'Attest that every layout in the workspace has an unsubscribe link, or keep the templates in the repository.',
  },
  {
    id: 'cio-3.3',
    title: 'Every e-mail that is not transactional has the postal address of the sender',
    scope: 'integration',
    needs: [shown('postal-address')],
    todo: 'Attest that every layout in the workspace has the address, or keep the templates in the repository.',
  },
  byRules(
    'cio-3.4',
    'Nobody who unsubscribed is written to, and sends are kept for questions',
    'customerio/no-compliance-override',
  ),
  {
    id: 'cio-3.5',
    title: 'Suppressions and unsubscribes of the earlier system are imported, and the domain is warmed up',
    scope: 'integration',
    needs: [ATTEST],
    todo: 'Attest when they were imported, and by which volume a day the domain is warmed up.',
  },
  {
    id: 'cio-4.1',
    title: 'The Liquid of every template parses',
    scope: 'integration',
    needs: [shown('liquid-syntax')],
    todo: 'Attest that every message was previewed with real people, or keep the templates in the repository.',
  },
  {
    id: 'cio-4.2',
    title: 'The code sends the fields that the templates take',
    scope: 'sends',
    needs: [findings('customerio/require-message-data'), shown('template-fields')],
    todo: 'Attest which fields each template takes, or keep the templates in the repository.',
  },
  {
    id: 'cio-4.3',
    title: 'Campaigns, segments and broadcasts were reviewed by a second person',
    scope: 'integration',
    needs: [ATTEST],
    todo: 'Attest who reviewed triggers, filters, exits and frequency, and when.',
  },
  {
    id: 'cio-4.4',
    title: 'Every message was sent to a test address and read',
    scope: 'integration',
    needs: [ATTEST],
    todo: 'Attest which messages were sent to whom, and when.',
  },
  alert('cio-5.1', 'More than 1 % of failed calls raise an alert', 'alert-on-error-rate'),
  alert('cio-5.2', 'A P99 over 5 seconds raises an alert', 'alert-on-p99'),
  alert('cio-5.3', 'More than 5 % of bounces raise an alert', 'alert-on-bounces'),
  alert('cio-5.4', 'More than 0.1 % of complaints raise an alert', 'alert-on-complaints'),
  alert('cio-5.5', 'Less than 95 % of deliveries raise an alert', 'alert-on-delivery'),
  alert('cio-5.6', 'A queue of more than 10,000 raises an alert', 'alert-on-queue'),
  alert('cio-5.7', 'More than 5 % of failed webhooks raise an alert', 'alert-on-webhook-errors', 'webhooks'),
  {
    id: 'cio-5.8',
    title: "Customer.io's status page is watched",
    scope: 'integration',
    needs: [shown('status-watch')],
    todo: 'Watch status.customerio.com, or attest who does.',
  },
  {
    id: 'cio-6.1',
    title: 'A marked person was identified, tracked and deleted in the workspace of production',
    scope: 'integration',
    needs: [probe('customerio-smoke-test')],
    todo: 'Run the smoke test of the preflight, or attest what was sent by hand, and what arrived.',
  },
  {
    id: 'cio-6.2',
    title: 'A transactional message reached a test address from production',
    scope: 'sends',
    needs: [ATTEST],
    todo: 'Attest which message was sent to whom, and when it arrived.',
  },
  {
    id: 'cio-7.1',
    title: 'A flag sends a share of the people to the integration, always the same ones',
    scope: 'integration',
    needs: [shown('percentage-flag')],
    todo: 'Divide people by a hash of their id, or by a service of flags, or attest how they are divided.',
  },
  {
    id: 'cio-7.2',
    title: 'The share can be set to 0 % without a deploy',
    scope: 'integration',
    needs: [ATTEST],
    shows: ['percentage-flag', 'feature-flag'],
    todo: 'Attest who sets the share to 0 %, how, and when that was tried.',
  },
  {
    id: 'cio-7.3',
    title: 'The previous version can be rolled back to, and the app works while Customer.io is down',
    scope: 'integration',
    needs: [ATTEST],
    shows: ['rollback', 'circuit-breaker', 'job-queue', 'dead-letter-queue'],
    todo: 'Attest how the previous version is rolled back to, and what the app does without Customer.io.',
  },
  {
    id: 'cio-7.4',
    title: 'Somebody leads the rollout, and is there from 24 hours before to 24 hours after it',
    scope: 'integration',
    needs: [ATTEST],
    todo: "Attest who leads the rollout, with a link to its plan ('klaviyo-lint rollout-plan').",
  },
];
