/**
 * Memoizes what an analysis computes, so that nothing is computed twice and everything ends.
 *
 * - What depends on itself (a cycle) is computed in two rounds: in the first, what is being computed counts as its bottom value; in
 *   the second, as what the first round found. Then all of the cycle is final, so that it costs a fixed number of times its size.
 * - The stack is not trusted to be deep enough: beyond a depth the computation is abandoned, what lies that deep is computed by
 *   itself, and the outermost computation starts again with all that was memoized. What is deeper than that and depends on itself
 *   is cut, which is recorded.
 */
import type { TSESTree } from '@typescript-eslint/utils';
import { recordIncomplete } from './incomplete.ts';

/** A `Map` or a `WeakMap` from what is asked for to what was computed. */
interface Table<Key, Value> {
  get(key: Key): Value | Entry<Key, Value> | undefined;
  set(key: Key, value: Value | Entry<Key, Value>): unknown;
  delete(key: Key): unknown;
}

export type MemoMap<Key, Value> = Map<Key, Value | Entry<Key, Value>>;
export type WeakMemoMap<Key extends object, Value> = WeakMap<Key, Value | Entry<Key, Value>>;

/** What is not final yet. */
class Entry<Key, Value> {
  readonly table: Table<Key, Value>;
  readonly key: Key;
  readonly compute: () => Value;
  /** What counts while it is being computed, and after that while the head of its cycle is. */
  value: Value;
  /** Its position among what is being computed; -1 when it is not. */
  index = -1;
  /** The entry that it depends on and that is being computed, for what was computed and is not final. */
  head: AnyEntry | undefined;

  constructor(table: Table<Key, Value>, key: Key, compute: () => Value, bottom: Value) {
    this.table = table;
    this.key = key;
    this.compute = compute;
    this.value = bottom;
  }

  finish(): void {
    this.head = undefined;
    this.table.set(this.key, this.value);
  }

  abandon(): void {
    this.index = -1;
    this.head = undefined;
    this.table.delete(this.key);
  }
}

// A table is only ever given back what it was given.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyEntry = Entry<any, any>;

/** Levels of evaluation that fit a stack of 1 MB with room for those who called. */
const DEEPEST = 150;
const NOWHERE = Infinity;
const MOST_ABANDONED = 2000;
const TOO_DEEP = 'values depend on each other too deeply';

/** What is being computed, the query first. */
const running: AnyEntry[] = [];
/** What was computed and depends on something that is being computed. */
const provisional: AnyEntry[] = [];
/** How much of a cycle was computed for nothing since the outermost computation began. */
let abandoned = 0;
/** The lowest position among `running` that what is being computed depends on. */
let lowest = NOWHERE;

class TooDeep extends Error {
  readonly entry: AnyEntry;

  constructor(entry: AnyEntry) {
    super('The evaluation is nested too deeply for one stack.');
    this.entry = entry;
  }
}

/**
 * Gives the value for a key, computed once.
 *
 * @param bottom what it counts as where it is needed in order to compute it
 */
export function memo<Key, Value>(table: Table<Key, Value>, key: Key, compute: () => Value, bottom: Value): Value {
  const known = table.get(key);
  if (known === undefined) {
    const entry = new Entry(table, key, compute, bottom);
    table.set(key, entry);
    return running.length === 0 ? runOutermost(entry) : run(entry);
  }
  if (!(known instanceof Entry)) return known;
  const entry = known;
  if (entry.index >= 0) {
    lowest = Math.min(lowest, entry.index);
    return entry.value;
  }
  if (!entry.head) return run(entry);
  lowest = Math.min(lowest, headOf(entry).index);
  return entry.value;
}

/** The entry that is being computed and that a provisional one depends on. */
function headOf(entry: AnyEntry): AnyEntry {
  let head = entry;
  while (head.index < 0 && head.head) head = head.head;
  for (let at = entry; at.head && at.head !== head && at !== head;) {
    const next: AnyEntry = at.head;
    at.head = head;
    at = next;
  }
  return head;
}

