import { createPublicKey } from 'node:crypto';
import type { DomainNames } from '../domain-names.ts';
import { bad, good, NO_ANSWER, readTags, weak, type MailFinding } from './finding.ts';

const WEAK_BITS = 1024;

/** What was seen at one selector. A revoked key beside another is how keys are changed. */
type KeyFinding = MailFinding & { isRevoked?: boolean };

/** Judges the keys with which the vendor signs: one good one is enough, because a second is there for the change of keys. */
export async function judgeDkim(
  domain: string,
  selectors: readonly string[],
  names: DomainNames,
): Promise<MailFinding> {
  const findings = await Promise.all(selectors.map(selector => judgeSelector(selector, domain, names)));
  const present = findings.filter(finding => finding !== undefined);
  const [live, revoked] = [present.filter(finding => !finding.isRevoked), present.find(finding => finding.isRevoked)];
  return (
    ['bad', 'good', 'weak', 'unknown'].map(state => live.find(finding => finding.state === state)).find(Boolean) ??
    revoked ??
    bad(`there is no key at ${selectors.map(selector => `${selector}._domainkey.${domain}`).join(' or ')}`)
  );
}

async function judgeSelector(selector: string, domain: string, names: DomainNames): Promise<KeyFinding | undefined> {
  const lookup = await names.texts(`${selector}._domainkey.${domain}`);
  if (lookup.kind === 'unknown') return NO_ANSWER;
  if (lookup.kind === 'absent') return undefined;
  const [record = '', ...others] = lookup.records.filter(text => /(?:^|;)\s*(?:v\s*=\s*DKIM1|p\s*=)/i.test(text));
  if (record === '') return undefined;
  if (others.length > 0)
    return bad(`there are several keys at selector '${selector}', and receivers may take the wrong one`);
  return judgeKey(selector, readTags(record));
}

function judgeKey(selector: string, tags: ReadonlyMap<string, string>): KeyFinding {
  const key = (tags.get('p') ?? '').replaceAll(/\s/g, '');
  if (tags.has('') || !['DKIM1', undefined].includes(tags.get('v')) || !tags.has('p'))
    return bad(`the syntax of the key at selector '${selector}' is wrong`);
  if (key === '') return { ...bad(`the key at selector '${selector}' is revoked`), isRevoked: true };
  if (tags.get('k') === 'ed25519') return good(`an Ed25519 key at selector '${selector}'`);
  const bits = bitsOf(key);
  if (bits === undefined) return bad(`the key at selector '${selector}' is no RSA key`);
  if (bits < WEAK_BITS)
    return bad(`the key at selector '${selector}' has ${bits} bits, and receivers want ${WEAK_BITS} or more`);
  return tags.get('t')?.split(':').includes('y')
    ? weak(`the key at selector '${selector}' says that it is for tests`)
    : good(`a key of ${bits} bits at selector '${selector}'`);
}

function bitsOf(key: string): number | undefined {
  try {
    return createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyDetails
      ?.modulusLength;
  } catch {
    return undefined;
  }
}
