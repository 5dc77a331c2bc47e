/** As long as it takes for chance to write one only in one of fifty million keys. */
const SEQUENCES = ['123456789', '987654321', 'abcdefabc', 'fedcbafed'];
const LONGEST_PERIOD = 12;

/**
 * Returns whether people, and not chance, wrote the digits of a key: few different ones, repeated or counted up, also in turn as in
 * `a1b2c3`. Of a million random keys none is taken for one.
 */
export function isPlaceholder(key: string): boolean {
  const digits = key.slice(-34);
  return entropy(digits) < 2.7 || SEQUENCES.some(sequence => digits.includes(sequence)) || isRegular(digits);
}

/** Shannon's entropy in bits for each digit; 4 is the most, and a random key has at least 2.8. */
function entropy(digits: string): number {
  const counts = new Map<string, number>();
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  return -[...counts.values()].reduce(
    (sum, count) => sum + (count / digits.length) * Math.log2(count / digits.length),
    0,
  );
}

/** At some distance, more than half of the digits differ by the same: by chance so in one of ten million keys. */
function isRegular(digits: string): boolean {
  const values = Array.from(digits, digit => Number.parseInt(digit, 16));
  return Array.from({ length: LONGEST_PERIOD }, (_, index) => index + 1).some(period => {
    const steps = values.slice(period).map((value, index) => (value - (values[index] ?? 0) + 16) % 16);
    return steps.some(step => steps.filter(other => other === step).length * 2 > steps.length + 1);
  });
}
