import { answer } from './exchange.ts';
import type { Responder } from './exchange.ts';

const DESCRIPTIONS = {
  none: 'All Systems Operational',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
};

type Indicator = keyof typeof DESCRIPTIONS;

/** What else a status page can show; nothing by default. */
export interface StatusDetails {
  components?: { name: string; status: string; group?: boolean }[];
  incidents?: { name: string; impact: string; status: string }[];
  /** Hours from the simulated now. */
  maintenances?: { name: string; status: string; fromHours: number; untilHours: number }[];
}

/** `/api/v2/status.json` and `/api/v2/summary.json` of an Atlassian Statuspage. */
export function indicator(indicator: Indicator, details: StatusDetails = {}): Responder {
  const page = { id: 'simulated', name: 'Klaviyo', url: 'https://status.klaviyo.com', time_zone: 'Etc/UTC' };
  const status = { indicator, description: DESCRIPTIONS[indicator] };
  return exchange => {
    const json = { 'content-type': 'application/json' };
    if (exchange.request.url === '/api/v2/status.json') return answer(200, JSON.stringify({ page, status }), json);
    if (exchange.request.url !== '/api/v2/summary.json') return answer(404, '{}', json);
    return answer(200, JSON.stringify({ page, ...detailsAt(details, exchange.now), status }), json);
  };
}

function detailsAt({ components = [], incidents = [], maintenances = [] }: StatusDetails, now: number): object {
  const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
  const operational = [
    { name: 'Klaviyo API', status: 'operational' },
    { name: 'Email Sending', status: 'operational' },
  ];
  const others = operational.filter(({ name }) => !components.some(component => component.name === name));
  return {
    components: [...components, ...others].map((component, index) => ({
      id: `component-${index}`,
      group: false,
      ...component,
    })),
    incidents: incidents.map((incident, index) => ({
      id: `incident-${index}`,
      started_at: at(-1),
      shortlink: 'https://stspg.io/simulated',
      ...incident,
    })),
    scheduled_maintenances: maintenances.map(({ name, status, fromHours, untilHours }) => ({
      name,
      status,
      impact: 'maintenance',
      scheduled_for: at(fromHours),
      scheduled_until: at(untilHours),
    })),
  };
}
