import type { Checklist, ChecklistItem } from '../model/checklist.ts';
import { safeLine } from '../reporters/safe-line.ts';
import { maskSecrets } from '../vendors/secrets.ts';
import { isAttestable } from './item.ts';
import { itemOf } from './items.ts';

const HEAD = `# What no tool can see about the production checklist, stated by people and reviewed like code.
# Fill in every field: 'date' and 'expiry' as YYYY-MM-DD, 'link' as an https address of what shows that it holds.
attestations:
`;

/** The items that somebody has to attest and nobody does; what evidence proves already needs nobody. */
export function missingAttestations({ items }: Pick<Checklist, 'items'>): ChecklistItem[] {
  return items.filter(({ id, state, owner }) => {
    const item = itemOf(id);
    const isMissing = owner === undefined && (state === 'open' || state === 'violated');
    return isMissing && item !== undefined && isAttestable(item);
  });
}

/**
 * Writes the attestations that are missing as a draft.
 *
 * @param existing the text of the file so far; it is kept, and the draft follows it
 * @returns undefined where the file has several documents, or does not end with the list in block style or an empty one, so that nothing can follow it
 */
export function draftAttestations(items: readonly ChecklistItem[], existing?: string): string | undefined {
  if (existing === undefined || existing.trim() === '') return HEAD + items.map(item => entryOf(item, '  ')).join('\n');
  const lineEnd = existing.includes('\r\n') ? '\r\n' : '\n';
  const kept = existing.trimEnd().replaceAll('\r\n', '\n').replace(EMPTY_LIST, '$1');
  const indent = indentOfList(kept);
  if (indent === undefined) return undefined;
  const text = `${kept}\n\n${items.map(item => entryOf(item, indent)).join('\n')}`;
  return text.replaceAll('\n', lineEnd);
}

/** At the end of a file. */
const EMPTY_LIST = /^(attestations:) *\[ *\]$(?![^])/m;

/** How far the entries of a list in block style at the end of the file are indented. */
function indentOfList(text: string): string | undefined {
  const lines = text.split('\n');
  const isSplit = lines.slice(lines.findIndex(line => /^\w/.test(line))).some(line => /^(?:---|\.\.\.)/.test(line));
  if (isSplit) return undefined;
  const last = lines.findLastIndex(line => /^(?:\w|---|\.\.\.)/.test(line));
  if (!/^attestations:\s*(?:#.*)?$/.test(lines[last] ?? '')) return undefined;
  const entry = lines.slice(last + 1).find(line => /^\s*-\s/.test(line));
  return entry === undefined ? '  ' : entry.slice(0, entry.indexOf('-'));
}

function entryOf({ id, title, proofs }: ChecklistItem, indent: string): string {
  const signs = proofs
    .filter(({ kind, path }) => kind === 'evidence' && path !== undefined)
    .map(({ path = '', line = 1, message }) => `${indent}# ${inComment(`${path}:${line}: ${message}`)}`);
  return [
    `${indent}# ${inComment(`${title}.`)}`,
    ...signs,
    `${indent}- item: ${id}`,
    ...['statement', 'owner', 'date', 'expiry', 'link'].map(name => `${indent}  ${name}: ''`),
    '',
  ].join('\n');
}

/** A line break in a path would end the comment, and evidence may quote a line with a key. */
function inComment(text: string): string {
  return safeLine(maskSecrets(text));
}
