import type { Call } from '../model/report.ts';

/** Says of each request that failed and then succeeded what was in the way, and how long it was asked to wait. One sentence each. */
export function tellTransient(calls: readonly Call[]): string[] {
  const sentences = new Map<string, string>();
  for (const [index, call] of calls.entries()) {
    if (!isTrouble(call)) continue;
    const later = calls
      .slice(index + 1)
      .find(
        ({ method, url, status }) => method === call.method && url === call.url && status !== undefined && status < 400,
      );
    if (later && call.method !== 'POST') sentences.set(`${call.url} ${kindOf(call)}`, describe(call));
  }
  return [...sentences.values()];
}

function isTrouble({ status = 0, failure }: Call): boolean {
  return status === 429 || status >= 500 || failure === 'reset' || failure === 'timeout';
}

function kindOf({ status, failure }: Call): string {
  return String(status ?? failure);
}

function describe(call: Call): string {
  const what = call.status === undefined ? `lost its connection (${call.failure})` : `was answered with ${call.status}`;
  const waited = call.retryAfterSeconds === undefined ? '' : ` and asked to wait ${call.retryAfterSeconds} s`;
  return `${call.method} ${call.url.split('?', 1)[0]} ${what}${waited}, and succeeded when it was tried again.`;
}
