import type { DataEntry, DataFile } from '../../model/evidence-facts.ts';

/** A rule that raises an alert, in whichever system. */
export interface AlertRule {
  path: string;
  line: number;
  /** Everything that it says, for what it is about; what its selectors exclude is left out. */
  text: string;
  /** What has to be exceeded; absent where it cannot be read. */
  threshold?: number;
  /** How long it counts, in minutes; absent where it cannot be read, and for what is no count. */
  windowMinutes?: number;
  /** How long a time it looks at, in minutes, also for what is no count; absent where it does not say. */
  spanMinutes?: number;
  /** How long it has to last before anybody hears of it, in minutes; absent where it cannot be read. */
  delayMinutes?: number;
  /** Why it raises nothing of the kind: the end of a sentence that begins with the alert. */
  fault?: string;
}

/** Reads the alert rules of one system in a file. */
export type AlertReader = (file: DataFile) => AlertRule[];

/** One object of a file of data: what stands directly or deeper in it, by the names from there. */
export interface DataObject {
  line: number;
  entries: readonly (DataEntry & { below: string[] })[];
}

/** The objects of a file that hold an entry directly under a name. */
export function objectsWith(file: DataFile, isAnchor: (key: string, entry: DataEntry) => boolean): DataObject[] {
  const anchors = new Map<string, DataEntry>();
  for (const entry of file.entries)
    if (isAnchor(entry.keys.at(-1) ?? '', entry)) anchors.set(nameOf(entry, entry.keys.slice(0, -1)), entry);
  return [...anchors.values()].map(anchor => objectAt(file, anchor.keys.slice(0, -1), anchor));
}

/** The object at the end of some names, in the document and on the line of an entry. */
export function objectAt(file: DataFile, prefix: readonly string[], at: DataEntry): DataObject {
  const inside = entriesBelow(file).get(nameOf(at, prefix)) ?? [];
  return { line: at.line, entries: inside.map(entry => ({ ...entry, below: entry.keys.slice(prefix.length) })) };
}

/** The names that lead to the nearest object around an entry that has an entry directly under a name. */
function ownerNames(file: DataFile, at: DataEntry, name: string): string[] | undefined {
  const { keys } = at;
  const below = entriesBelow(file);
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const prefix = keys.slice(0, length);
    const own = below.get(nameOf(at, [...prefix, name])) ?? [];
    if (own.some(entry => entry.keys.length === length + 1)) return prefix;
  }
  return undefined;
}

/** An entry, and the object around it. */
export interface OwnedEntry {
  entry: DataEntry;
  owner: DataObject;
}

/**
 * Entries with the nearest objects around them that have an entry under a name; the objects stand on the lines of the entries.
 *
 * @param most so many entries of one object are taken
 * @param isMeant decides by the name of what is in the object whether an entry counts
 */
export function ownedEntries(
  file: DataFile,
  entries: readonly DataEntry[],
  { name, most, isMeant = () => true }: { name: string; most: number; isMeant?: (part: string) => boolean },
): OwnedEntry[] {
  const counts = new Map<string, number>();
  return entries.flatMap(entry => {
    const names = ownerNames(file, entry, name);
    const part = entry.keys[names?.length ?? 0] ?? '';
    if (names === undefined || !isMeant(part)) return [];
    const key = nameOf(entry, names);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > most ? [] : [{ entry, owner: objectAt(file, names, entry) }];
  });
}

/** Of each file the entries at and below every object, because each reader asks for them. */
const indexes = new WeakMap<DataFile, ReadonlyMap<string, readonly DataEntry[]>>();

function entriesBelow(file: DataFile): ReadonlyMap<string, readonly DataEntry[]> {
  const known = indexes.get(file);
  if (known !== undefined) return known;
  const index = new Map<string, DataEntry[]>();
  for (const entry of file.entries) {
    let name = nameOf(entry, []);
    addTo(index, name, entry);
    for (const key of entry.keys) {
      name += `${key}\0`;
      addTo(index, name, entry);
    }
  }
  indexes.set(file, index);
  return index;
}

function addTo(index: Map<string, DataEntry[]>, name: string, entry: DataEntry): void {
  const entries = index.get(name);
  if (entries) entries.push(entry);
  else index.set(name, [entry]);
}

/** Objects in different documents may have the same names. */
function nameOf({ document = 0 }: DataEntry, keys: readonly string[]): string {
  return [document, ...keys].map(key => `${key}\0`).join('');
}

/** A value directly in an object, under the first of some names that is there; letters count alike. */
export function valueOf({ entries }: DataObject, ...names: string[]): string | undefined {
  const wanted = names.map(name => name.toLowerCase());
  return entries.find(({ below }) => below.length === 1 && wanted.includes(below[0]!.toLowerCase()))?.value;
}

/** A value anywhere in an object, under the first name that matches. */
export function deepValue({ entries }: DataObject, name: RegExp): string | undefined {
  return entries.find(({ below }) => name.test(below.at(-1) ?? ''))?.value;
}

/** Selectors of PromQL, LogQL, Datadog and Sentry that exclude: `status!~"5.."`, `!status:429`, `NOT status:429`. */
const EXCLUDED =
  /!\s?[=~]\s?(?:"[^"\n]*"|'[^'\n]*'|`[^`\n]*`|[\w.]+)|(?:!|\bNOT[ \t]|(?<![\w.])-)@?[\w.]{1,100}:(?:\([^)\n]*\)|[^\s,})"]+)/g;

/** Everything that an object says, without what its selectors exclude. */
export function textIn({ entries }: DataObject): string {
  return entries.map(({ below, value }) => `${below.join('.')}: ${value.replaceAll(EXCLUDED, '')}`).join('\n');
}

const MINUTES: Readonly<Record<string, number>> = {
  ms: 1 / 60_000,
  s: 1 / 60,
  m: 1,
  h: 60,
  d: 1440,
  w: 10_080,
  y: 525_600,
};

/** A time such as `0`, `90s`, `5m` or `1h30m` in minutes; undefined for anything else. */
export function minutesIn(time: string): number | undefined {
  const text = time.trim();
  if (text === '0') return 0;
  if (!/^(?:\d{1,6}(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d{1,6})(ms|[smhdwy])/g)];
  return parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * MINUTES[unit]!, 0);
}

/** `> 5` is exceeded by more than 5, and `>= 6` of what is counted means the same. */
export function exceeded(operator: string, limit: number): number {
  return operator.includes('=') ? limit - 1 : limit;
}

/** What a reader found in a rule. */
interface RuleReading {
  threshold?: number | undefined;
  windowMinutes?: number | undefined;
  /** That of the count where it is not given. */
  spanMinutes?: number | undefined;
  /** Undefined where it cannot be read. */
  delayMinutes: number | undefined;
  fault?: string | undefined;
}

/** Leaves out what was not read. */
export function alertRule(path: string, object: DataObject, reading: RuleReading): AlertRule {
  const { threshold, windowMinutes, spanMinutes = windowMinutes, delayMinutes, fault } = reading;
  return {
    path,
    line: object.line,
    text: textIn(object),
    ...(threshold !== undefined && Number.isFinite(threshold) && { threshold }),
    ...(windowMinutes !== undefined && windowMinutes > 0 && { windowMinutes }),
    ...(spanMinutes !== undefined && spanMinutes > 0 && { spanMinutes }),
    ...(delayMinutes !== undefined && { delayMinutes }),
    ...(fault !== undefined && { fault }),
  };
}
