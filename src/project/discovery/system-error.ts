/** The code of a failed system call, such as `EACCES`. Anything else is a defect of ours and is thrown again. */
export function systemErrorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
