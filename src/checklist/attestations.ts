import type { Attestation, AttestationProblem } from '../model/checklist.ts';
import type { DataEntry } from '../model/evidence-facts.ts';
import { isAttestable } from './item.ts';
import { itemOf } from './items.ts';

/** Where a team keeps what no tool can see, reviewed like code. */
export const ATTESTATIONS_FILE = '.klaviyo-lint/attestations.yml';

export const ATTESTATION_FIELDS = ['item', 'statement', 'owner', 'date', 'expiry', 'link'] as const;
type Field = (typeof ATTESTATION_FIELDS)[number];

export interface Attestations {
  /** Those that count, by the ids of their items. */
  valid: Map<string, Attestation>;
  problems: AttestationProblem[];
}

/** One entry of the list, with the line of each of its fields. */
interface Entry {
  line: number;
  /** It stands in a document behind the first. */
  isOfOtherDocument: boolean;
  fields: Map<string, DataEntry>;
}

/**
 * Reads the values of `.klaviyo-lint/attestations.yml`. An entry that is wrong in any way does not count, and is named with its line.
 *
 * @param asOf the day that counts as today, `YYYY-MM-DD`
 */
export function readAttestations(values: readonly DataEntry[], asOf: string): Attestations {
  const valid: Attestations['valid'] = new Map();
  const problems: AttestationProblem[] = [];
  const report = (line: number, message: string): void =>
    void problems.push({ path: ATTESTATIONS_FILE, line, message });
  for (const { keys, line } of values.filter(value => !isField(value) && !isNothing(value)))
    report(
      line,
      `'${shown(keys.join('.'))}' means nothing in this file. Write a list of 'attestations', each with ${FIELDS}.`,
    );
  for (const entry of entriesIn(values)) {
    const problem = problemOf(entry, asOf, valid);
    if (problem === undefined) {
      const attestation = attestationOf(entry);
      valid.set(attestation.item, attestation);
    } else report(problem.line, problem.message);
  }
  return { valid, problems: problems.sort((left, right) => left.line - right.line) };
}

const FIELDS = ATTESTATION_FIELDS.map(name => `'${name}'`).join(', ');

function isField({ keys }: DataEntry): boolean {
  return keys.length === 3 && keys[0] === 'attestations' && /^\d+$/.test(keys[1] ?? '');
}

/** An empty document, or a list without an entry. */
function isNothing({ keys, value }: DataEntry): boolean {
  return value === '' && (keys.length === 0 || (keys.length === 1 && keys[0] === 'attestations'));
}

function entriesIn(values: readonly DataEntry[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const value of values.filter(isField)) {
    const [, index = '', name = ''] = value.keys;
    const { line, document = 0 } = value;
    const id = `${document}.${index}`;
    const entry = entries.get(id) ?? { line, isOfOtherDocument: document > 0, fields: new Map<string, DataEntry>() };
    entry.fields.set(name, value);
    entries.set(id, entry);
  }
  return [...entries.values()];
}

interface Problem {
  line: number;
  message: string;
}

function problemOf(entry: Entry, asOf: string, valid: Attestations['valid']): Problem | undefined {
  return (
    documentProblem(entry) ??
    fieldProblem(entry) ??
    itemProblem(entry, valid) ??
    dateProblem(entry, asOf) ??
    textProblem(entry)
  );
}

/** Readers of YAML, the schema's among them, take the first document, or refuse the file. */
function documentProblem({ line, isOfOtherDocument }: Entry): Problem | undefined {
  return isOfOtherDocument
    ? {
        line,
        message:
          "This attestation stands behind a '---', in another document of the file, and does not count. Move it into the list of the first document.",
      }
    : undefined;
}

function fieldProblem({ line, fields }: Entry): Problem | undefined {
  const unknown = [...fields].find(([name]) => !(ATTESTATION_FIELDS as readonly string[]).includes(name));
  if (unknown)
    return { line: unknown[1].line, message: `'${shown(unknown[0])}' is no field of an attestation. Use ${FIELDS}.` };
  const missing = ATTESTATION_FIELDS.filter(name => (fields.get(name)?.value.trim() ?? '') === '');
  const [first] = missing;
  if (first === undefined) return undefined;
  const named = missing.map(name => `'${name}'`).join(', ');
  return {
    line: fields.get(first)?.line ?? line,
    message: `This attestation says nothing for ${named}. Fill it in, or take the entry out.`,
  };
}

function itemProblem(entry: Entry, valid: Attestations['valid']): Problem | undefined {
  const { line } = entry.fields.get('item')!;
  const id = valueOf(entry, 'item');
  const item = itemOf(id);
  if (item === undefined) return { line, message: `'${shown(id)}' is no item of the checklist. Use an id such as A1.` };
  if (!isAttestable(item))
    return {
      line,
      message: `${id} cannot be attested, because a tool can see it. Take the entry out, and let the checklist prove it.`,
    };
  return valid.has(id)
    ? { line, message: `${id} is attested twice. Keep the entry that holds, and take this one out.` }
    : undefined;
}

function dateProblem(entry: Entry, asOf: string): Problem | undefined {
  const lineOf = (name: Field): number => entry.fields.get(name)!.line;
  const wrong = (['date', 'expiry'] as const).find(name => !isDay(valueOf(entry, name)));
  if (wrong !== undefined)
    return { line: lineOf(wrong), message: `The ${wrong} of this attestation is no day. Write it as YYYY-MM-DD.` };
  const [date, expiry, id] = [valueOf(entry, 'date'), valueOf(entry, 'expiry'), valueOf(entry, 'item')];
  if (date > asOf)
    return {
      line: lineOf('date'),
      message: `The attestation of ${id} is of ${date}, which is still to come. Write the day on which it was stated.`,
    };
  if (expiry < date)
    return {
      line: lineOf('expiry'),
      message: `The attestation of ${id} expires before it was stated. Correct its expiry.`,
    };
  return expiry < asOf
    ? {
        line: lineOf('expiry'),
        message: `The attestation of ${id} expired on ${expiry}. Check that it still holds, and state it again.`,
      }
    : undefined;
}

function textProblem(entry: Entry): Problem | undefined {
  const lineOf = (name: Field): number => entry.fields.get(name)!.line;
  if (valueOf(entry, 'owner').split(' ').some(isMailAddress))
    return {
      line: lineOf('owner'),
      message: 'The owner of this attestation is an e-mail address. Name the person, the team or the handle instead.',
    };
  const link = valueOf(entry, 'link');
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
    ? undefined
    : {
        line: lineOf('link'),
        message:
          'The link of this attestation is no https address. Link to what shows that it holds, such as a ticket or a runbook.',
      };
}

function isMailAddress(word: string): boolean {
  const [name = '', host = ''] = word.split('@');
  return name !== '' && host.includes('.');
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function attestationOf(entry: Entry): Attestation {
  const fields = Object.fromEntries(ATTESTATION_FIELDS.map(name => [name, valueOf(entry, name)])) as Record<
    Field,
    string
  >;
  return { ...fields, path: ATTESTATIONS_FILE, line: entry.fields.get('item')!.line };
}

function valueOf({ fields }: Entry, name: Field): string {
  return fields.get(name)?.value.trim().replaceAll(/\s+/g, ' ') ?? '';
}

const LONGEST_SHOWN = 40;

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
