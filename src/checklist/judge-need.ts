import type { Attestation, Evidence, Proof } from '../model/checklist.ts';
import type { OtherCode } from '../model/evidence-facts.ts';
import type { Finding, SuppressedFinding } from '../model/finding.ts';
import type { ProbeResult, Skipped } from '../model/report.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { counted } from '../reporters/counted.ts';
import type { AllowedKey } from '../vendors/allowed-key.ts';
import type { ChecklistVendor } from './checklist-vendor.ts';
import type { Item, Need } from './item.ts';
import { type AspectOutcome, deliveryAspect } from './webhook-aspects.ts';

/** Everything that is known when the items of a vendor are judged. */
export interface Known {
  vendor: Pick<ChecklistVendor, 'name' | 'acceptsStatus' | 'ofAnyLanguage' | 'allowedKeysRule'>;
  findings: readonly Finding[];
  suppressed: readonly SuppressedFinding[];
  /** What was not analyzed. */
  skipped: readonly Skipped[];
  /** Files of data that could not be read. */
  unreadData: readonly { path: string; reason: string }[];
  /** What has to do with the vendor, in languages that nothing analyzes. */
  otherCode: readonly OtherCode[];
  /** How many files the configuration leaves out. */
  ignored: number;
  /** The keys that may stay where they are written. */
  allowedKeys: readonly AllowedKey[];
  /** The ids of the rules and checks that ran. */
  ran: ReadonlySet<string>;
  evidence: ReadonlyMap<string, readonly Evidence[]>;
  /** What evidence and probes were compared with. */
  thresholds: Thresholds;
  scopes: ReadonlySet<string>;
  /** Results of the preflight by the ids of its probes. */
  probes: ReadonlyMap<string, ProbeResult>;
  /** When the preflight ran, and for which account, as a sentence. */
  probesRun?: string;
  /** Why probes did not run that nobody asked for, as clauses, by their ids. */
  notAsked: ReadonlyMap<string, string>;
  /** Why another probe that is not among them did not run, as a clause. */
  probesMissing: string;
  /** Those that count, by the ids of their items. */
  attestations: ReadonlyMap<string, Attestation>;
}

/** How one need of an item stands. */
export interface NeedOutcome {
  state: 'violated' | 'open' | 'attested' | 'met';
  /** One sentence. */
  reason: string;
  proofs: Proof[];
  /** What to do, where it is not what the item itself says. */
  todo?: string;
}

/** Judges one need of an item. */
export function judgeNeed(need: Need, item: Item, known: Known): NeedOutcome {
  switch (need.by) {
    case 'static':
      return judgeFindings(need, item, known);
    case 'probe':
      return judgeProbe(need, known);
    case 'evidence':
      return need.scope === undefined || known.scopes.has(need.scope)
        ? judgeEvidence(need.id, known)
        : { state: 'met', reason: '', proofs: [] };
    case 'attestation':
      return judgeAttestation(item, known);
    case 'probe or attestation': {
      const seen = judgeProbe({ by: 'probe', id: need.id }, known);
      const attested = judgeAttestation(item, known);
      return attested.state === 'attested' && seen.state === 'open' ? attested : seen;
    }
    case 'evidence or attestation': {
      const seen = judgeEvidence(need.id, known);
      if (seen.state === 'met') return seen;
      const attested = judgeAttestation(item, known);
      return { ...(attested.state === 'attested' ? attested : seen), proofs: [...seen.proofs, ...attested.proofs] };
    }
  }
}

