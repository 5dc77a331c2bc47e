import { setTimeout as pause } from 'node:timers/promises';
import { getOctokit } from '@actions/github';
import { defaults } from '@actions/github/lib/utils';
import { maskSecrets } from '../../src/vendors/secrets.ts';
import { inAttempts } from './attempts.ts';
import { OutOfTime, UnclearAnswer } from './failure.ts';
import type { Deadline, Limits } from './limits.ts';
import type { Target } from './target.ts';

export type Rest = ReturnType<typeof getOctokit>['rest'];

/** Sends requests to GitHub, and repeats them as often as that is safe. */
export interface Client {
  /** For what changes nothing when it is sent twice. */
  repeatable<Answer>(send: (rest: Rest) => Promise<Answer>): Promise<Answer>;
  /**
   * For what must arrive once: after an answer that leaves open whether it did, it looks before it sends again.
   * @param find what tells that it arrived; undefined while it did not
   */
  once<Answer>(send: (rest: Rest) => Promise<Answer>, find: () => Promise<Answer | undefined>): Promise<Answer>;
  /** The account that the token writes as. */
  login(): Promise<string>;
}

/**
 * Connects to the API of a target. The token goes to its origin only, and no redirect is followed.
 *
 * @param deadline ends all requests
 */
export function connect({ apiUrl }: Target, token: string, deadline: Deadline, limits: Limits): Client {
  const octokit = getOctokit(token, {
    baseUrl: apiUrl,
    userAgent: 'klaviyo-lint',
    log: SILENT,
    request: { ...defaults.request, log: SILENT, fetch: fetchFrom(apiUrl, deadline.signal, limits.requestMs) },
  });
  octokit.hook.before('request', options => {
    for (const [name, value] of Object.entries(options))
      if (!NOT_SENT_AS_DATA.has(name)) Reflect.set(options, name, withoutKeys(value));
  });
  let writes = 0;
  octokit.hook.before('request', async ({ method }) => {
    if (method === 'GET') return;
    writes += 1;
    if (writes <= FEW_WRITES) return;
    if (Date.now() + limits.betweenWritesMs >= deadline.at) throw new OutOfTime();
    await pause(limits.betweenWritesMs, undefined, { signal: deadline.signal });
  });
  octokit.hook.after('request', ({ status, data }) => {
    // Octokit takes an answer that broke off for a text.
    if (status !== 204 && (typeof data !== 'object' || data === null)) throw new UnclearAnswer();
  });

  const pace = { deadline, firstWaitMs: limits.firstWaitMs };
  return {
    repeatable: async send => inAttempts(async () => send(octokit.rest), undefined, pace),
    once: async (send, find) => inAttempts(async () => send(octokit.rest), find, pace),
    login: async () => {
      const query = '{ viewer { login } }';
      const { viewer } = await inAttempts(
        async () => octokit.graphql<{ viewer: { login: string } }>(query),
        undefined,
        pace,
      );
      return viewer.login;
    },
  };
}

/** As many as a usual run has. */
const FEW_WRITES = 5;

/** Octokit would print what a header of an answer says. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Of the options of a request. */
const NOT_SENT_AS_DATA = new Set(['baseUrl', 'headers', 'mediaType', 'method', 'request', 'url']);

/** The last gate: whatever wrote a text, no key leaves in it. */
function withoutKeys(value: unknown): unknown {
  if (typeof value === 'string') return maskSecrets(value);
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutKeys(inner)]));
}

/** The toolkit's own `fetch`, which knows the runner's proxy, held to one origin. */
function fetchFrom(apiUrl: string, deadline: AbortSignal, requestMs: number): typeof fetch {
  const { origin } = new URL(apiUrl);
  const proxied = defaults.request?.fetch as typeof fetch;
  return async (url, options) => {
    if (new URL(url instanceof Request ? url.url : url).origin !== origin)
      throw new Error('A request would leave the API of GitHub.');
    const signal = AbortSignal.any([deadline, AbortSignal.timeout(requestMs)]);
    return proxied(url, { ...options, redirect: 'error', signal });
  };
}
