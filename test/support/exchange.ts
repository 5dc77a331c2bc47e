import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request to the simulator, and what an answer needs to know of it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** 1 for the first request to this server. */
  nth: number;
  /** The private key that the simulated account knows. */
  key: string;
  /** A third server, which nobody has any business to call. */
  elsewhereUrl: string;
  slowMs: number;
}

export type Responder = (exchange: Exchange) => void;

/** Sends a body with its type; further headers win. */
export function send(exchange: Exchange, status: number, body: string, headers: Record<string, string> = {}): void {
  exchange.response.writeHead(status, { 'content-type': 'application/vnd.api+json', ...headers }).end(body);
}

/** Never answers. */
export const hang: Responder = () => undefined;

/** Cuts the connection. */
export const reset: Responder = ({ request }) => {
  request.socket.resetAndDestroy();
};

/** Sends the caller to another host. */
export const redirect: Responder = exchange => {
  send(exchange, 302, '', { location: `${exchange.elsewhereUrl}${exchange.request.url ?? '/'}` });
};
