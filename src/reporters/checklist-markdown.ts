import type { Checklist, ChecklistItem, Proof } from '../model/checklist.ts';
import { countsSentence, vendorLists, vendorNames } from './checklist-groups.ts';
import { markdownLink, markdownTable } from './markdown-table.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { percentEncoded } from './percent-encoded.ts';
import { printed } from './printed.ts';

export interface ChecklistLinks {
  /** Where the checked folder can be read, such as `https://github.com/octo/shop/blob/<commit>/`; places are no links without it. */
  sourceUrl?: string;
}

const MOST_PROOFS = 3;
const MOST_BYTES = 90_000;

/** Renders the checklist for a step summary or a comment: one table, an item a row. */
export function renderChecklistMarkdown(checklist: Checklist, { sourceUrl }: ChecklistLinks = {}): string {
  const { asOf, problems, verdict } = checklist;
  const lists = vendorLists(checklist);
  const wrong = problems.map(({ path, line, message }) => [placeOf(path, line, sourceUrl), markdownText(message)]);
  return printed([
    `## Production checklist${checklist.vendors ? ` for ${vendorNames(checklist)}` : ''}: ${verdict}`,
    '',
    `${countsSentence(checklist)}, as of ${asOf}.`,
    '',
    ...lists.flatMap(({ heading, groups }) => [
      ...(heading === undefined ? [] : [`### ${heading}`, '']),
      ...markdownTable(
        {
          columns: ['', 'State', 'Item', 'Why, and what to do'],
          rows: groups.flatMap(({ items }) => items.map(item => rowOf(item, sourceUrl))),
          noun: 'item',
        },
        MOST_BYTES / lists.length,
      ),
    ]),
    ...markdownTable(
      { columns: ['Attestation that does not count', 'Why'], rows: wrong, noun: 'entry' },
      MOST_BYTES / 4,
    ),
  ]);
}

function rowOf({ id, title, state, reason, proofs, todo }: ChecklistItem, sourceUrl: string | undefined): string[] {
  const isStressed = state === 'violated' || state === 'open';
  const lines = [
    markdownText(reason),
    ...proofs
      .filter(isPlaced)
      .slice(0, MOST_PROOFS)
      .map(proof => proofText(proof, sourceUrl)),
    ...(todo === '' ? [] : [`**To do:** ${markdownText(todo)}`]),
  ];
  return [id, isStressed ? `**${state}**` : state, markdownText(title), lines.join('<br>')];
}

type PlacedProof = Proof & { path: string };

/** The message of a probe is the reason already. */
function isPlaced(proof: Proof): proof is PlacedProof {
  return proof.path !== undefined;
}

function proofText({ kind, id, message, path, line }: PlacedProof, sourceUrl: string | undefined): string {
  const [link] = kind === 'attestation' ? (/https:\/\/\S+$/.exec(message) ?? []) : [];
  const shown = link === undefined ? '' : `, ${markdownLink('what shows it', link)}`;
  return `${kind} ${markdownText(id)}: ${placeOf(path, line, sourceUrl)}${shown}`;
}

function placeOf(path: string, line: number | undefined, sourceUrl: string | undefined): string {
  const text = markdownCode(`${path}:${line ?? 1}`);
  return sourceUrl === undefined
    ? text
    : markdownLink(text, `${sourceUrl}${percentEncoded(path)}?plain=1#L${line ?? 1}`);
}
