import { jsonAnswer } from './exchange.ts';
import type { Responder } from './exchange.ts';

const DESCRIPTIONS = {
  none: 'All Systems Operational',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
};

export type Indicator = keyof typeof DESCRIPTIONS;

/** What else a status page can show; nothing by default. */
export interface StatusDetails {
  components?: { name: string; status: string; group?: boolean }[];
  incidents?: { name: string; impact: string; status: string }[];
  /** Hours from the simulated now. */
  maintenances?: { name: string; status: string; fromHours: number; untilHours: number }[];
}

/** Whose status page it is. */
export interface StatusPage {
  name: string;
  url: string;
  /** Those that are operational unless something else is said. */
  components: readonly string[];
}

/** `/api/v2/status.json` and `/api/v2/summary.json` of an Atlassian Statuspage. */
export function statusPage(of: StatusPage, indicator: Indicator, details: StatusDetails = {}): Responder {
  const page = { id: 'simulated', name: of.name, url: of.url, time_zone: 'Etc/UTC' };
  const status = { indicator, description: DESCRIPTIONS[indicator] };
  return exchange => {
    if (exchange.request.url === '/api/v2/status.json') return jsonAnswer(200, { page, status });
    if (exchange.request.url !== '/api/v2/summary.json') return jsonAnswer(404, {});
    return jsonAnswer(200, { page, ...detailsAt(of, details, exchange.now), status });
  };
}

function detailsAt(
  of: StatusPage,
  { components = [], incidents = [], maintenances = [] }: StatusDetails,
  now: number,
): object {
  const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();
  const operational = of.components.map(name => ({ name, status: 'operational' }));
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
