import { defineProbe } from '../../define-probe.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import { judgeDkim, SELECTORS } from '../../mail/dkim.ts';
import { judgeDmarc } from '../../mail/dmarc.ts';
import type { MailFinding } from '../../mail/finding.ts';
import { judgeSpf } from '../../mail/spf.ts';

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;
/** From what an account without a domain of its own sends. */
const SHARED = /(?:^|\.)klaviyomail\.com$/i;

export default defineProbe({
  id: 'sending-domain',
  description: 'sending domains without SPF, DKIM or DMARC that receivers accept',
  order: 13,
  isEarly: true,
  notAsked: ({ targets }) => (targets.sendingDomain === undefined ? "no 'sending-domain' was given" : undefined),
  async run({ names, targets }) {
    const domain = (targets.sendingDomain ?? '').replace(/\.$/, '').toLowerCase();
    if (!DOMAIN.test(domain))
      return failed(
        "'sending-domain' is not the name of a domain.",
        "Give the branded sending domain as Klaviyo's settings show it, such as 'send.shop.example'.",
      );
    if (SHARED.test(domain))
      return failed(
        "The sending domain is Klaviyo's shared one, which never aligns with yours.",
        "Set up a branded sending domain in Klaviyo's settings.",
      );
    const selectors = targets.dkimSelectors ?? SELECTORS;
    const [spf, dkim, dmarc] = await Promise.all([
      judgeSpf(domain, names),
      judgeDkim(domain, selectors, names),
      judgeDmarc(domain, names),
    ]);
    return judge(domain, { SPF: spf, DKIM: dkim, DMARC: dmarc });
  },
});

const NEXT: Record<string, string> = {
  SPF: "Publish the records that Klaviyo's settings show for the sending domain; its return path needs one SPF record.",
  DKIM: "Publish the records that Klaviyo's settings show for the sending domain, and say 'dkim-selectors' if they have other names.",
  DMARC:
    "Publish one DMARC record at the organisation's domain, with relaxed alignment, and tighten its policy step by step.",
};

function judge(domain: string, findings: Record<string, MailFinding>): ProbeOutcome {
  const entries = Object.entries(findings);
  const table = {
    columns: ['record', 'state', 'what was seen'],
    rows: entries.map(([record, { state, fact }]) => [record, state, fact]),
  };
  const of = (state: MailFinding['state']): typeof entries => entries.filter(([, finding]) => finding.state === state);
  const described = (some: typeof entries): string => some.map(([record, { fact }]) => `${record}: ${fact}`).join('; ');
  const next = (some: typeof entries): string => NEXT[some[0]?.[0] ?? ''] ?? '';
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
  return { status: 'passed', message: `'${domain}' has SPF, DKIM and DMARC. ${described(entries)}.`, table };
}

function failed(message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority: 'P2', faultDomain: 'domain', message, nextAction };
}
