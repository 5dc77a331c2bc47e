import { answer } from './exchange.ts';
import type { Responder } from './exchange.ts';

const DESCRIPTIONS = {
  none: 'All Systems Operational',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
};

/** `/api/v2/status.json` of an Atlassian Statuspage. */
export function indicator(indicator: keyof typeof DESCRIPTIONS): Responder {
  const page = { id: 'simulated', name: 'Klaviyo', url: 'https://status.klaviyo.com', time_zone: 'Etc/UTC' };
  const body = JSON.stringify({ page, status: { indicator, description: DESCRIPTIONS[indicator] } });
  return exchange => {
    const found = exchange.request.url === '/api/v2/status.json';
    return answer(found ? 200 : 404, found ? body : '{}', { 'content-type': 'application/json' });
  };
}
