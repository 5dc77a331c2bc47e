import type { DomainNames } from '../domain-names.ts';
import { bad, good, NO_ANSWER, weak, type MailFinding } from './finding.ts';

/** RFC 7208, section 4.6.4: more is a permanent error, and the record counts for nothing. */
const MAX_LOOKUPS = 10;
const RECORD = /^v=spf1(?: |$)/i;
const DOMAIN = String.raw`[a-z0-9_%{}.+/=-]+`;
const CIDR = String.raw`(?:/\d{1,3})?(?://\d{1,3})?`;
const TERM = new RegExp(
  String.raw`^(?:[+?~-]?(?:all|include:${DOMAIN}|(?:a|mx)(?::${DOMAIN})?${CIDR}|ptr(?::${DOMAIN})?|exists:${DOMAIN}|ip4:[\d.]+(?:/\d{1,2})?|ip6:[\da-f:.]+(?:/\d{1,3})?)|[a-z][a-z0-9_.-]*=\S*)$`,
  'i',
);
const ASKS_DNS = /^[+?~-]?(?:include:|a(?:[:/]|$)|mx(?:[:/]|$)|ptr(?::|$)|exists:)|^redirect=/i;
const LEADS_ON = /^(?:[+?~-]?include:|redirect=)(.+)$/i;

/** How many questions a receiver has to ask, and whether that could be counted to the end. */
interface Walk {
  lookups: number;
  problem?: MailFinding;
}

/** Judges the SPF record of the return path: that there is one, its syntax, the limit of ten lookups, and what it says of everybody else. */
export async function judgeSpf(domain: string, names: DomainNames): Promise<MailFinding> {
  const record = await readRecord(domain, names);
  if (typeof record !== 'string') return record;
  const { lookups, problem } = await walk(record, domain, names, new Set([domain]));
  if (problem) return problem;
  if (lookups > MAX_LOOKUPS)
    return bad(`the record needs ${lookups} lookups where receivers ask at most ${MAX_LOOKUPS}`);
  return judgeEnd(record, lookups);
}

async function readRecord(domain: string, names: DomainNames): Promise<string | MailFinding> {
  const lookup = await names.texts(domain);
  if (lookup.kind === 'unknown') return NO_ANSWER;
  const records = lookup.kind === 'found' ? lookup.records.filter(text => RECORD.test(text)) : [];
  if (records.length > 1) return bad(`there are ${records.length} SPF records, and receivers take none of several`);
  return records[0] ?? bad('there is no SPF record');
}

async function walk(record: string, domain: string, names: DomainNames, seen: Set<string>): Promise<Walk> {
  const terms = record
    .split(/ +/)
    .slice(1)
    .filter(term => term !== '');
  const wrong = terms.find(term => !TERM.test(term));
  if (wrong !== undefined)
    return { lookups: 0, problem: bad(`the syntax of the record of ${domain} is wrong near '${shown(wrong)}'`) };
  let lookups = terms.filter(term => ASKS_DNS.test(term)).length;
  for (const target of terms.flatMap(term => LEADS_ON.exec(term)?.[1] ?? [])) {
    // A macro depends on the mail, and beyond the limit nothing is learned any more.
    if (target.includes('%') || seen.has(target) || lookups > MAX_LOOKUPS) continue;
    const inner = await follow(target, names, seen);
    if (inner.problem) return inner;
    lookups += inner.lookups;
  }
  return { lookups };
}

async function follow(target: string, names: DomainNames, seen: Set<string>): Promise<Walk> {
  seen.add(target);
  const record = await readRecord(target, names);
  if (typeof record === 'string') return walk(record, target, names, seen);
  return {
    lookups: 0,
    problem:
      record.state === 'unknown' ? record : bad(`the record includes ${shown(target)}, and ${record.fact} there`),
  };
}

/** A redirect passes the end on to another record. */
function judgeEnd(record: string, lookups: number): MailFinding {
  const description = `one record, ${lookups} of ${MAX_LOOKUPS} lookups`;
  const [, qualifier] = /(?:^| )([+?~-]?)all(?: |$)/i.exec(record) ?? [];
  if (qualifier === '' || qualifier === '+') return bad("the record ends with '+all', which lets everybody send");
  if (qualifier === '?') return weak(`${description}, but its end '?all' says nothing of others`);
  if (qualifier === undefined && !/ redirect=/i.test(record))
    return weak(`${description}, but it has no 'all' at its end`);
  return good(description);
}

/** Of a record anybody can write, only what names are made of is repeated. */
function shown(text: string): string {
  return /^[\w.:/=-]{1,60}$/.test(text) && !text.includes('::') ? text : '…';
}
