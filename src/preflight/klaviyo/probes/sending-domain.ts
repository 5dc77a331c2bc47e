import { defineProbe } from '../define-probe.ts';
import type { ProbeOutcome } from '../../define-probe.ts';
import { judgeDkim } from '../../mail/dkim.ts';
import { judgeDmarc } from '../../mail/dmarc.ts';
import { judgeRecords } from '../../mail/records.ts';
import { judgeSpf } from '../../mail/spf.ts';

/**
 * The selectors under which Klaviyo has the keys of a branded sending domain published.
 *
 * Source: guides of mail services and public notes that quote the vendor's own table; read 2026-11-20.
 */
const SELECTORS = ['kl', 'kl2'];

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
    return judgeRecords(domain, { SPF: spf, DKIM: dkim, DMARC: dmarc }, { next: NEXT, has: 'SPF, DKIM and DMARC' });
  },
});

const NEXT: Record<string, string> = {
  SPF: "Publish the records that Klaviyo's settings show for the sending domain; its return path needs one SPF record.",
  DKIM: "Publish the records that Klaviyo's settings show for the sending domain, and say 'dkim-selectors' if they have other names.",
  DMARC:
    "Publish one DMARC record at the organisation's domain, with relaxed alignment, and tighten its policy step by step.",
};

function failed(message: string, nextAction: string): ProbeOutcome {
  return { status: 'failed', priority: 'P2', faultDomain: 'domain', message, nextAction };
}
