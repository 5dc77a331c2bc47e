import type { ProbeResult } from '../model/report.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { ChecklistVendor } from './checklist-vendor.ts';

/** What one run of a vendor's probe of the webhook endpoint says something about. */
export type DeliveryAspect = 'address' | 'secret' | 'signature' | 'repetition' | 'time';

export interface AspectOutcome {
  state: 'met' | 'violated' | 'open';
  message: string;
}

type Deliverer = Pick<ChecklistVendor, 'name' | 'acceptsStatus'>;

/** One test delivery and its answer, as the table of the probe has it. */
interface Row {
  kind: string;
  /** `NaN` where none came. */
  status: number;
  ms: number;
}

/**
 * Reads from the test deliveries how one aspect of the webhook endpoint stands.
 *
 * @param probe its result, whether or not deliveries were sent
 * @param vendor who delivers there
 * @param thresholds how long an answer may take
 */
export function deliveryAspect(
  probe: ProbeResult,
  aspect: DeliveryAspect,
  vendor: Deliverer,
  thresholds: Pick<Thresholds, 'webhookSeconds'>,
): AspectOutcome {
  const rows = (probe.table?.rows ?? []).map(([kind = '', status = '', time = '']): Row => ({
    kind,
    status: /^\d{3}$/.test(status) ? Number(status) : NaN,
    ms: Number.parseInt(time, 10),
  }));
  if (rows.length === 0) return withoutDeliveries(probe, aspect);
  return ASPECTS[aspect](rows, vendor, thresholds.webhookSeconds * 1000);
}

function withoutDeliveries({ status, message = '', reason = '' }: ProbeResult, aspect: DeliveryAspect): AspectOutcome {
  if (status === 'failed' && aspect === 'address' && /\bhttps\b/.test(message)) return { state: 'violated', message };
  if (status === 'failed' && aspect === 'secret' && /\bsecret\b/.test(message)) return { state: 'violated', message };
  return { state: 'open', message: message || `No test delivery was sent: ${reason}.` };
}

const SIGNED = 'a delivery that is signed with the secret';

const ASPECTS: Record<DeliveryAspect, (rows: readonly Row[], vendor: Deliverer, mostMs: number) => AspectOutcome> = {
  address: (_, { name }) => ({
    state: 'met',
    message: `The test deliveries went to an address that ${name} accepts.`,
  }),
  secret: (rows, { acceptsStatus }) =>
    judged(rows, 'signed', SIGNED, { isRight: acceptsStatus, isWrong: isUnauthorized }),
  signature(rows, { acceptsStatus }) {
    const signed = judged(rows, 'signed', SIGNED, { isRight: acceptsStatus, isWrong: isUnauthorized });
    // An endpoint that refuses everything verifies nothing.
    if (signed.state !== 'met') return { ...signed, state: 'open' };
    const refusal = { isRight: isRefused, isWrong: isTaken };
    const forged = [
      judged(rows, 'wrong signature', 'a delivery with a wrong signature', refusal),
      judged(rows, 'unsigned', 'a delivery without a signature', refusal),
    ];
    return (
      forged.find(({ state }) => state === 'violated') ??
      forged.find(({ state }) => state === 'open') ?? {
        state: 'met',
        message: 'The endpoint accepts what is signed with the secret, and refuses a wrong and a missing signature.',
      }
    );
  },
  repetition: (rows, { acceptsStatus }) =>
    judged(rows, 'repeated', 'the same delivery sent twice', { isRight: acceptsStatus, isWrong: () => false }),
  time(rows, _, mostMs) {
    const slow = rows.find(({ status, ms }) => Number.isNaN(status) || ms > mostMs);
    if (slow !== undefined) {
      const message = `The endpoint did not answer the ${slow.kind} delivery within ${mostMs} ms.`;
      return { state: 'violated', message };
    }
    const longest = Math.max(...rows.map(({ ms }) => ms));
    return { state: 'met', message: `The endpoint answered ${rows.length} deliveries, the slowest in ${longest} ms.` };
  },
};

interface Rating {
  isRight: (status: number) => boolean;
  isWrong: (status: number) => boolean;
}

/** An answer that is neither right nor wrong says nothing of what was asked. */
function judged(rows: readonly Row[], kind: string, what: string, { isRight, isWrong }: Rating): AspectOutcome {
  const { status = NaN } = rows.find(row => row.kind === kind) ?? {};
  if (Number.isNaN(status)) return { state: 'open', message: `The endpoint gave no answer to ${what}.` };
  const message = `The endpoint answered ${status} to ${what}.`;
  if (isRight(status)) return { state: 'met', message };
  return { state: isWrong(status) ? 'violated' : 'open', message };
}

function isTaken(status: number): boolean {
  return status >= 200 && status < 300;
}

function isRefused(status: number): boolean {
  return status >= 400 && status < 500;
}

function isUnauthorized(status: number): boolean {
  return [400, 401, 403].includes(status);
}
