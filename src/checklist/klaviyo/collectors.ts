import alertOn401403 from '../evidence/alert-on-401-403.ts';
import alertOn429 from '../evidence/alert-on-429.ts';
import alertOn5xx from '../evidence/alert-on-5xx.ts';
import alertOnLatency from '../evidence/alert-on-latency.ts';
import alertOnRejectedSignatures from '../evidence/alert-on-rejected-signatures.ts';
import circuitBreaker from '../evidence/circuit-breaker.ts';
import deadLetterQueue from '../evidence/dead-letter-queue.ts';
import featureFlag from '../evidence/feature-flag.ts';
import idempotencyStore from '../evidence/idempotency-store.ts';
import jobQueue from '../evidence/job-queue.ts';
import limiter from '../evidence/limiter.ts';
import phoneValidation from '../evidence/phone-validation.ts';
import publicKey from './evidence/public-key.ts';
import rollback from '../evidence/rollback.ts';
import secretStore from '../evidence/secret-store.ts';
import statusWatch from '../evidence/status-watch.ts';
import typeCheckInCi from '../evidence/type-check-in-ci.ts';

/** The collectors of Klaviyo, by the order of their names. */
export const collectors = [
  alertOn401403,
  alertOn429,
  alertOn5xx,
  alertOnLatency,
  alertOnRejectedSignatures,
  circuitBreaker,
  deadLetterQueue,
  featureFlag,
  idempotencyStore,
  jobQueue,
  limiter,
  phoneValidation,
  publicKey,
  rollback,
  secretStore,
  statusWatch,
  typeCheckInCi,
] as const;

export type EvidenceId = (typeof collectors)[number]['id'];
