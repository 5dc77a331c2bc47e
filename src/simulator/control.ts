import { jsonAnswer } from './exchange.ts';
import type { Answer, SimulatedRequest } from './exchange.ts';
import type { FaultOrder, Faults } from './faults.ts';
import type { Clock } from './clock.ts';
import { isObject, parse, textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { isLoopback } from './loopback.ts';
import { momentOf } from './moment.ts';
import type { RecordedRequest } from './record.ts';
import type { StateResource } from './state.ts';
import type { SentDelivery } from './webhook-sending.ts';

/** Where the simulator itself is asked, and not the vendor. */
export const CONTROL = '/__simulator';

/** What a control can see and change. */
export interface Controlled {
  readonly requests: RecordedRequest[];
  readonly deliveries: SentDelivery[];
  readonly faults: Faults;
  readonly clock: Clock;
  readonly scenario: string;
  readonly scenarios: readonly string[];
  setScenario(name: string): void;
  state(): StateResource[];
  reset(): void;
}

type Handler = (simulation: Controlled, body: unknown) => unknown;

/** A request that the control cannot do, with what to say about it. */
class ControlError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** By path and verb: what is done, and what is answered as JSON. */
const HANDLERS: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  '': { GET: () => ({ paths: PATHS }) },
  '/requests': {
    GET: ({ requests }) => requests,
    DELETE: simulation => void (simulation.requests.length = 0),
  },
  '/state': {
    GET: simulation => simulation.state(),
    DELETE: simulation => simulation.reset(),
  },
  '/scenario': {
    GET: ({ scenario }) => ({ name: scenario }),
    PUT: (simulation, body) => setScenario(simulation, body),
  },
  '/faults': {
    GET: ({ faults }) => faults.pending,
    POST: (simulation, body) => orderFault(simulation, body),
    DELETE: ({ faults }) => faults.clear(),
  },
  '/clock': {
    GET: simulation => clockOf(simulation),
    PUT: (simulation, body) => setClock(simulation, body),
  },
  '/deliveries': {
    GET: ({ deliveries }) => deliveries,
    DELETE: simulation => void (simulation.deliveries.length = 0),
  },
};

const PATHS = Object.keys(HANDLERS).map(path => CONTROL + path);

/** Whether a request is for the simulator itself. */
export function isControl({ url }: SimulatedRequest): boolean {
  return url === CONTROL || url.startsWith(`${CONTROL}/`);
}

/**
 * Answers a request for the simulator itself. Pages of the web cannot reach it: a request that names another host than this machine, or comes
 * from one, is refused.
 */
export function answerControl(simulation: Controlled, { method, url, headers, body }: SimulatedRequest): Answer {
  if (!isLocal(headers)) return jsonAnswer(403, { error: 'Only this machine may control the simulator.' });
  const path = url.slice(CONTROL.length).replace(/[?#][^]*|\/$/g, '');
  const handlers = Object.hasOwn(HANDLERS, path) ? HANDLERS[path] : undefined;
  if (handlers === undefined) return jsonAnswer(404, { error: 'There is no such control.', paths: PATHS });
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) return jsonAnswer(405, { error: `Use ${Object.keys(handlers).join(', ')}.` });
  try {
    const result = handler(simulation, parse(body));
    return result === undefined ? { status: 204, headers: {}, body: '' } : jsonAnswer(200, result);
  } catch (error) {
    if (error instanceof RangeError) return jsonAnswer(400, { error: error.message });
    if (error instanceof ControlError) return jsonAnswer(error.status, { error: error.message });
    throw error;
  }
}

function isLocal({ host = '', origin }: SimulatedRequest['headers']): boolean {
  const isOwn = (url: string): boolean => URL.canParse(url) && isLoopback(new URL(url).hostname);
  return isOwn(`http://${host}`) && (origin === undefined || isOwn(origin));
}

function setScenario(simulation: Controlled, body: unknown): JsonObject {
  const name = simulation.scenarios.find(each => each === textAt(body, 'name'));
  if (name === undefined) throw new ControlError(400, `'name' is one of: ${simulation.scenarios.join(', ')}.`);
  simulation.setScenario(name);
  return { name };
}

const NUMBERS = ['times', 'status', 'retryAfter', 'delayMs'];
const CONNECTIONS = ['hang', 'reset', 'drip', 'cut'];

function orderFault({ faults }: Controlled, body: unknown): readonly FaultOrder[] {
  if (!isObject(body) || typeof body['operation'] !== 'string') throw new ControlError(400, "'operation' is needed.");
  const known = ['operation', 'connection', ...NUMBERS];
  const unknown = Object.keys(body).find(name => !known.includes(name));
  if (unknown !== undefined) throw new ControlError(400, `A fault has: ${known.join(', ')}.`);
  if (NUMBERS.some(name => body[name] !== undefined && !(Number.isInteger(body[name]) && Number(body[name]) >= 0)))
    throw new ControlError(400, `${NUMBERS.join(', ')} are whole numbers.`);
  if (body['connection'] !== undefined && !CONNECTIONS.some(connection => connection === body['connection']))
    throw new ControlError(400, `'connection' is one of: ${CONNECTIONS.join(', ')}.`);
  if (body['status'] !== undefined && (Number(body['status']) < 200 || Number(body['status']) > 599))
    throw new ControlError(400, "'status' is from 200 to 599.");
  faults.order(body as unknown as FaultOrder);
  return faults.pending;
}

function clockOf({ clock }: Controlled): JsonObject {
  return { now: new Date(clock.now).toISOString() };
}

/** `now` makes it another time, `advanceMs` lets time pass. */
function setClock(simulation: Controlled, body: unknown): JsonObject {
  const now = textAt(body, 'now');
  const advance = isObject(body) ? body['advanceMs'] : undefined;
  const moment = now === undefined ? undefined : momentOf(now);
  if (moment !== undefined) simulation.clock.set(moment);
  else if (typeof advance === 'number' && Number.isFinite(advance)) simulation.clock.advance(advance);
  else throw new ControlError(400, "'now' is a moment such as 2026-11-20T12:00:00Z; 'advanceMs' is a number.");
  return clockOf(simulation);
}
