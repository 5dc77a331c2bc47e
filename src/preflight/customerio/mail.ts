import type { DomainNames, Lookup } from '../domain-names.ts';
import { judgeDkim } from '../mail/dkim.ts';
import { findPolicy, judgeDmarc } from '../mail/dmarc.ts';
import { bad, good, NO_ANSWER, readTags, weak, type MailFinding } from '../mail/finding.ts';
import { judgeSpf } from '../mail/spf.ts';

/** Where the key of the sending domain is. Source: docs.customer.io/journeys/authentication; read 2026-11-20. */
export const DKIM_SELECTOR = 'krs';
/** What tracked links lead to where nothing else is set up. Source: the same. */
const TRACKING_TARGET = 'e.customeriomail.com';

/** Judges the return path: bounces come back to the mail servers of the subdomain. @param expected what Customer.io shows for this account */
export async function judgeMx(
  domain: string,
  expected: readonly string[] | undefined,
  names: DomainNames,
): Promise<MailFinding> {
  const lookup = await names.mailServers(domain);
  const found = recordsIn(lookup);
  if (found === undefined) return NO_ANSWER;
  if (found.length === 0) return bad(`there is no MX record at ${domain}, so no bounce comes back`);
  const missing = (expected ?? []).map(plain).filter(server => !found.map(plain).includes(server));
  return missing.length > 0
    ? bad(`the MX records at ${domain} lack '${missing.join("', '")}'`)
    : good(counted(found.length, 'mail server', expected));
}

/** Judges the SPF record of the return path, and that it has the expected terms. */
export async function judgeReturnPath(
  domain: string,
  expected: readonly string[] | undefined,
  names: DomainNames,
): Promise<MailFinding> {
  const finding = await judgeSpf(domain, names);
  if (finding.state === 'bad' || finding.state === 'unknown' || expected === undefined) return finding;
  const [record = ''] = (recordsIn(await names.texts(domain)) ?? []).filter(text => /^v=spf1(?: |$)/i.test(text));
  const terms = record.toLowerCase().split(/ +/);
  const missing = expected.filter(term => !terms.includes(term.toLowerCase()));
  return missing.length > 0 ? bad(`the SPF record lacks '${missing.join("', '")}'`) : finding;
}

/** Judges the key, and that it is the expected one. */
export async function judgeKey(
  domain: string,
  { dkim, dkimSelector = DKIM_SELECTOR }: { dkim?: string; dkimSelector?: string },
  names: DomainNames,
): Promise<MailFinding> {
  const finding = await judgeDkim(domain, [dkimSelector], names);
  if (finding.state === 'bad' || finding.state === 'unknown' || dkim === undefined) return finding;
  const records = recordsIn(await names.texts(`${dkimSelector}._domainkey.${domain}`)) ?? [];
  return records.some(record => keyIn(record) === keyIn(dkim))
    ? finding
    : bad(`the key at selector '${dkimSelector}' is another than the expected one`);
}

/** Judges the policy of the domain that people see as the sender. What signs and takes bounces is a subdomain, which strict alignment refuses. */
export async function judgePolicy(
  root: string,
  names: DomainNames,
): Promise<{ dmarc: MailFinding; alignment: MailFinding }> {
  const found = await findPolicy(root, names);
  if (found === 'unknown') return { dmarc: NO_ANSWER, alignment: NO_ANSWER };
  const { dmarc, tags } = await policyAt(root, found, names);
  return { dmarc, alignment: tags === undefined ? good('there is no policy that asks for it') : alignmentIn(tags) };
}

async function policyAt(
  root: string,
  found: Exclude<Awaited<ReturnType<typeof findPolicy>>, 'unknown'>,
  names: DomainNames,
): Promise<{ dmarc: MailFinding; tags?: ReadonlyMap<string, string> }> {
  // As that of the domain that has the record, so that alignment is judged here and once.
  const dmarc = await judgeDmarc(found?.at ?? root, names);
  const [record, ...others] = found?.records ?? [];
  return record === undefined || others.length > 0 ? { dmarc } : { dmarc, tags: readTags(record) };
}

function alignmentIn(tags: ReadonlyMap<string, string>): MailFinding {
  const strict = ['adkim', 'aspf'].filter(tag => tags.get(tag)?.toLowerCase() === 's').map(tag => `'${tag}=s'`);
  if (strict.length === 2)
    return bad(
      `alignment is strict (${strict.join(', ')}), so that mail which is signed and returned under the subdomain fails`,
    );
  return strict.length === 1
    ? weak(`${strict[0]} leaves one of two ways to be aligned with the subdomain`)
    : good('alignment is relaxed');
}

/** Judges where tracked links lead. */
export async function judgeLinks(
  { host, target = TRACKING_TARGET }: { host: string; target?: string },
  names: DomainNames,
): Promise<MailFinding> {
  const found = recordsIn(await names.aliases(host));
  if (found === undefined) return NO_ANSWER;
  if (found.length === 0) return bad(`there is no CNAME record at ${host}, so tracked links lead nowhere`);
  return found.map(plain).includes(plain(target))
    ? good(`${host} leads to ${target}`)
    : bad(`${host} is an alias, but not of '${target}'`);
}

/** None where there are none; undefined where nobody answered. */
function recordsIn(lookup: Lookup): readonly string[] | undefined {
  if (lookup.kind === 'unknown') return undefined;
  return lookup.kind === 'found' ? lookup.records : [];
}

function keyIn(record: string): string {
  return (readTags(record).get('p') ?? record).replaceAll(/\s/g, '');
}

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

function counted(count: number, noun: string, expected: readonly string[] | undefined): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}${expected === undefined ? '' : ', as expected'}`;
}