function run<Key, Value>(entry: Entry<Key, Value>): Value {
  const index = running.length;
  if (index >= DEEPEST) {
    if (abandoned < MOST_ABANDONED) throw new TooDeep(entry);
    return cutHere(entry);
  }
  const outer = lowest;
  const firstMember = provisional.length;
  entry.index = index;
  running.push(entry);
  lowest = NOWHERE;
  entry.value = entry.compute();
  if (lowest === index) {
    for (const member of provisional.splice(firstMember)) member.head = undefined;
    lowest = NOWHERE;
    entry.value = entry.compute();
  }
  running.pop();
  entry.index = -1;
  if (lowest < index) {
    entry.head = running[lowest];
    provisional.push(entry);
    lowest = Math.min(outer, lowest);
  } else {
    entry.finish();
    for (const member of provisional.splice(firstMember)) member.finish();
    lowest = outer;
  }
  return entry.value;
}

/** Computes what nobody else is waiting for, however deeply it is nested. */
function runOutermost<Key, Value>(start: Entry<Key, Value>): Value {
  const pending: AnyEntry[] = [start];
  abandoned = 0;
  for (;;) {
    const entry = pending.at(-1) ?? start;
    try {
      computeAnew(entry);
      pending.pop();
      if (pending.length === 0) return computeAnew(start);
    } catch (error) {
      // The caller may have left less of the stack than expected.
      const deep = error instanceof TooDeep ? error.entry : isStackOverflow(error) ? running.at(-1) : undefined;
      const place = placeIn([...pending, ...running]);
      abandonAll();
      if (!deep) throw error;
      if (pending.some(({ table, key }) => table === deep.table && key === deep.key)) cut(deep, place);
      else pending.push(deep);
    }
  }
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

function computeAnew<Key, Value>({ table, key, compute, value }: Entry<Key, Value>): Value {
  const known = table.get(key);
  if (known !== undefined && !(known instanceof Entry)) return known;
  const entry = new Entry(table, key, compute, value);
  table.set(key, entry);
  return run(entry);
}

function abandonAll(): void {
  abandoned += provisional.length;
  for (const entry of running.splice(0)) entry.abandon();
  for (const entry of provisional.splice(0)) entry.abandon();
  lowest = NOWHERE;
}

/** Makes an end of a cycle that is deeper than the stack. */
function cut(entry: AnyEntry, place: TSESTree.Node | undefined): void {
  entry.finish();
  recordIncomplete(TOO_DEEP, place);
}

/** The innermost syntax that something is computed for: frames, names and slots have no place of their own. */
function placeIn(entries: readonly AnyEntry[]): TSESTree.Node | undefined {
  return entries.map(({ key }) => key as unknown).findLast(isNode);
}

function isNode(key: unknown): key is TSESTree.Node {
  return typeof key === 'object' && key !== null && 'type' in key && 'range' in key;
}

/** The same without starting again: what is cut counts as its bottom value until the outermost computation is done. */
function cutHere<Key, Value>(entry: Entry<Key, Value>): Value {
  recordIncomplete(TOO_DEEP, placeIn([...running, entry]));
  lowest = 0;
  entry.head = running[0];
  provisional.push(entry);
  return entry.value;
}

/** The one value of a function that is asked for nothing in particular. */
class Slot<Value> {
  kept: Value | Entry<undefined, Value> | undefined;

  get(): Value | Entry<undefined, Value> | undefined {
    return this.kept;
  }

  set(_: undefined, value: Value | Entry<undefined, Value>): void {
    this.kept = value;
  }

  delete(): void {
    this.kept = undefined;
  }
}

/** A function that computes its value when it is first called, with `bottom` as in `memo`. */
export function once<Value>(compute: () => Value, bottom: Value): () => Value {
  const slot = new Slot<Value>();
  return () => memo(slot, undefined, compute, bottom);
}
