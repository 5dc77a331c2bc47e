import type { Priority } from '../model/report.ts';
import { IMPACTS, type Impact, type Maintenance, type StatusSummary } from './status-summary.ts';

/** What a status page comes to for this code. */
export interface PageRating {
  /** The worst of what concerns this code. */
  impact: Impact;
  /** What concerns this code, as clauses, the worst kind first. */
  relevant: string[];
  /** What does not. */
  elsewhere: string[];
  /** An incident is open, or something is out of order, now; announced maintenance is not. */
  isOngoing: boolean;
  /** An open incident about keys, by its name. */
  authenticationIncident?: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;
export const PRIORITY_OF_IMPACT: Readonly<Record<Impact, Priority>> = {
  none: 'P4',
  maintenance: 'P3',
  minor: 'P3',
  major: 'P2',
  critical: 'P1',
};

/** Which resources of the API the components of a vendor's page are about. */
export interface Products {
  /** By name; the first that matches counts. Without any it does not stop an API integration. A name that matches nothing concerns everybody. */
  resources: readonly (readonly [name: RegExp, resources: readonly string[] | 'all'])[];
  /** What an integration whose code is not known is taken not to use. */
  uncommon: ReadonlySet<string>;
}

/**
 * Rates a page by the components and the impact of what it lists, as far as that concerns this code; by its indicator where it
 * lists nothing.
 *
 * @param used the resources that this code uses; undefined where that is not known
 */
export function ratePage(
  page: StatusSummary,
  used: ReadonlySet<string> | undefined,
  now: Date,
  products: Products,
): PageRating {
  const entries = entriesOf(page, now);
  const relevant = entries.filter(({ about }) => about.some(name => concerns(name, used, products)));
  const elsewhere = entries.filter(entry => !relevant.includes(entry));
  const [incident] = page.incidents.filter(
    each => each.namesAuthentication && aboutOf(each).some(name => concerns(name, used, products)),
  );
  return {
    impact: entries.length === 0 ? (page.indicator ?? 'none') : worstOf(relevant.map(({ impact }) => impact)),
    relevant: relevant.map(({ clause }) => clause),
    elsewhere: elsewhere.map(({ clause }) => clause),
    isOngoing:
      relevant.some(entry => entry.isOngoing) || (entries.length === 0 && (page.indicator ?? 'none') !== 'none'),
    ...(incident && { authenticationIncident: incident.name }),
  };
}

interface Entry {
  /** Names by which it is seen whom it concerns. */
  about: readonly string[];
  clause: string;
  impact: Impact;
  isOngoing: boolean;
}

function entriesOf({ incidents, components, maintenances }: StatusSummary, now: Date): Entry[] {
  return [
    ...incidents.map(incident => ({
      about: aboutOf(incident),
      clause: `'${incident.name}' (${incident.state})`,
      impact: incident.impact,
      isOngoing: true,
    })),
    ...components.map(({ name, state, impact }) => ({
      about: [name],
      clause: `${name}: ${state}`,
      impact,
      isOngoing: true,
    })),
    ...maintenances
      .filter(maintenance => isDue(maintenance, now))
      .map(maintenance => ({
        about: maintenance.components.length > 0 ? maintenance.components : [maintenance.name],
        clause: `'${maintenance.name}' ${timesOf(maintenance, now)}`,
        impact: 'maintenance' as const,
        isOngoing: maintenance.isUnderWay,
      })),
  ];
}

/** The components that an incident affects; its name where it lists none, or where it names the API. */
function aboutOf({ name, components }: StatusSummary['incidents'][number]): string[] {
  return [...(components.length > 0 ? components : [name]), ...(/\bAPIs?\b/.test(name) ? [name] : [])];
}

/** One that is under way, however long it was meant to take, or begins within a day. */
function isDue({ from, until, isUnderWay }: Maintenance, now: Date): boolean {
  if (isUnderWay) return true;
  const [begins, ends] = [Date.parse(from), until === '' ? Infinity : Date.parse(until)];
  return begins <= now.getTime() + DAY_MS && ends >= now.getTime();
}

function timesOf({ from, until, isUnderWay }: Maintenance, now: Date): string {
  const isOver = isUnderWay && until !== '' && Date.parse(until) < now.getTime();
  return isOver ? `was to end at ${until} and is still under way` : `from ${from || 'an unknown time'}`;
}

/** @param used undefined where it is not known what the code uses */
function concerns(
  name: string,
  used: ReadonlySet<string> | undefined,
  { resources: all, uncommon }: Products,
): boolean {
  const resources = all.find(([pattern]) => pattern.test(name))?.[1] ?? 'all';
  if (resources === 'all') return true;
  return resources.some(resource => (used === undefined ? !uncommon.has(resource) : used.has(resource)));
}

function worstOf(impacts: readonly Impact[]): Impact {
  return IMPACTS[Math.max(0, ...impacts.map(impact => IMPACTS.indexOf(impact)))] ?? 'none';
}
