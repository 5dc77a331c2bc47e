/** Writes a number with two digits behind the point at most. */
export function numberOf(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function secondsText(value: number): string {
  return value === 1 ? '1 second' : `${numberOf(value)} seconds`;
}

/** Writes a whole number with a comma before every three digits. */
export function groupedNumber(value: number): string {
  return value.toLocaleString('en-US');
}
