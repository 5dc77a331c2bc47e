/**
 * Keeps answers, so that nothing is found out twice. An answer may lean on another that is still being looked for (a cycle), or
 * on a budget that ran out. It holds only until that one is found, or until the question ends; otherwise what a node is would
 * depend on what was asked before.
 */
class Kept<Answer> {
  /** What counts while `place` is current. */
  preliminary: Answer;
  place: Place = NOWHERE;
  /** The answer as it is for whoever stands outside of its cycle. */
  settled: Answer | undefined;
  cycle: Cycle | undefined;

  constructor(preliminary: Answer) {
    this.preliminary = preliminary;
  }
}

interface Place {
  /** How many answers were being looked for: 0 stands for the question itself. */
  depth: number;
  /** Which of all that were ever looked for at this depth. */
  stamp: number;
}

/** Answers that lean on each other. */
interface Cycle {
  /** How many of them are being looked for. */
  running: number;
  /** The larger cycle that this one turned out to be a part of. */
  whole?: Cycle;
}

/** A `Map` or a `WeakMap` from what was asked for to what was found. */
interface Answers<Key, Answer> {
  get(key: Key): Answer | Kept<Answer> | undefined;
  set(key: Key, answer: Answer | Kept<Answer>): unknown;
}

export type AnswerMap<Key, Answer> = Map<Key, Answer | Kept<Answer>>;
export type WeakAnswerMap<Key extends object, Answer> = WeakMap<Key, Answer | Kept<Answer>>;

const NOWHERE: Place = { depth: 0, stamp: -1 };
const ON_NOTHING = Infinity;

/** The stamps of what is being looked for, the question first. */
let stamps = [0];
let lastStamp = 0;
/** The depth of the outermost answer that what is being found leans on. */
let leansOn = ON_NOTHING;
/** What was found and leans on an answer that is still being looked for. */
let leaning: Kept<unknown>[] = [];

/** Starts a new question: what leaned on the last one is forgotten. */
export function startQuestion(): void {
  lastStamp += 1;
  stamps = [lastStamp];
  leansOn = ON_NOTHING;
  leaning = [];
}

/** Where in the question we are, for what may be asked for again from inside. */
export function currentPlace(): Place {
  const depth = stamps.length - 1;
  return { depth, stamp: stamps[depth] ?? 0 };
}

/** Says that what is being found leans on the answer that is looked for at a place; without one, on the whole question. */
export function leanOn({ depth }: Pick<Place, 'depth'> = { depth: 0 }): void {
  leansOn = Math.min(leansOn, depth);
}

/**
 * Gives the answer for a key, found once.
 *
 * @param meanwhile what it counts as where it is needed in order to find it
 */
export function remember<Key, Answer>(
  answers: Answers<Key, Answer>,
  key: Key,
  find: () => Answer,
  meanwhile: Answer,
): Answer {
  const known = answers.get(key);
  if (known === undefined) return keepNew(answers, key, find, meanwhile);
  if (!(known instanceof Kept)) return known;
  const { place, preliminary, settled, cycle } = known;
  if (stamps[place.depth] === place.stamp) {
    leanOn(place);
    return preliminary;
  }
  return settled !== undefined && !(cycle && wholeOf(cycle).running > 0)
    ? settled
    : look(known, find, meanwhile).answer;
}

/** What leans on nothing needs no more than its answer. */
function keepNew<Key, Answer>(answers: Answers<Key, Answer>, key: Key, find: () => Answer, meanwhile: Answer): Answer {
  const kept = new Kept(meanwhile);
  answers.set(key, kept);
  const { answer, isFree } = look(kept, find, meanwhile);
  if (isFree) answers.set(key, answer);
  return answer;
}

function look<Answer>(kept: Kept<Answer>, find: () => Answer, meanwhile: Answer): { answer: Answer; isFree: boolean } {
  const outer = leansOn;
  const depth = stamps.length;
  const firstLeaning = leaning.length;
  const { cycle } = kept;
  lastStamp += 1;
  stamps.push(lastStamp);
  leansOn = ON_NOTHING;
  kept.preliminary = meanwhile;
  kept.place = { depth, stamp: lastStamp };
  if (cycle) wholeOf(cycle).running += 1;
  const answer = find();
  if (cycle) wholeOf(cycle).running -= 1;
  stamps.length = depth;
  const isFree = leansOn === ON_NOTHING;
  if (leansOn < depth) leave(kept, answer);
  else settle(kept, answer, leaning.length > firstLeaning ? leaning.splice(firstLeaning) : []);
  leansOn = leansOn < depth ? Math.min(outer, leansOn) : outer;
  return { answer, isFree };
}

/** Keeps an answer as long as what it leans on is looked for. */
function leave<Answer>(kept: Kept<Answer>, answer: Answer): void {
  kept.preliminary = answer;
  kept.place = { depth: leansOn, stamp: stamps[leansOn] ?? 0 };
  leaning.push(kept);
}

function settle<Answer>(kept: Kept<Answer>, answer: Answer, members: readonly Kept<unknown>[]): void {
  kept.settled = answer;
  for (const member of members) join(kept, member);
}

function join(one: Kept<unknown>, other: Kept<unknown>): void {
  one.cycle ??= { running: 0 };
  const whole = wholeOf(one.cycle);
  const part = other.cycle && wholeOf(other.cycle);
  if (part && part !== whole) {
    part.whole = whole;
    whole.running += part.running;
  }
  other.cycle = whole;
}

function wholeOf(cycle: Cycle): Cycle {
  let at = cycle;
  while (at.whole) at = at.whole;
  return at;
}

/** The one answer of a function that is asked for nothing in particular. */
class Slot<Answer> {
  kept: Answer | Kept<Answer> | undefined;

  get(): Answer | Kept<Answer> | undefined {
    return this.kept;
  }

  set(_: undefined, answer: Answer | Kept<Answer>): void {
    this.kept = answer;
  }
}

/** A function that finds its answer when it is first called, with `meanwhile` as in `remember`. */
export function once<Answer>(find: () => Answer, meanwhile: Answer): () => Answer {
  const slot = new Slot<Answer>();
  return () => remember(slot, undefined, find, meanwhile);
}
