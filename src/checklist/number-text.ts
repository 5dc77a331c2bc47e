/** Writes a number with two digits behind the point at most. */
export function numberOf(value: number): string {
  return String(Math.round(value * 100) / 100);
}
