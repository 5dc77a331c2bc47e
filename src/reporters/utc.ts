/** `23:00:05` of a time in ISO 8601, in UTC; of anything else nothing is repeated. */
export function timeOfDay(time: string): string {
  return isoOf(time)?.slice(11, 19) ?? '(time)';
}

/** `2026-11-20 23:00`. */
export function whole(time: string): string {
  return isoOf(time)?.slice(0, 16).replace('T', ' ') ?? '(time)';
}

function isoOf(time: string): string | undefined {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}
