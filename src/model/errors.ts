/** Something that the person who called can mend. Its message is all that is printed; the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
