import type { ChecklistVendor } from '../checklist-vendor.ts';
import circuitBreaker from '../evidence/circuit-breaker.ts';
import deadLetterQueue from '../evidence/dead-letter-queue.ts';
import featureFlag from '../evidence/feature-flag.ts';
import jobQueue from '../evidence/job-queue.ts';
import limiter from '../evidence/limiter.ts';
import rollback from '../evidence/rollback.ts';
import secretStore from '../evidence/secret-store.ts';
import statusWatch from '../evidence/status-watch.ts';
import typeCheckInCi from '../evidence/type-check-in-ci.ts';
import * as alerts from './evidence/limit-alerts.ts';
import percentageFlag from './evidence/percentage-flag.ts';
import { liquidSyntax, postalAddress, templateFields, unsubscribeLink } from './evidence/templates.ts';
import { ITEMS } from './items.ts';
import { presentScopes, SCOPES } from './scopes.ts';
import { CUSTOMERIO_SIGNS } from './signs.ts';

const collectors = [
  circuitBreaker,
  deadLetterQueue,
  featureFlag,
  jobQueue,
  limiter,
  rollback,
  secretStore,
  statusWatch,
  typeCheckInCi,
  ...Object.values(alerts),
  percentageFlag,
  liquidSyntax,
  postalAddress,
  templateFields,
  unsubscribeLink,
] as const;

export type EvidenceId = (typeof collectors)[number]['id'];

export const CUSTOMERIO: ChecklistVendor = {
  id: 'customerio',
  name: 'Customer.io',
  items: ITEMS,
  scopes: SCOPES,
  presentScopes,
  collectors,
  signs: CUSTOMERIO_SIGNS,
  // Which ones it takes as received is not published.
  acceptsStatus: status => status >= 200 && status < 300,
  ofAnyLanguage: ['check/customerio-committed-env-file'],
};
