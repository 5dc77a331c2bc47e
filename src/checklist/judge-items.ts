import type { ChecklistItem, AttestationProblem, ItemState } from '../model/checklist.ts';
import type { Verdict } from '../model/verdict.ts';
import { defaultOf, settingOf } from '../model/thresholds.ts';
import { numberOf } from './number-text.ts';
import type { ChecklistVendor } from './checklist-vendor.ts';
import { type Item, titleOf } from './item.ts';
import { judgeNeed, type Known, type NeedOutcome, shownProofs } from './judge-need.ts';

/**
 * Judges the items of a vendor's production checklist: findings, probes, evidence and attestations in, items out.
 *
 * @param known everything that was found out; pure data
 */
export function judgeItems(
  { items, scopes }: Pick<ChecklistVendor, 'items' | 'scopes'>,
  known: Known,
): ChecklistItem[] {
  return items.map(item => judgeItem(item, scopes, known));
}

/** A violation anywhere wins, then anything open, also an attestation that does not count. */
export function verdictOf(items: readonly ChecklistItem[], problems: readonly AttestationProblem[]): Verdict {
  if (items.some(({ state }) => state === 'violated')) return 'violated';
  return items.some(({ state }) => state === 'open') || problems.length > 0 ? 'not verified' : 'verified';
}

function judgeItem(item: Item, scopes: ChecklistVendor['scopes'], known: Known): ChecklistItem {
  const { id, scope, needs, note } = item;
  const title = titleOf(item, known.thresholds);
  const outcomes = needs.map(need => judgeNeed(need, item, known));
  const decisive = decisiveOf(outcomes);
  // What is wrong is wrong, also where nothing else says that the item applies.
  if (!known.scopes.has(scope) && decisive.state !== 'violated')
    return { id, title, state: 'not applicable', reason: scopes[scope] ?? '', proofs: [], todo: '' };
  const state = stateOf(outcomes);
  const isDone = state === 'proven' || state === 'attested';
  const reason = isDone ? reasonsOf(outcomes) : decisive.reason;
  const owner = known.attestations.get(id)?.owner;
  return {
    id,
    title,
    state,
    reason: [reason, ...(note === undefined ? [] : [note]), ...ownNumbers(item, known)].join(' '),
    proofs: unique([...outcomes.flatMap(({ proofs }) => proofs), ...shownProofs(item, known)]),
    todo: isDone ? '' : (decisive.todo ?? item.todo),
    ...(owner !== undefined && { owner }),
  };
}

/** Readers of the checklist have to know where its numbers are a team's own. */
function ownNumbers({ thresholds = [] }: Item, known: Known): string[] {
  return thresholds
    .filter(name => known.thresholds[name] !== defaultOf(name))
    .map(
      name =>
        `The configuration sets '${settingOf(name)}' to ${numberOf(known.thresholds[name])}, and the checklist itself says ${numberOf(defaultOf(name))}.`,
    );
}

const GRAVITY: readonly NeedOutcome['state'][] = ['violated', 'open', 'attested', 'met'];

/** The first of the worst. */
function decisiveOf(outcomes: readonly NeedOutcome[]): NeedOutcome {
  return outcomes.toSorted((left, right) => GRAVITY.indexOf(left.state) - GRAVITY.indexOf(right.state))[0]!;
}

function stateOf(outcomes: readonly NeedOutcome[]): ItemState {
  const { state } = decisiveOf(outcomes);
  return state === 'met' ? 'proven' : state;
}

function reasonsOf(outcomes: readonly NeedOutcome[]): string {
  return outcomes
    .map(({ reason }) => reason)
    .filter(reason => reason !== '')
    .join(' ');
}

function unique<Proof extends object>(proofs: readonly Proof[]): Proof[] {
  return [...new Map(proofs.map(proof => [JSON.stringify(proof), proof])).values()];
}
