/**
 * A clock that knows nothing of the machine's: it starts at noon of a day and goes on by the same step with each question.
 *
 * @param day `YYYY-MM-DD`
 * @returns milliseconds since 1970
 */
export function steppingClock(day: string, stepMs: number): () => number {
  let moment = Date.parse(`${day}T12:00:00Z`);
  return () => (moment += stepMs);
}
