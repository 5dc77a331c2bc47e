/** A number of a checklist that a team may set. */
export interface Threshold {
  /** The checklist's. */
  default: number;
  minimum: number;
  maximum: number;
  /** Whether it may have a fraction. */
  isFractional?: true;
  /** What it is about: a phrase without a full stop. */
  description: string;
  /** The items and probes that it counts for. */
  usedBy: readonly string[];
}

const ALERTS = ['E2', 'E3', 'E4', 'E5', 'E7'];

/** What `thresholds` of `klaviyo-lint.json` may set. */
export const THRESHOLDS = {
  latencySeconds: {
    default: 5,
    minimum: 0.1,
    maximum: 30,
    isFractional: true,
    description: 'the P95 of answers that is too slow, and an answer of the health endpoint that is',
    usedBy: ['E5', 'latency', 'app-health'],
  },
  rateLimitedPerMinute: {
    default: 5,
    minimum: 0,
    maximum: 10_000,
    description: 'more answers of 429 in a minute have to raise an alert',
    usedBy: ['E2'],
  },
  authenticationErrorsPerMinute: {
    default: 0,
    minimum: 0,
    maximum: 10_000,
    description: 'more answers of 401 or 403 in a minute have to raise an alert',
    usedBy: ['E3'],
  },
  serverErrorsPerMinute: {
    default: 10,
    minimum: 0,
    maximum: 10_000,
    description: 'more server errors in a minute have to raise an alert',
    usedBy: ['E4'],
  },
  rejectedSignaturesPerMinute: {
    default: 10,
    minimum: 0,
    maximum: 10_000,
    description: 'more rejected signatures of webhooks in a minute have to raise an alert',
    usedBy: ['E7'],
  },
  alertWindowMinutes: {
    default: 10,
    minimum: 1,
    maximum: 1_440,
    description: 'the longest time that an alert may look at',
    usedBy: ALERTS,
  },
  alertDelayMinutes: {
    default: 5,
    minimum: 0,
    maximum: 1_440,
    description: 'the longest time that it has to last before an alert is raised',
    usedBy: ALERTS,
  },
  webhookSeconds: {
    default: 5,
    minimum: 0.1,
    // Klaviyo waits no longer. Source: its documentation of webhooks; read 2026-11-20.
    maximum: 5,
    isFractional: true,
    description: 'the longest time that the webhook endpoint may take to answer; Klaviyo itself waits 5 seconds',
    usedBy: ['D4', 'webhook-endpoint'],
  },
  rateLimitHeadroomPercent: {
    default: 20,
    minimum: 0,
    maximum: 100,
    description: "the share of the minute's limit that has to be left",
    usedBy: ['rate-limit-headroom'],
  },
  preflightDays: {
    default: 7,
    minimum: 1,
    maximum: 365,
    description: 'an older preflight proves nothing',
    usedBy: ['every item that a probe proves'],
  },
} as const satisfies Readonly<Record<string, Threshold>>;

const PERCENT = { minimum: 0, maximum: 100, isFractional: true } as const;

/** What `customerio.thresholds` may set. The defaults are those of the production checklist of Customer.io. */
export const CUSTOMERIO_THRESHOLDS = {
  errorPercent: {
    ...PERCENT,
    default: 1,
    description: 'a larger share of failed calls has to raise an alert',
    usedBy: ['cio-5.1'],
  },
  p99Seconds: {
    default: 5,
    minimum: 0.1,
    maximum: 60,
    isFractional: true,
    description: 'a P99 of calls that is longer has to raise an alert',
    usedBy: ['cio-5.2'],
  },
  bouncePercent: {
    ...PERCENT,
    default: 5,
    description: 'a larger share of bounces has to raise an alert',
    usedBy: ['cio-5.3'],
  },
  complaintPercent: {
    ...PERCENT,
    default: 0.1,
    description: 'a larger share of complaints has to raise an alert',
    usedBy: ['cio-5.4'],
  },
  deliveryPercent: {
    ...PERCENT,
    default: 95,
    description: 'a smaller share of deliveries has to raise an alert',
    usedBy: ['cio-5.5'],
  },
  queueDepth: {
    default: 10_000,
    minimum: 0,
    maximum: 10_000_000,
    description: 'a longer queue has to raise an alert',
    usedBy: ['cio-5.6'],
  },
  webhookErrorPercent: {
    ...PERCENT,
    default: 5,
    description: 'a larger share of failed webhooks has to raise an alert',
    usedBy: ['cio-5.7'],
  },
} as const satisfies Readonly<Record<string, Threshold>>;

export type ThresholdName = keyof typeof THRESHOLDS;
export type CustomerioThresholdName = keyof typeof CUSTOMERIO_THRESHOLDS;

/** Any of them. */
export type AnyThresholdName = ThresholdName | CustomerioThresholdName;

/** The numbers that the checklists and the probes compare with. */
export type Thresholds = Readonly<Record<AnyThresholdName, number>>;

export const THRESHOLD_NAMES = Object.keys(THRESHOLDS) as ThresholdName[];

const ALL: Readonly<Record<AnyThresholdName, Threshold>> = { ...THRESHOLDS, ...CUSTOMERIO_THRESHOLDS };

/** What the checklist itself says. */
export function defaultOf(name: AnyThresholdName): number {
  return ALL[name].default;
}

/** What sets it in a configuration. */
export function settingOf(name: AnyThresholdName): string {
  return name in CUSTOMERIO_THRESHOLDS ? `customerio.thresholds.${name}` : name;
}

/** Those of the checklist. */
export const DEFAULT_THRESHOLDS = thresholdsOf({});

/** Gives every threshold. @param set those that a configuration sets */
export function thresholdsOf(set: Partial<Thresholds>): Thresholds {
  const all = (Object.keys(ALL) as AnyThresholdName[]).map(name => [name, set[name] ?? defaultOf(name)]);
  return Object.fromEntries(all) as Thresholds;
}

/** What a configuration sets for a run, as far as it is about thresholds. */
interface SetThresholds {
  thresholds?: Partial<Record<ThresholdName, number>>;
  customerio?: { thresholds?: Partial<Record<CustomerioThresholdName, number>> };
}

/** Gives every threshold for a run. */
export function thresholdsIn({ thresholds, customerio }: SetThresholds): Thresholds {
  return thresholdsOf({ ...thresholds, ...customerio?.thresholds });
}
