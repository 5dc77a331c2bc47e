import type { Evidence } from '../../model/checklist.ts';
import type { EvidenceFacts } from '../../model/evidence-facts.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import { numberOf } from '../number-text.ts';
import type { VendorSigns } from '../vendor-signs.ts';
import { type LimitRule, limitRules } from './limit-rules.ts';

/** What the checklist demands of an alert on a value. */
export interface LimitDemand {
  /** What is measured, as a phrase. */
  what: string;
  direction: 'above' | 'below';
  limit: number;
  unit: 'percent' | 'seconds' | 'count';
  /** What rules are about it. */
  isMeant(rule: LimitRule): boolean;
}

/** Every collector of alerts asks for the same rules. */
const rulesOf = new WeakMap<EvidenceFacts, LimitRule[]>();

/** Compares the alerts in the files of a repository that are about a vendor with what the checklist demands. */
export function judgeLimits(
  facts: EvidenceFacts,
  { names }: Pick<VendorSigns, 'names'>,
  demand: LimitDemand,
  thresholds: Pick<Thresholds, 'alertDelayMinutes'>,
): Evidence[] {
  const rules = rulesOf.get(facts) ?? facts.data.flatMap(limitRules);
  rulesOf.set(facts, rules);
  return rules
    .filter(rule => (names.test(rule.text) || names.test(rule.path)) && demand.isMeant(rule))
    .map(rule => judge(rule, demand, thresholds));
}

const WORDS = { above: 'more', below: 'less' } as const;

function judge(
  rule: LimitRule,
  { what, direction, limit, unit }: LimitDemand,
  { alertDelayMinutes }: Pick<Thresholds, 'alertDelayMinutes'>,
): Evidence {
  const { path, line, delayMinutes } = rule;
  const shown = (value: number): string => `${numberOf(value)}${UNITS[unit]}`;
  const weak = (weakness: string): Evidence => ({
    path,
    line,
    isWeak: true,
    message: `This alert on ${what} ${weakness}; the checklist wants ${WORDS[direction]} than ${shown(limit)} to raise it.`,
  });
  const value = READ[unit](rule);
  const raisedBy = `is raised by ${WORDS[rule.direction]} than ${shown(value)}`;
  if (rule.direction !== direction) return weak(raisedBy);
  if (direction === 'above' ? value > limit + ROUNDING : value < limit - ROUNDING) return weak(raisedBy);
  if (delayMinutes === undefined) return weak('waits for a time that cannot be read here');
  if (delayMinutes > alertDelayMinutes) return weak(`waits for ${numberOf(delayMinutes)} min`);
  return { path, line, message: `This alert on ${what} ${raisedBy}.` };
}

/** Ratios are rounded when they are written down. */
const ROUNDING = 0.0001;
const UNITS = { percent: ' %', seconds: ' s', count: '' } as const;

const READ: Readonly<Record<LimitDemand['unit'], (rule: LimitRule) => number>> = {
  percent: percentOf,
  seconds: ({ limit, text }) => (limit >= 100 || /_ms\b|millis|\bms\b/i.test(text) ? limit / 1000 : limit),
  count: ({ limit }) => limit,
};

/** A ratio is at most 1, unless the rule says that it is a percentage. */
function percentOf({ limit, expression, text }: LimitRule): number {
  const isPercentage = /\*\s*100\b|\b100\s*\*/.test(expression) || /percent|(?<![a-z])pct(?![a-z])/i.test(expression);
  if (isPercentage || limit > 1) return limit;
  // CloudWatch and Grafana name the unit beside the expression.
  return /\bunit:\s*percent\b/i.test(text) ? limit : limit * 100;
}
