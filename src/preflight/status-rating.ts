import type { Priority } from '../model/report.ts';
import type { CodeUse } from './define-probe.ts';
import { resourcesOf } from './klaviyo/code-impact.ts';
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

/**
 * Which resources of the API a component is about, by its name; the first that matches counts. Without any it does not stop an API
 * integration. A name that matches nothing concerns everybody.
 *
 * Source: components seen on status.klaviyo.com, and Klaviyo's names of its products; read 2026-11-20.
 */
const PRODUCTS: readonly [name: RegExp, resources: readonly string[] | 'all'][] = [
  [/shopify|woocommerce|magento|bigcommerce|facebook|meta ads|google ads|salesforce|zapier/i, []],
  [/\bAPIs?\b|authenticat|authori[sz]|api keys?|\b40[13]s?\b|oauth|log-?\s?ins?\b/i, 'all'],
  [/sign-?\s?up|\bforms?\b|pop-?ups?/i, ['forms']],
  [/\b(?:sms|mms|rcs)\b|whatsapp|text messag|carrier/i, []],
  [/webhook/i, ['webhooks']],
  [/e-?mail|deliverab|inbox/i, []],
  [/\bevents?\b|track|ingest/i, ['events']],
  [/segment/i, ['segments']],
  [/\blists?\b|subscri|consent/i, ['lists', 'subscriptions', 'profiles']],
  [/profile/i, ['profiles']],
  [/catalog/i, ['catalogs']],
  [/coupon/i, ['coupons', 'coupon-codes']],
  [/campaign/i, ['campaigns']],
  [/\bflows?\b|automation/i, ['flows']],
  [/template|image/i, ['templates', 'images']],
  [/review/i, ['reviews']],
  [/metric|analytic|report/i, ['metrics']],
  [/push|mobile/i, ['push-tokens']],
  [/customer hub|help ?desk|conversation/i, ['conversations']],
  [/\bweb ?(?:app|site)|dashboard|\bUI\b/i, []],
];
/** What a webhook endpoint or an integration whose code is not known may use. */
const UNCOMMON = new Set(['forms', 'conversations']);

/**
 * Rates a page by the components and the impact of what it lists, as far as that concerns this code; by its indicator where it
 * lists nothing.
 */
export function ratePage(page: StatusSummary, code: CodeUse | undefined, now: Date): PageRating {
  const used = resourcesOf(code);
  const entries = entriesOf(page, now);
  const relevant = entries.filter(({ about }) => about.some(name => concerns(name, used)));
  const elsewhere = entries.filter(entry => !relevant.includes(entry));
  const [incident] = page.incidents.filter(
    each => each.namesAuthentication && aboutOf(each).some(name => concerns(name, used)),
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
function concerns(name: string, used: ReadonlySet<string> | undefined): boolean {
  const resources = PRODUCTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'all';
  if (resources === 'all') return true;
  return resources.some(resource => (used === undefined ? !UNCOMMON.has(resource) : used.has(resource)));
}

function worstOf(impacts: readonly Impact[]): Impact {
  return IMPACTS[Math.max(0, ...impacts.map(impact => IMPACTS.indexOf(impact)))] ?? 'none';
}
