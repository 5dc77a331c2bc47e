import type { Call } from '../model/report.ts';

/** What became of a call: `200`, `429, asked to wait 3 s`, `timeout`. */
export function outcomeOfCall({ status, failure, retryAfterSeconds }: Call): string {
  const waited = retryAfterSeconds === undefined ? '' : `, asked to wait ${retryAfterSeconds} s`;
  return `${status ?? failure ?? 'answered'}${waited}`;
}
