import type { DataEntry, DataFile } from '../../model/evidence-facts.ts';

/** A rule that raises an alert, in whichever system. */
export interface AlertRule {
  path: string;
  line: number;
  /** Everything that it says, for what it is about. */
  text: string;
  /** What has to be exceeded; absent where it cannot be read. */
  threshold?: number;
  /** How long it counts, in minutes; absent where it cannot be read, and for what is no count. */
  windowMinutes?: number;
  /** How long it has to last before anybody hears of it, in minutes. */
  delayMinutes: number;
}

/** Reads the alert rules of one system in a file. */
export type AlertReader = (file: DataFile) => AlertRule[];

/** One object of a file of data: what stands directly or deeper in it, by the names from there. */
export interface DataObject {
  line: number;
  entries: readonly (DataEntry & { below: string[] })[];
}

/** The objects of a file that hold an entry directly under a name. */
export function objectsWith({ entries }: DataFile, isAnchor: (key: string, entry: DataEntry) => boolean): DataObject[] {
  const anchors = entries.filter(entry => isAnchor(entry.keys.at(-1) ?? '', entry));
  const objects = new Map(
    anchors.map(anchor => {
      const prefix = anchor.keys.slice(0, -1);
      return [prefix.join('\0'), objectAt(entries, prefix, anchor.line)];
    }),
  );
  return [...objects.values()];
}

/** The object at the end of some names. */
export function objectAt(entries: readonly DataEntry[], prefix: readonly string[], line: number): DataObject {
  const inside = entries.filter(({ keys }) => prefix.every((key, index) => keys[index] === key));
  return { line, entries: inside.map(entry => ({ ...entry, below: entry.keys.slice(prefix.length) })) };
}

/** A value directly in an object, under the first of some names that is there; letters count alike. */
export function valueOf({ entries }: DataObject, ...names: string[]): string | undefined {
  const wanted = names.map(name => name.toLowerCase());
  return entries.find(({ below }) => below.length === 1 && wanted.includes(below[0]!.toLowerCase()))?.value;
}

export function textOf({ entries }: DataObject): string {
  return entries.map(({ below, value }) => `${below.join('.')}: ${value}`).join('\n');
}

const MINUTES: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, h: 60, d: 1440 };

/** A time such as `90s`, `5m` or `1h` in minutes; undefined for anything else. */
export function minutesIn(time: string): number | undefined {
  const [, number, unit = ''] = /^(\d{1,6})(s|m|h|d)$/.exec(time.trim()) ?? [];
  return number === undefined ? undefined : Number(number) * MINUTES[unit]!;
}

/** `> 5` is exceeded by more than 5, and `>= 6` of what is counted means the same. */
export function exceeded(operator: string, limit: number): number {
  return operator.includes('=') ? limit - 1 : limit;
}

/** Leaves out what was not read. */
export function alertRule(
  path: string,
  object: DataObject,
  {
    threshold,
    windowMinutes,
    delayMinutes = 0,
  }: { threshold?: number | undefined; windowMinutes?: number | undefined; delayMinutes?: number },
): AlertRule {
  return {
    path,
    line: object.line,
    text: textOf(object),
    ...(threshold !== undefined && Number.isFinite(threshold) && { threshold }),
    ...(windowMinutes !== undefined && windowMinutes > 0 && { windowMinutes }),
    delayMinutes,
  };
}
