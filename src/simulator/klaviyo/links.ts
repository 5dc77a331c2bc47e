/** One end of a link. */
export interface Reference {
  type: string;
  id: string;
}

/** Which resources belong together, whichever of the two a request named first. */
export class Links {
  /** By resource and type at the other end: ids there, with the moment of the link in milliseconds. */
  readonly #ends = new Map<string, Map<string, number>>();
  /** Links of the examples that a request removed. */
  readonly #cut = new Set<string>();

  add(one: Reference, other: Reference, now: number): void {
    this.#cut.delete(pairOf(one, other));
    this.#endsOf(one, other.type).set(other.id, now);
    this.#endsOf(other, one.type).set(one.id, now);
  }

  remove(one: Reference, other: Reference): void {
    this.#ends.get(keyOf(one, other.type))?.delete(other.id);
    this.#ends.get(keyOf(other, one.type))?.delete(one.id);
    this.#cut.add(pairOf(one, other));
  }

  /** Ids of a type that were linked to a resource, oldest link first, each with its moment. */
  of(owner: Reference, type: string): ReadonlyMap<string, number> {
    return this.#ends.get(keyOf(owner, type)) ?? NONE;
  }

  isCut(one: Reference, other: Reference): boolean {
    return this.#cut.has(pairOf(one, other));
  }

  #endsOf(owner: Reference, type: string): Map<string, number> {
    const key = keyOf(owner, type);
    const ends = this.#ends.get(key) ?? new Map<string, number>();
    this.#ends.set(key, ends);
    return ends;
  }
}

const NONE: ReadonlyMap<string, number> = new Map();

function keyOf({ type, id }: Reference, other: string): string {
  return [type, id, other].join('\0');
}

/** The same for both orders. */
function pairOf(one: Reference, other: Reference): string {
  return [keyOf(one, ''), keyOf(other, '')].sort().join('\0');
}
