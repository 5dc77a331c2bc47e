/** Numbers that look random and repeat with their seed. */
export interface Random {
  /** A whole number from 0 to one below the limit. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
  isTrue(): boolean;
}

/** The generator `mulberry32`. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: items => items[below(items.length)]!, isTrue: () => next() < 0.5 };
}
