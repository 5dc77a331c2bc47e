/** An error that the user can fix. Only its message is printed; the exit code is 2. */
export class UsageError extends Error {
  override name = 'UsageError';
  /** Says the same in several lines, for a terminal or a log. */
  readonly detail: string | undefined;

  constructor(message: string, { detail, ...options }: ErrorOptions & { detail?: string } = {}) {
    super(message, options);
    this.detail = detail;
  }
}
