import { emptyAnswer } from './exchange.ts';
import type { Responder } from './exchange.ts';

/** The API in good health. */
export const healthy: Responder = exchange => exchange.vendor();

/** A body that is not the vendor's. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Responder {
  return () => ({ status, headers: { ...headers }, body });
}

/** Never answers. */
export const hang: Responder = () => ({ ...emptyAnswer(200), fault: 'hang' });

/** Cuts the connection. */
export const reset: Responder = () => ({ ...emptyAnswer(200), fault: 'reset' });

/** Keeps the connection busy without ever ending the answer. */
export const drip: Responder = () => ({ ...emptyAnswer(200), fault: 'drip' });

/** Ends the connection in the middle of the right answer. */
export const cutShort: Responder = exchange => ({ ...exchange.vendor(), fault: 'cut' });

export const slow: Responder = exchange => ({ ...exchange.vendor(), delayMs: exchange.slowMs });

/** Sends the caller to another host. */
export const redirect: Responder = ({ elsewhereUrl, request }) =>
  emptyAnswer(302, { location: `${elsewhereUrl}${request.url}` });

/** First one answer, then another. */
export function once<Changes>(first: Responder<Changes>, then: Responder<Changes>): Responder<Changes> {
  return exchange => (exchange.nth === 1 ? first : then)(exchange);
}

/** One answer and another by turns. */
export function byTurns<Changes>(odd: Responder<Changes>, even: Responder<Changes>): Responder<Changes> {
  return exchange => (exchange.nth % 2 === 1 ? odd : even)(exchange);
}
