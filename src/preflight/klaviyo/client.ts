import { setTimeout as delay } from 'node:timers/promises';
import type { ReadScope } from '../../vendors/klaviyo/cheap-reads.ts';
import { Attempts } from '../attempts.ts';
import type { CallLog } from '../call-log.ts';
import { READS, readAccount, type On } from './client/reads.ts';
import { send, type PlainRequest } from '../client/send.ts';
import { ForbiddenRequest, GuardedSession, takeRetry, type SessionOptions } from './client/session.ts';
import { findKeyProblem } from './key-problem.ts';
import { noAnswerCause } from '../no-answer.ts';
import type { Answer, NoAnswerCause, NoAnswerReply, Reply } from '../reply.ts';

export { createSockets } from '../client/sockets.ts';

const STATUS_TIMEOUT_MS = 10_000;
/** With this header a retired revision is refused instead of being answered as another one. Source: the vendor's page on versioning and deprecation; read 2026-11-20. */
const OPT_OUT = { 'X-Klaviyo-Revision-Fall-Forward-Opt-Out': '1' };
/** How many reads are under way at once; each is of an endpoint with limits of its own. */
const LANES = 4;
/** Requests that the reads of scopes leave to the account and to the app. */
const RESERVE = 10;
/** How often the reads of scopes are repeated altogether: an outage is not the time for many calls. */
const MOST_READ_RETRIES = 6;
/** Before a connection that was cut is tried once more. */
const RECONNECT_MS = 500;

export interface ClientOptions extends SessionOptions {
  statusUrl: string;
  /** Smallest distance between two reads of the account, in milliseconds. */
  paceMs: number;
  log: CallLog;
}

/** All that the preflight asks of the vendor. No call throws for what the vendor or the network does. */
export interface KlaviyoClient {
  /** `GET /api/accounts`, asked once for all who want to know. */
  account(): Promise<Reply>;
  /** The same read once more, to confirm a refusal. */
  accountAgain(): Promise<Reply>;
  /** The same read as of another revision, which is refused if it is retired. */
  accountAt(revision: string): Promise<Reply>;
  /** The read that tells whether the key has a scope, asked once for all who want to know. */
  read(scope: ReadScope): Promise<Reply>;
  /** A document of the status page, without a key. */
  status(path: string): Promise<Reply>;
}

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

export function createKlaviyoClient(options: ClientOptions): KlaviyoClient {
  const problem = findKeyProblem(options.key);
  const unsent = async (): Promise<Reply> => ({ kind: 'not-sent', problem: problem ?? { fact: '', nextAction: '' } });
  const accountLane = createLane(options, { paceMs: options.paceMs, reserve: 0 });
  const retries = { left: MOST_READ_RETRIES };
  const lanes = Array.from({ length: LANES }, () =>
    createLane({ ...options, retries }, { paceMs: 0, reserve: RESERVE }),
  );
  const asked = new Map<ReadScope, Promise<Reply>>();
  const again = problem ? unsent : () => accountLane(readAccount);
  let first: Promise<Reply> | undefined;

  function ask(scope: ReadScope): Promise<Reply> {
    const lane = lanes[asked.size % LANES];
    const reply = problem || lane === undefined ? unsent() : lane(READS[scope]);
    asked.set(scope, reply);
    return reply;
  }

  return {
    account: () => (first ??= again()),
    accountAgain: again,
    accountAt: revision => (problem ? unsent() : accountLane(readAccount, { revision, ...OPT_OUT })),
    read: scope => asked.get(scope) ?? ask(scope),
    status: path => readStatus(path, options),
  };
}

export function createEndpointClient(
  options: Pick<ClientOptions, 'log' | 'signal' | 'sockets'>,
  userAgent: string,
): EndpointClient {
  const own = { 'user-agent': userAgent };
  return {
    get: question => send({ method: 'GET', headers: own, ...question }, options),
    post: (question, { headers, body }) =>
      send({ method: 'POST', headers: { ...headers, ...own }, body, ...question }, options),
  };
}

type Ask = (on: On) => Promise<unknown>;
type Lane = (ask: Ask, headers?: Readonly<Record<string, string>>) => Promise<Reply>;

/** One read after the other, each at least `paceMs` after the one before. */
function createLane(options: ClientOptions, { paceMs, reserve }: { paceMs: number; reserve: number }): Lane {
  const attempts = new Attempts(options.log, reserve);
  let turn: Promise<unknown> = Promise.resolve();
  let free = 0;

  async function read(ask: Ask, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    attempts.reset();
    const session = new GuardedSession(options, attempts, headers);
    const on: On = Api => Object.assign(new Api(session as never) as object, { basePath: options.apiUrl }) as never;
    try {
      await delay(Math.max(0, free - performance.now()), undefined, { signal: options.signal });
      return await answered(() => ask(on), attempts, options);
    } catch (error) {
      return lost(error, attempts, options.signal);
    } finally {
      free = performance.now() + paceMs;
    }
  }

  return (ask, headers) => {
    const mine = turn.then(() => read(ask, headers));
    turn = mine;
    return mine;
  };
}

/** A connection that was cut is tried once more, which the SDK does only for answers. */
async function answered(
  ask: () => Promise<unknown>,
  attempts: Attempts,
  { signal, deadline, retries }: SessionOptions,
): Promise<Reply> {
  try {
    await ask();
  } catch (error) {
    const isLate = performance.now() + RECONNECT_MS > deadline;
    if (isLate || attempts.answer !== undefined || noAnswerCause(error, signal) !== 'reset') throw error;
    if (!takeRetry(retries)) throw error;
    attempts.lose('reset');
    await delay(RECONNECT_MS, undefined, { signal });
    await ask();
  }
  return replyOf(attempts, 'unknown');
}

function lost(error: unknown, attempts: Attempts, signal: AbortSignal): Reply {
  if (error instanceof ForbiddenRequest) throw error;
  const cause = noAnswerCause(error, signal);
  attempts.lose(cause);
  return replyOf(attempts, cause);
}

/** An answer whose end is missing is none. */
function replyOf({ answer }: Attempts, cause: NoAnswerCause): Reply {
  if (answer?.isCutShort === true) return { kind: 'no-answer', cause: 'reset' };
  return answer ?? { kind: 'no-answer', cause };
}

function readStatus(path: string, { statusUrl, signal, log, sockets }: ClientOptions): Promise<Reply> {
  const url = `${statusUrl}${path}`;
  return send(
    { method: 'GET', url, shownUrl: url, headers: {}, timeoutMs: STATUS_TIMEOUT_MS },
    { log, signal, sockets },
  );
}
