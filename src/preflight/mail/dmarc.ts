import type { DomainNames } from '../domain-names.ts';
import { bad, good, NO_ANSWER, readTags, weak, type MailFinding } from './finding.ts';

const RECORD = /^v\s*=\s*DMARC1\s*(?:;|$)/i;
/** A walk up the tree never needs more for a name that somebody sends mail from. */
const MAX_STEPS = 4;
const POLICIES = ['none', 'quarantine', 'reject'];

interface Found {
  /** The domain that has the record. */
  at: string;
  records: string[];
}

/**
 * Judges the policy that counts for the domain, its own or that of a parent, and whether mail from that parent would be aligned with
 * what the vendor signs under the domain.
 */
export async function judgeDmarc(domain: string, names: DomainNames): Promise<MailFinding> {
  const found = await findPolicy(domain, names);
  if (found === 'unknown') return NO_ANSWER;
  if (found === undefined) return bad('there is no DMARC record, neither here nor above');
  if (found.records.length > 1)
    return bad(`there are ${found.records.length} DMARC records at ${found.at}, and receivers take none of several`);
  return judgePolicy(domain, found.at, readTags(found.records[0] ?? ''));
}

/** The walk up the tree, as the revision of DMARC describes it. Source: draft-ietf-dmarc-dmarcbis, section 4.10; read 2026-11-20. */
export async function findPolicy(domain: string, names: DomainNames): Promise<Found | 'unknown' | undefined> {
  const labels = domain.split('.');
  for (let step = 0; step < MAX_STEPS && labels.length - step >= 2; step += 1) {
    const at = labels.slice(step).join('.');
    const lookup = await names.texts(`_dmarc.${at}`);
    if (lookup.kind === 'unknown') return 'unknown';
    const records = lookup.kind === 'found' ? lookup.records.filter(text => RECORD.test(text)) : [];
    if (records.length > 0) return { at, records };
  }
  return undefined;
}

function judgePolicy(domain: string, at: string, tags: ReadonlyMap<string, string>): MailFinding {
  const policy = (at === domain ? undefined : tags.get('sp')) ?? tags.get('p');
  const wrong = wrongTag(tags);
  if (wrong !== undefined) return bad(`the syntax of the DMARC record at ${at} is wrong in '${wrong}'`);
  const strict = ['adkim', 'aspf'].filter(tag => tags.get(tag)?.toLowerCase() === 's');
  if (at !== domain && strict.length === 2)
    return bad(
      `alignment is strict at ${at} ('adkim=s', 'aspf=s'), so mail from it fails with what is signed and returned under ${domain}`,
    );
  const description = `policy '${policy?.toLowerCase()}' at ${at}`;
  return policy?.toLowerCase() === 'none'
    ? weak(`${description}, which asks receivers for nothing`)
    : good(description);
}

/** The name of the first tag that receivers would not understand. */
function wrongTag(tags: ReadonlyMap<string, string>): string | undefined {
  const isPolicy = (name: string): boolean => POLICIES.includes(tags.get(name)?.toLowerCase() ?? '');
  if (tags.has('')) return 'a part without a name';
  if (!isPolicy('p')) return 'p';
  if (tags.has('sp') && !isPolicy('sp')) return 'sp';
  const mode = ['adkim', 'aspf'].find(name => tags.has(name) && !/^[rs]$/i.test(tags.get(name) ?? ''));
  if (mode !== undefined) return mode;
  if (tags.has('pct') && !/^(?:\d{1,2}|100)$/.test(tags.get('pct') ?? '')) return 'pct';
  return ['rua', 'ruf'].find(
    name =>
      tags.has(name) &&
      !(tags.get(name) ?? '').split(',').every(uri => /^\s*(?:mailto:[^\s@]+@[^\s@]+|https?:\S+)\s*$/i.test(uri)),
  );
}