function judgeFindings({ ids, about }: Need & { by: 'static' }, { scope }: Item, known: Known): NeedOutcome {
  const isMeant = ({ ruleId, message }: Finding): boolean =>
    ids.includes(ruleId) && (about === undefined || about.pattern.test(message) === about.isMeant);
  const found = known.findings.filter(isMeant);
  if (found.length > 0) {
    const [first] = found;
    const places = found.length === 1 ? 'one place' : `${found.length} places`;
    return {
      state: 'violated',
      reason: `It is violated in ${places}.`,
      proofs: found.map(finding => proofOf(finding)),
      todo: `Fix ${first!.path}:${first!.line}${found.length > 1 ? ' and the other places' : ''}, as the finding says.`,
    };
  }
  return (
    notLookedAt(ids, known) ??
    notAnalyzed(ids, scope, known) ??
    silenced(known.suppressed.filter(isMeant)) ??
    clean(ids, known.suppressed.filter(isMeant), known)
  );
}

function clean(
  ids: readonly string[],
  suppressed: readonly SuppressedFinding[],
  { ignored, allowedKeys, vendor: { allowedKeysRule } }: Known,
): NeedOutcome {
  const rule = ids.find(id => id === allowedKeysRule);
  const leftOut = ignored > 0 ? ` in what 'ignore' does not leave out (${counted(ignored, 'file')})` : '';
  return {
    state: 'met',
    reason: `No finding of ${ids.map(id => `'${id}'`).join(' or ')}${leftOut}.`,
    proofs: [
      ...suppressed.map(suppressedProof),
      ...(rule === undefined ? [] : allowedKeys.map(key => allowedProof(key, rule))),
    ],
  };
}

function allowedProof({ fingerprint, reason }: AllowedKey, rule: string): Proof {
  const message = `The configuration allows the key or the finding with the fingerprint ${fingerprint} (${reason.trim()}).`;
  return { kind: 'finding', id: rule, message };
}

/** Without a reason beside it, nobody can tell whether a comment is right. */
function silenced(suppressed: readonly SuppressedFinding[]): NeedOutcome | undefined {
  const [first] = suppressed.filter(({ suppression }) => suppression.reason.trim() === '');
  if (first === undefined) return undefined;
  return {
    state: 'open',
    reason: 'A comment silences a finding without a reason.',
    proofs: suppressed.map(suppressedProof),
    todo: `Fix what the comment silences at ${first.path}:${first.line}, or write the reason behind '--' in the comment.`,
  };
}

/** Nothing is said of what was not looked at. */
function notLookedAt(ids: readonly string[], { ran, skipped }: Known): NeedOutcome | undefined {
  const missing = ids.filter(id => !ran.has(id));
  if (missing.length > 0)
    return {
      state: 'open',
      reason: `${listOf(missing)} did not run.`,
      proofs: [],
      todo: 'Use a release of klaviyo-lint that has it.',
    };
  const unseen = skipped.filter(({ id }) => ids.includes(id) || !id.includes('/'));
  const [first] = unseen;
  if (first === undefined) return undefined;
  const place = first.path ?? first.id;
  const others = unseen.length > 1 ? `, and ${unseen.length - 1} more could not be analyzed either` : '';
  return {
    state: 'open',
    reason: `Not everything was analyzed: ${place}: ${first.reason}${others}.`,
    proofs: [],
    todo: `Make ${place} readable for the analysis, or leave it out with 'ignore' in 'klaviyo-lint.json'.`,
  };
}

/** No rule and no check sees code of other languages, so that nothing is said of what it does. */
function notAnalyzed(ids: readonly string[], scope: string, { otherCode, vendor }: Known): NeedOutcome | undefined {
  if (ids.every(id => vendor.ofAnyLanguage.includes(id))) return undefined;
  const unseen = otherCode.filter(
    ({ subjects }) => scope === 'integration' || subjects.some(subject => subject === scope),
  );
  const [first] = unseen;
  if (first === undefined) return undefined;
  const { path, line, language } = first;
  const others = unseen.length > 1 ? `, and ${counted(unseen.length - 1, 'more file')}` : '';
  return {
    state: 'open',
    reason: `${vendor.name} is used in code that is not analyzed: ${path}:${line} (${language})${others}.`,
    proofs: [],
    todo: `Check ${path} by hand, and leave it out with 'ignore' in 'klaviyo-lint.json'.`,
  };
}

