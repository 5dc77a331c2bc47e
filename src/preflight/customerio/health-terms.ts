import type { HealthTerms } from '../health-report.ts';

/** How a health report names Customer.io, and the workspace that the app uses. */
export const HEALTH_TERMS: HealthTerms = {
  vendor: /customer[._-]?io|(?<![a-z])cio(?![a-z])/i,
  accountKeys: /^(?:(?:customer_?io|cio)_?)?(?:workspace|environment)_?id$/i,
  latencyKeys: /^(?:(?:customer_?io|cio)_?)?(?:latency|response_?time|duration)_?(?:ms|millis)?$/i,
  isAccountId: value => (typeof value === 'string' || typeof value === 'number') && /^\d{1,12}$/.test(String(value)),
};
