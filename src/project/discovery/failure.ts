/**
 * Why the tool gave up on something, as the end of a sentence. It holds nothing of what was read: the message of an error may
 * quote that, so only its kind is reported.
 */
export function failureReason(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  return `the tool failed on it (${error instanceof Error ? error.name : typeof error})`;
}
