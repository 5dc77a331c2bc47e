import type { Answer, NoAnswerReply } from '../reply.ts';
import { send, type PlainRequest, type Sending } from './send.ts';

/** What the preflight asks of the integration itself, without the key of the vendor. */
export interface EndpointClient {
  get(question: Question): Promise<Answer | NoAnswerReply>;
  post(
    question: Question,
    delivery: { headers: Readonly<Record<string, string>>; body: string },
  ): Promise<Answer | NoAnswerReply>;
}

/** Whom to ask, how that is shown in the list of calls, and how long to wait. */
export type Question = Pick<PlainRequest, 'url' | 'shownUrl' | 'timeoutMs'>;

export function createEndpointClient(options: Sending, userAgent: string): EndpointClient {
  const own = { 'user-agent': userAgent };
  return {
    get: question => send({ method: 'GET', headers: own, ...question }, options),
    post: (question, { headers, body }) =>
      send({ method: 'POST', headers: { ...headers, ...own }, body, ...question }, options),
  };
}
