/** A delivery of a webhook, before it is sent. */
export interface Delivery {
  webhookId: string;
  url: string;
  topic: string;
  headers: Record<string, string>;
  body: string;
  /** How long the vendor waits for an answer. */
  timeoutMs: number;
}

/** A delivery that was sent. */
export interface SentDelivery {
  webhookId: string;
  url: string;
  topic: string;
  /** Of the answer; absent where there was none in time. */
  status?: number;
}

/** Sends a delivery. Whatever becomes of it is reported, not thrown. */
export async function send({ webhookId, url, topic, headers, body, timeoutMs }: Delivery): Promise<SentDelivery> {
  const sent = { webhookId, url, topic };
  try {
    const { status } = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { ...sent, status };
  } catch {
    return sent;
  }
}
