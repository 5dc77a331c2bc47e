import type { EvidenceId } from './collectors.ts';
import type { Item } from '../item.ts';
import { secondsText } from '../number-text.ts';
import type { DeliveryAspect } from '../webhook-aspects.ts';
import type { ScopeId } from './scopes.ts';

type KlaviyoItem = Item<ScopeId, EvidenceId>;
type KlaviyoNeed = KlaviyoItem['needs'][number];

const findings = (...ids: string[]): KlaviyoNeed => ({ by: 'static', ids });
const probe = (id: string, aspect?: DeliveryAspect): KlaviyoNeed => ({ by: 'probe', id, ...(aspect && { aspect }) });
const evidence = (id: EvidenceId): KlaviyoNeed => ({ by: 'evidence', id });
const alert = (id: EvidenceId): KlaviyoNeed => ({ by: 'evidence or attestation', id });
const ALERT_TIMES = ['alertWindowMinutes', 'alertDelayMinutes'] as const;
const ATTEST: KlaviyoNeed = { by: 'attestation' };

/** What `require-webhook-verification` says of an address and not of a signature. */
const ADDRESS = /\bhttps\b/;

/** What `committed-env-file` says of a key and not of another secret. */
const FINGERPRINT = /\(fingerprint /;

/** Klaviyo's production checklist: each line once, with what proves it. */
export const ITEMS: readonly KlaviyoItem[] = [
  {
    id: 'A1',
    title: 'The private key comes from a secret store, not from a file in the repository',
    scope: 'integration',
    needs: [findings('check/committed-env-file', 'klaviyo/no-hardcoded-key'), ATTEST],
    shows: ['secret-store'],
    todo: 'Attest which secret store the key comes from, and who may read it.',
  },
  {
    id: 'A2',
    title: 'The key has no more scopes than the code uses',
    scope: 'integration',
    needs: [{ by: 'probe', id: 'scopes', isStrict: true }],
    todo: 'Create a key with the scopes that the code uses, and run the preflight with it.',
  },
  {
    id: 'A3',
    title: 'A webhook secret is configured where webhooks are received',
    scope: 'webhooks',
    needs: [findings('check/missing-webhook-secret'), probe('webhook-endpoint', 'secret')],
    todo: "Run the preflight with 'webhook-url', the webhook's secret and 'send-test-webhook'.",
  },
  {
    id: 'A4',
    title: 'The public key is set where the browser talks to Klaviyo',
    scope: 'browser',
    needs: [evidence('public-key')],
    todo: 'Give the code of the browser the public key of the account, such as NEXT_PUBLIC_KLAVIYO_COMPANY_ID.',
  },
  {
    id: 'A5',
    title: 'No key is written down',
    scope: 'everything',
    needs: [
      findings('klaviyo/no-hardcoded-key', 'klaviyo/no-private-key-in-browser'),
      { by: 'static', ids: ['check/committed-env-file'], about: { pattern: FINGERPRINT, isMeant: true } },
    ],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'B1',
    title: 'All API calls go through the SDK',
    scope: 'integration',
    needs: [findings('klaviyo/no-raw-http', 'klaviyo/no-legacy-api')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'B2',
    title: 'The SDK is pinned, locked, and one version',
    scope: 'sdk',
    needs: [findings('check/floating-sdk-range', 'check/unlocked-sdk', 'check/mixed-sdk-versions')],
    todo: 'Let the manifests and lock files be analyzed.',
  },
  {
    id: 'B3',
    title: 'The revision is supported, and will be for a while',
    scope: 'integration',
    needs: [
      findings('klaviyo/no-outdated-revision', 'klaviyo/require-revision', 'check/outdated-sdk-revision'),
      { by: 'probe', id: 'revision', isStrict: true },
    ],
    todo: 'Run the preflight in the folder of the project.',
  },
  {
    id: 'B4',
    title: 'Profiles are upserted',
    scope: 'integration',
    needs: [findings('klaviyo/prefer-profile-upsert')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'B5',
    title: 'Events carry a unique id',
    scope: 'integration',
    needs: [findings('klaviyo/require-unique-id')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'B6',
    title: 'Phone numbers are E.164',
    scope: 'phone numbers',
    needs: [
      findings('klaviyo/valid-phone-number'),
      { by: 'evidence', id: 'phone-validation', scope: 'unknown phone numbers' },
    ],
    todo: 'Validate phone numbers before they are sent, with a library such as libphonenumber-js.',
  },
  {
    id: 'C1',
    title: "A 429 is retried after 'Retry-After'",
    scope: 'integration',
    needs: [findings('check/broken-sdk-retry', 'klaviyo/no-disabled-retry')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'C2',
    title: 'Server errors are retried with exponential back-off',
    scope: 'integration',
    needs: [findings('klaviyo/no-disabled-retry')],
    todo: 'Let the whole repository be analyzed.',
    note: 'The SDK does not retry 500 and 502 by default: name them in its retry options where they matter.',
  },
  {
    id: 'C3',
    title: '401 and 403 are logged and raise an alert',
    scope: 'integration',
    needs: [findings('klaviyo/no-swallowed-error'), ATTEST],
    shows: ['alert-on-401-403'],
    todo: 'Attest that a 401 or 403 is logged, and which alert it raises.',
  },
  {
    id: 'C4',
    title: 'The app keeps working while Klaviyo is down',
    scope: 'integration',
    needs: [ATTEST],
    shows: ['circuit-breaker', 'job-queue', 'dead-letter-queue'],
    todo: 'Attest what the app does while Klaviyo is down, and when that was tried.',
  },
  {
    id: 'C5',
    title: 'Calls stay under the burst limit, which is 75 a second on the profile endpoints',
    scope: 'integration',
    needs: [findings('klaviyo/no-unthrottled-burst'), evidence('limiter')],
    todo: 'Put a limiter or a queue with a limit before the calls, such as p-limit or bottleneck.',
  },
  {
    id: 'D1',
    title: 'The webhook endpoint is https only',
    scope: 'webhooks',
    needs: [
      { by: 'static', ids: ['klaviyo/require-webhook-verification'], about: { pattern: ADDRESS, isMeant: true } },
      probe('webhook-endpoint', 'address'),
    ],
    todo: "Run the preflight with 'webhook-url', the webhook's secret and 'send-test-webhook'.",
  },
  {
    id: 'D2',
    title: 'Signatures are verified: HMAC-SHA256, in constant time, over the raw bytes',
    scope: 'webhooks',
    needs: [
      { by: 'static', ids: ['klaviyo/require-webhook-verification'], about: { pattern: ADDRESS, isMeant: false } },
      probe('webhook-endpoint', 'signature'),
    ],
    todo: "Run the preflight with 'webhook-url', the webhook's secret and 'send-test-webhook'.",
  },
  {
    id: 'D3',
    title: 'A repeated delivery is handled once',
    scope: 'webhooks',
    needs: [evidence('idempotency-store'), probe('webhook-endpoint', 'repetition')],
    todo: 'Remember the ids of deliveries that were handled, in a store that all instances share.',
  },
  {
    id: 'D4',
    title: ({ webhookSeconds }) => `The webhook endpoint answers in time, which is ${secondsText(webhookSeconds)}`,
    thresholds: ['webhookSeconds'],
    scope: 'webhooks',
    needs: [probe('webhook-endpoint', 'time')],
    todo: "Run the preflight with 'webhook-url', the webhook's secret and 'send-test-webhook'.",
  },
  {
    id: 'E1',
    title: 'A health endpoint tests the connection to Klaviyo',
    scope: 'http server',
    needs: [findings('check/missing-health-check'), probe('app-health')],
    todo: "Run the preflight with 'app-health-url'.",
  },
  {
    id: 'E2',
    title: ({ rateLimitedPerMinute: most }) => `More than ${most} answers of 429 in a minute raise an alert (P2)`,
    thresholds: ['rateLimitedPerMinute', ...ALERT_TIMES],
    scope: 'integration',
    needs: [alert('alert-on-429')],
    todo: 'Attest the alert, or keep its rule in the repository.',
  },
  {
    id: 'E3',
    title: ({ authenticationErrorsPerMinute: most }) =>
      most === 0
        ? 'Any 401 or 403 raises an alert (P1)'
        : `More than ${most} answers of 401 or 403 in a minute raise an alert (P1)`,
    thresholds: ['authenticationErrorsPerMinute', ...ALERT_TIMES],
    scope: 'integration',
    needs: [alert('alert-on-401-403')],
    todo: 'Attest the alert, or keep its rule in the repository.',
  },
  {
    id: 'E4',
    title: ({ serverErrorsPerMinute: most }) => `More than ${most} server errors in a minute raise an alert (P1)`,
    thresholds: ['serverErrorsPerMinute', ...ALERT_TIMES],
    scope: 'integration',
    needs: [alert('alert-on-5xx')],
    todo: 'Attest the alert, or keep its rule in the repository.',
  },
  {
    id: 'E5',
    title: ({ latencySeconds }) => `Latency is tracked: a P95 over ${secondsText(latencySeconds)} raises an alert (P2)`,
    thresholds: ['latencySeconds', ...ALERT_TIMES],
    scope: 'integration',
    needs: [alert('alert-on-latency')],
    showsProbes: ['latency'],
    todo: 'Attest the alert, or keep its rule in the repository.',
  },
  {
    id: 'E6',
    title: "Klaviyo's status page is watched",
    scope: 'integration',
    needs: [evidence('status-watch')],
    showsProbes: ['status-page'],
    todo: 'Run the preflight on a schedule, as examples/workflows/scheduled-watch.yml does.',
  },
  {
    id: 'E7',
    title: 'Rejected webhook signatures raise an alert (P2)',
    thresholds: ['rejectedSignaturesPerMinute', ...ALERT_TIMES],
    scope: 'webhooks',
    needs: [alert('alert-on-rejected-signatures')],
    todo: 'Attest the alert, or keep its rule in the repository.',
  },
  {
    id: 'F1',
    title: 'The integration can be switched off without a deploy',
    scope: 'integration',
    needs: [ATTEST],
    shows: ['feature-flag'],
    todo: 'Attest which flag switches the integration off, and when that was tried.',
  },
  {
    id: 'F2',
    title: 'The previous version can be rolled back to',
    scope: 'integration',
    needs: [ATTEST],
    shows: ['rollback'],
    todo: 'Attest how the previous version is rolled back to, and when that was tried.',
  },
  {
    id: 'G1',
    title: 'Routes call services, services call the SDK layer, never the reverse',
    scope: 'layers',
    needs: [findings('klaviyo/sdk-layering')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'G2',
    title: 'One session is shared',
    scope: 'integration',
    needs: [findings('klaviyo/prefer-shared-session')],
    todo: 'Let the whole repository be analyzed.',
  },
  {
    id: 'G3',
    title: "'tsc --noEmit' runs in CI against the pinned SDK",
    scope: 'integration',
    needs: [evidence('type-check-in-ci')],
    todo: "Run 'tsc --noEmit' in a workflow, after an install from the lock file.",
  },
  {
    id: 'H1',
    title: 'The sending domain has SPF, DKIM and DMARC',
    scope: 'integration',
    needs: [probe('sending-domain')],
    todo: "Run the preflight with 'sending-domain'.",
  },
];
