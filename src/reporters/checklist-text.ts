import type { Checklist, ChecklistItem, Proof } from '../model/checklist.ts';
import { countsSentence, vendorLists, vendorNames } from './checklist-groups.ts';
import { printed } from './printed.ts';

const MOST_PROOFS = 5;

/** Renders the checklist for people: each item with its state, why, the proofs and what to do. */
export function renderChecklistText(checklist: Checklist): string {
  const { asOf, problems, verdict } = checklist;
  return printed([
    `Production checklist${ofVendors(checklist)} as of ${asOf}`,
    '',
    ...vendorLists(checklist).flatMap(({ heading, groups }) => [
      ...(heading === undefined ? [] : [heading, '']),
      ...groups.flatMap(({ letter, name, items }) => [`${letter}  ${name}`, ...items.flatMap(linesOf), '']),
    ]),
    ...(problems.length > 0
      ? [
          'Attestations that do not count:',
          ...problems.map(({ path, line, message }) => `  ${path}:${line}: ${message}`),
          '',
        ]
      : []),
    `${countsSentence(checklist)}.`,
    `Verdict: ${verdict}`,
  ]);
}

/** Without a word it is Klaviyo's. */
function ofVendors(checklist: Checklist): string {
  return checklist.vendors ? ` for ${vendorNames(checklist)}` : '';
}

function linesOf({ id, title, state, reason, proofs, todo }: ChecklistItem): string[] {
  return [
    `  ${id}  ${state}: ${title}`,
    `      ${reason}`,
    ...proofs.slice(0, MOST_PROOFS).map(proof => `      ${proofText(proof)}`),
    ...(proofs.length > MOST_PROOFS ? [`      … and ${proofs.length - MOST_PROOFS} more, in the JSON`] : []),
    ...(todo === '' ? [] : [`      To do: ${todo}`]),
  ];
}

function proofText({ kind, id, message, path, line }: Proof): string {
  const place = path === undefined ? '' : `${path}:${line ?? 1}: `;
  return `${kind} ${id}: ${place}${message}`;
}
