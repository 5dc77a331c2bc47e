import type { ProbeOutcome } from '../define-probe.ts';
import type { MailFinding } from './finding.ts';

/** What to do about a record, by its name, and what a domain has that has all of them. */
export interface RecordWords {
  next: Readonly<Record<string, string>>;
  has: string;
}

/** Makes one outcome of what was seen of the records of a sending domain, the worst first. */
export function judgeRecords(
  domain: string,
  findings: Readonly<Record<string, MailFinding>>,
  { next: steps, has }: RecordWords,
): ProbeOutcome {
  const entries = Object.entries(findings);
  const table = {
    columns: ['record', 'state', 'what was seen'],
    rows: entries.map(([record, { state, fact }]) => [record, state, fact]),
  };
  const of = (state: MailFinding['state']): typeof entries => entries.filter(([, finding]) => finding.state === state);
  const described = (some: typeof entries): string => some.map(([record, { fact }]) => `${record}: ${fact}`).join('; ');
  const next = (some: typeof entries): string => steps[some[0]?.[0] ?? ''] ?? '';
  if (of('bad').length > 0)
    return { ...failed(`Mail from '${domain}' may be refused. ${described(of('bad'))}.`, next(of('bad'))), table };
  if (of('unknown').length > 0)
    return {
      status: 'skipped',
      reason: `the DNS did not answer for '${domain}' (${of('unknown')
        .map(([record]) => record)
        .join(', ')})`,
      priority: 'P3',
      faultDomain: 'network',
      nextAction: 'Check the DNS settings of this machine, and run the preflight again.',
      table,
    };
  if (of('weak').length > 0)
    return {
      status: 'warned',
      priority: 'P3',
      faultDomain: 'domain',
      message: `'${domain}' could be protected better. ${described(of('weak'))}.`,
      nextAction: next(of('weak')),
      table,
    };
  return { status: 'passed', message: `'${domain}' has ${has}. ${described(entries)}.`, table };
}

function failed(message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority: 'P2', faultDomain: 'domain', message, nextAction };
}
