import type { Account } from '../account.ts';
import { vendorDate } from '../created-attributes.ts';
import type { Change } from './effect.ts';

export interface JobCounts {
  total: number;
  failed?: number;
  skipped?: number;
  now: number;
}

const WEEK_MS = 7 * 86_400_000;

/**
 * A job whose work is done. The answer that starts it still calls it queued; a later read finds it complete.
 */
export function finishedJob(
  account: Account,
  type: string,
  { total, failed = 0, skipped = 0, now }: JobCounts,
): Change & { id: string } {
  const id = account.create(type, {
    status: 'complete',
    total_count: total,
    completed_count: total - failed - skipped,
    failed_count: failed,
    skipped_count: skipped,
    started_at: vendorDate(now),
    completed_at: vendorDate(now),
    expires_at: vendorDate(now + WEEK_MS),
    errors: [],
  });
  return { id, shown: { status: 'queued', completed_count: 0, failed_count: 0, completed_at: null } };
}