function judgeProbe(
  { id, aspect, isStrict = false }: Need & { by: 'probe' },
  { vendor, probes, probesRun = '', probesMissing, notAsked, thresholds }: Known,
): NeedOutcome {
  const probe = probes.get(id);
  if (probe === undefined)
    return {
      state: 'open',
      reason: `The probe '${id}' did not run: ${notAsked.get(id) ?? probesMissing}.`,
      proofs: [],
    };
  const { nextAction } = probe;
  const seen = aspect === undefined ? wholeProbe(probe, isStrict) : deliveryAspect(probe, aspect, vendor, thresholds);
  const todo = seen.state === 'met' || nextAction === undefined ? {} : { todo: nextAction };
  const reason = `${seen.message} ${probesRun}`.trimEnd();
  return { state: seen.state, reason, proofs: [{ kind: 'probe', id, message: seen.message }], ...todo };
}

function wholeProbe({ status, message, reason = '' }: ProbeResult, isStrict: boolean): AspectOutcome {
  return { state: stateOf(status, isStrict), message: message ?? `It was skipped: ${reason}.` };
}

function stateOf(status: ProbeResult['status'], isStrict: boolean): 'met' | 'violated' | 'open' {
  if (status === 'passed') return 'met';
  return status === 'failed' || (status === 'warned' && isStrict) ? 'violated' : 'open';
}

function judgeEvidence(id: string, { evidence, unreadData }: Known): NeedOutcome {
  const found = evidence.get(id) ?? [];
  const proofs = found.map(seen => evidenceProof(id, seen));
  const strong = found.find(({ isWeak }) => isWeak === undefined);
  if (strong !== undefined) return { state: 'met', reason: strong.message, proofs };
  const [weak] = found;
  if (weak === undefined) return { state: 'open', reason: `No sign of it was found${exceptIn(unreadData)}.`, proofs };
  return { state: 'open', reason: weak.message, proofs, todo: `Correct ${weak.path}:${weak.line}.` };
}

function exceptIn([first, ...more]: Known['unreadData']): string {
  if (first === undefined) return ' in the repository';
  const others = more.length > 0 ? `, and ${counted(more.length, 'more file')}` : '';
  return ` in what could be read of the repository; ${first.path} could not: ${first.reason}${others}`;
}

function judgeAttestation({ id }: Item, { attestations }: Known): NeedOutcome {
  const found = attestations.get(id);
  if (found === undefined) return { state: 'open', reason: 'Nobody attests it.', proofs: [] };
  const { statement, owner, date, expiry, link, path, line } = found;
  const message = `${statement.replace(/\.?$/, '.')} Attested by ${owner} on ${date} until ${expiry}: ${link}`;
  return {
    state: 'attested',
    reason: `${owner} attests it until ${expiry}.`,
    proofs: [{ kind: 'attestation', id, message, path, line }],
  };
}

/** What is shown beside the needs of an item. */
export function shownProofs({ shows = [], showsProbes = [] }: Item, { evidence, probes }: Known): Proof[] {
  return [
    ...shows.flatMap(id => (evidence.get(id) ?? []).map(seen => evidenceProof(id, seen))),
    ...showsProbes.flatMap((id): Proof[] => {
      const probe = probes.get(id);
      const message = probe?.message;
      return message === undefined ? [] : [{ kind: 'probe', id, message }];
    }),
  ];
}

function evidenceProof(id: string, { message, path, line }: Evidence): Proof {
  return { kind: 'evidence', id, message, path, line };
}

function proofOf({ ruleId, message, path, line }: Finding): Proof {
  return { kind: 'finding', id: ruleId, message, path, line };
}

function suppressedProof(finding: SuppressedFinding): Proof {
  const { reason } = finding.suppression;
  return {
    ...proofOf(finding),
    message: `A comment silences it (${reason.trim() || 'no reason is given'}): ${finding.message}`,
  };
}

function listOf(ids: readonly string[]): string {
  return ids.map(id => `'${id}'`).join(', ');
}
