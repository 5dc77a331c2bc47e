import { createHash } from 'node:crypto';
import { helpUrl } from '../../eslint-plugin/help-url.ts';
import type { Checklist, ChecklistItem, ItemState, Proof } from '../model/checklist.ts';
import { rulePage } from '../vendors/report-terms.ts';
import { itemsToDo, stateCounts, vendorLists, vendorNames, type ItemGroup } from './checklist-groups.ts';
import type { ChecklistLinks } from './checklist-markdown.ts';
import { CHECKLIST_STYLE } from './checklist-style.ts';
import { counted } from './counted.ts';
import { htmlText } from './html-text.ts';
import { percentEncoded } from './percent-encoded.ts';
import { printed } from './printed.ts';

const MOST_PROOFS = 8;

/**
 * Renders the checklist as one page that loads nothing: no script, and no style but the one that its policy names by its hash.
 */
export function renderChecklistHtml(checklist: Checklist, { sourceUrl }: ChecklistLinks = {}): string {
  const style = CHECKLIST_STYLE.join('\n');
  const hash = createHash('sha256').update(`\n${style}\n`).digest('base64');
  return printed([
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${htmlText(vendorNames(checklist))} production checklist: ${checklist.verdict}</title>`,
    '<style>',
    ...CHECKLIST_STYLE,
    '</style>',
    '</head>',
    '<body>',
    ...headOf(checklist),
    ...toDoOf(checklist),
    ...problemsOf(checklist, sourceUrl),
    ...vendorLists(checklist).flatMap(({ heading, groups }) => [
      ...(heading === undefined ? [] : [`<h2>${htmlText(heading)}</h2>`]),
      ...groups.flatMap(group => sectionOf(group, sourceUrl)),
    ]),
    '<footer>Made by klaviyo-lint. Proven: a rule, a check or a probe shows it. Attested: a person states it, until a day.</footer>',
    '</body>',
    '</html>',
  ]);
}

function headOf(checklist: Checklist): string[] {
  const { asOf, verdict, items } = checklist;
  const counts = stateCounts(checklist);
  return [
    '<header>',
    `<p class="date">As of ${htmlText(asOf)}</p>`,
    `<h1>${htmlText(vendorNames(checklist))} production checklist</h1>`,
    `<p class="verdict ${classOf(verdict)}">${verdict}</p>`,
    `<ul class="counts" aria-label="${counted(items.length, 'item')}">`,
    ...counts.map(({ state, count }) => `<li class="${classOf(state)}"><b>${count}</b> ${state}</li>`),
    '</ul>',
    '</header>',
  ];
}

function toDoOf(checklist: Checklist): string[] {
  const items = itemsToDo(checklist);
  if (items.length === 0) return [];
  return [
    '<section class="todo">',
    `<h2>To do: ${counted(items.length, 'item')}</h2>`,
    '<ol>',
    ...items.map(
      ({ id, state, todo }) =>
        `<li><a href="#${htmlText(id)}">${htmlText(id)}</a> <span><span class="state ${classOf(state)}">${state}</span></span> <span>${htmlText(todo)}</span></li>`,
    ),
    '</ol>',
    '</section>',
  ];
}

function problemsOf({ problems }: Checklist, sourceUrl: string | undefined): string[] {
  if (problems.length === 0) return [];
  return [
    '<section class="todo">',
    '<h2>Attestations that do not count</h2>',
    '<ul>',
    ...problems.map(({ path, line, message }) => `<li>${placeOf(path, line, sourceUrl)} ${htmlText(message)}</li>`),
    '</ul>',
    '</section>',
  ];
}

function sectionOf({ letter, name, items }: ItemGroup, sourceUrl: string | undefined): string[] {
  return [
    '<section>',
    `<h2>${letter} · ${name}</h2>`,
    ...items.flatMap(item => articleOf(item, sourceUrl)),
    '</section>',
  ];
}

function articleOf({ id, title, state, reason, proofs, todo }: ChecklistItem, sourceUrl: string | undefined): string[] {
  return [
    `<article id="${htmlText(id)}" class="${classOf(state)}">`,
    `<h3><span class="id">${htmlText(id)}</span> ${htmlText(title)} <span class="state ${classOf(state)}">${state}</span></h3>`,
    `<p>${htmlText(reason)}</p>`,
    ...(todo === '' ? [] : [`<p class="next"><b>To do:</b> ${htmlText(todo)}</p>`]),
    ...proofsOf(proofs, reason, sourceUrl),
    '</article>',
  ];
}

function proofsOf(proofs: readonly Proof[], reason: string, sourceUrl: string | undefined): string[] {
  if (proofs.length === 0) return [];
  const left = proofs.length - MOST_PROOFS;
  return [
    '<ul class="proofs">',
    ...proofs.slice(0, MOST_PROOFS).map(proof => `<li>${proofText(proof, reason, sourceUrl)}</li>`),
    ...(left > 0 ? [`<li>… and ${left} more, in the JSON</li>`] : []),
    '</ul>',
  ];
}

/** What the reason says already is not said again. */
function proofText({ kind, id, message, path, line }: Proof, reason: string, sourceUrl: string | undefined): string {
  const place = path === undefined ? '' : ` ${placeOf(path, line ?? 1, sourceUrl)}`;
  const text = reason.includes(message) ? '' : `<br>${kind === 'attestation' ? linkedEnd(message) : htmlText(message)}`;
  return `<span class="kind">${kind}</span> ${sourceOf(kind, id)}${place}${text}`;
}

/** An attestation ends with the address of what shows that it holds. */
function linkedEnd(message: string): string {
  const [, before, url] = /^(.* )(https:\/\/\S+)$/.exec(message) ?? [];
  return before === undefined || url === undefined ? htmlText(message) : htmlText(before) + linkTo(url, url);
}

/** What found it, with its page where it has one. */
function sourceOf(kind: Proof['kind'], id: string): string {
  const [family = '', name = ''] = id.split('/');
  if (kind === 'probe') return linkTo(id, helpUrl('probes', id));
  const page = rulePage(id);
  if (kind === 'finding' && page !== undefined) return linkTo(id, helpUrl('rules', page));
  if (kind === 'finding' && family === 'check') return linkTo(id, helpUrl('checks', name));
  return htmlText(id);
}

function placeOf(path: string, line: number, sourceUrl: string | undefined): string {
  const text = `${path}:${line}`;
  return sourceUrl === undefined
    ? `<code>${htmlText(text)}</code>`
    : linkTo(text, `${sourceUrl}${percentEncoded(path)}?plain=1#L${line}`);
}

function linkTo(text: string, url: string): string {
  return `<a href="${htmlText(url)}">${htmlText(text)}</a>`;
}

function classOf(state: ItemState | Checklist['verdict']): string {
  return state.replaceAll(' ', '-');
}
