/** An error that the user can fix. Only its message is printed; the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
