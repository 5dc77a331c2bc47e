import type { Reply } from '../reply.ts';
import { send, type Sending } from './send.ts';

const STATUS_TIMEOUT_MS = 10_000;

/** Reads a document of a status page, without a key. */
export function readStatus(url: string, sending: Sending): Promise<Reply> {
  return send({ method: 'GET', url, shownUrl: url, headers: {}, timeoutMs: STATUS_TIMEOUT_MS }, sending);
}
