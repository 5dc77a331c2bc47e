import axios from 'axios';
import type { CallLog } from '../call-log.ts';
import { noAnswerCause } from '../no-answer.ts';
import { keepHeaders, parseJson } from '../reply.ts';
import type { Answer, NoAnswerReply } from '../reply.ts';
import { limitTime } from '../time-limit.ts';
import { guards } from './guards.ts';
import type { Sockets } from './sockets.ts';

export interface PlainRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  /** How the address is shown in the list of calls. */
  shownUrl: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  timeoutMs: number;
  /** How many requests are left to others that matter more; none by default. */
  reserve?: number;
}

export interface Sending {
  log: CallLog;
  signal: AbortSignal;
  sockets: Sockets;
}

/** Sends one request, once: with the same proxies, certificates and limits for every call of the preflight, to any host. */
export async function send(
  { method, url, shownUrl, headers, body, timeoutMs, reserve }: PlainRequest,
  { log, signal, sockets }: Sending,
): Promise<Answer | NoAnswerReply> {
  const limit = limitTime(timeoutMs, signal);
  const startedAt = performance.now();
  let call: ReturnType<CallLog['begin']> | undefined;
  try {
    call = log.begin(method, shownUrl, reserve);
    const response = await axios.request<unknown>({
      method,
      url,
      headers: { accept: 'application/json', ...headers },
      data: body,
      ...guards(url, limit.signal, sockets),
      responseType: 'text',
      transformRequest: (data: unknown) => data,
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
    });
    call.answered(response.status);
    const kept = keepHeaders(name => (response.headers as Record<string, unknown>)[name]);
    return {
      kind: 'answer',
      status: response.status,
      headers: kept,
      body: parseJson(response.data),
      durationMs: performance.now() - startedAt,
      throttled: 0,
      failed: 0,
    };
  } catch (error) {
    const cause = noAnswerCause(error, limit.signal);
    call?.failed(cause);
    return { kind: 'no-answer', cause };
  } finally {
    limit.end();
  }
}
