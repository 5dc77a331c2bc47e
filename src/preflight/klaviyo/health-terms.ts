import type { HealthTerms } from '../health-report.ts';

/** How a health report names Klaviyo. The id of an account is its public key: six characters, seven tolerated. */
export const HEALTH_TERMS: HealthTerms = {
  vendor: /klaviyo/i,
  accountKeys: /^(?:klaviyo_?)?(?:account|company|site)_?(?:id)?$/i,
  latencyKeys: /^(?:klaviyo_?)?(?:latency|response_?time|duration)_?(?:ms|millis)?$/i,
  isAccountId: value => typeof value === 'string' && /^[A-Za-z0-9]{6,7}$/.test(value),
};
