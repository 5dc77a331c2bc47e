import type { Call, FaultDomain, Incident, PreflightReport } from '../model/report.ts';
import { REPORT_TERMS, vendorOfId } from '../vendors/report-terms.ts';
import { outcomeOfCall } from './described-call.ts';
import { plainText } from './plain-text.ts';
import { timeOfDay } from './utc.ts';

const WHERE: Readonly<Record<Exclude<FaultDomain, 'vendor'>, string>> = {
  key: 'our key',
  network: 'our network',
  traffic: 'our traffic',
  account: 'the account in use',
  code: 'our code',
  app: 'our app',
  domain: 'our sending domain',
};

/** Where the fault is. */
export function whereOf({ faultDomain, probes }: Incident, report: PreflightReport): string {
  if (faultDomain !== 'vendor') return WHERE[faultDomain];
  const [vendor, ...others] = new Set(probes.map(vendorOfId));
  return `${vendor === undefined || others.length > 0 ? vendorsOf(report) : REPORT_TERMS[vendor].name}'s side`;
}

/** Whom the preflight asked. */
export function vendorsOf({ versions }: PreflightReport): string {
  return Object.values(REPORT_TERMS)
    .filter(({ versions: fields }) =>
      Object.keys(fields)
        .slice(0, 1)
        .some(field => versions[field] !== undefined),
    )
    .map(({ name }) => name)
    .join(' and ');
}

/** With which versions it asked. */
export function askedWith({ versions }: PreflightReport): string {
  const fields = Object.values(REPORT_TERMS).flatMap(terms => Object.entries(terms.versions));
  return [['tool', 'klaviyo-lint'] as const, ...fields]
    .flatMap(([field, name]) => {
      const version = versions[field];
      return version === undefined ? [] : [`${name} ${plainText(version)}`];
    })
    .join(', ');
}

/** What in the code does not work, or that it is not known. */
export function impactOf({ impact = [] }: Incident): string {
  return impact.length === 0
    ? 'not known, to be filled in (whom does it reach?)'
    : `these calls of the code are affected: ${impact.map(plainText).join('; ')}`;
}

const MOST_LINES = 12;

/** The beginning, and what failed; the same answer of the same endpoint once. */
export function timeline({ startedAt, calls }: PreflightReport): string[] {
  const counted = new Map<string, { at: string; times: number }>();
  for (const call of calls.filter(isFailure)) {
    const { at, times } = counted.get(shownCall(call)) ?? { at: call.at, times: 0 };
    counted.set(shownCall(call), { at, times: times + 1 });
  }
  const lines = [...counted].map(
    ([fact, { at, times }]) => `${timeOfDay(at)} ${fact}${times > 1 ? ` (${times} times)` : ''}`,
  );
  const more = lines.length - MOST_LINES;
  return [
    `${timeOfDay(startedAt)} The preflight began.`,
    ...lines.slice(0, MOST_LINES),
    ...(more > 0 ? [`and ${more} more, see the calls`] : []),
  ];
}

/** Whether a call failed; that a resource does not exist is an answer like any other. */
export function isFailure({ status = 0, failure }: Call): boolean {
  return (failure !== undefined && failure !== 'not found') || (status >= 300 && status !== 404);
}

/** Method, host, path and what became of it; without the query, which a reader does not need. */
export function shownCall(call: Call): string {
  const address = call.url.replace(/^[a-z]+:(?:\/\/)?/i, '').split('?', 1)[0];
  return plainText(`${call.method} ${address}: ${outcomeOfCall(call)}`);
}
