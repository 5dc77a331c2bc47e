import type { ProbeOutcome } from '../../define-probe.ts';
import { judgeRecords } from '../../mail/records.ts';
import { defineProbe } from '../define-probe.ts';
import { judgeKey, judgeLinks, judgeMx, judgePolicy, judgeReturnPath } from '../mail.ts';

/** The subdomain of an account. Source: docs.customer.io/journeys/authentication; read 2026-11-20. */
const SUBDOMAIN =
  /^(?=.{4,253}$)cio\d{1,12}\.((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])$/;
const PUBLISH = "Publish the records that Customer.io's settings show for the sending domain, and no other values.";

export default defineProbe({
  id: 'customerio-sending-domain',
  description: 'sending domains without the records that Customer.io and receivers need',
  order: 10,
  isEarly: true,
  notAsked: ({ targets }) =>
    targets.sendingDomain === undefined ? "no 'customerio-sending-domain' was given" : undefined,
  async run({ names, targets: { sendingDomain = { name: '' } } }) {
    const { mx, spf, linkTracking, ...key } = sendingDomain;
    const domain = sendingDomain.name.replace(/\.$/, '').toLowerCase();
    const root = SUBDOMAIN.exec(domain)?.[1];
    if (root === undefined) return wrongName();
    const [servers, returnPath, dkim, { dmarc, alignment }, links] = await Promise.all([
      judgeMx(domain, mx, names),
      judgeReturnPath(domain, spf, names),
      judgeKey(domain, key, names),
      judgePolicy(root, names),
      linkTracking && judgeLinks(linkTracking, names),
    ]);
    return judgeRecords(
      domain,
      {
        'MX (return path)': servers,
        'SPF (return path)': returnPath,
        DKIM: dkim,
        DMARC: dmarc,
        alignment,
        ...(links && { 'link tracking': links }),
      },
      { next: NEXT, has: 'a return path, SPF, DKIM and DMARC' },
    );
  },
});

const NEXT: Readonly<Record<string, string>> = {
  'MX (return path)': PUBLISH,
  'SPF (return path)': PUBLISH,
  DKIM: PUBLISH,
  DMARC: 'Publish one DMARC record at the root domain, and tighten its policy step by step.',
  alignment: "Remove 'adkim=s' and 'aspf=s' from the DMARC record of the root domain.",
  'link tracking': "Publish the CNAME record that Customer.io's settings show for the host of tracked links.",
};

function wrongName(): ProbeOutcome {
  return {
    status: 'failed',
    priority: 'P2',
    faultDomain: 'domain',
    message: "'customerio-sending-domain' is not the subdomain of an account.",
    nextAction: "Give the one that Customer.io's settings show, such as 'cio12345.shop.example'.",
  };
}
