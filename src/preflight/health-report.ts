import { isRecord } from './is-record.ts';

const MAX_DEPTH = 5;
const GOOD =
  /^(?:ok|okay|up|pass|passed|healthy|connected|operational|true|ready|alive|available|success|green|closed)$/i;
const BAD =
  /^(?:down|fail|failed|failing|error|unhealthy|disconnected|degraded|false|critical|unavailable|timeout|red|open|warn|warning)$/i;
const NAME_KEYS = ['name', 'component', 'service', 'id'];
/** Where a health report says how something is. */
const STATE_KEYS = ['status', 'state', 'health', 'ok', 'healthy', 'connected', 'up', 'result', 'success'];

/** What a health report says of Klaviyo: how it is, or `mentioned` where it names it without a state that is known here. */
export type KlaviyoHealth = 'well' | 'unwell' | 'mentioned' | 'absent';

/** What is taken of the JSON of a health endpoint. */
export interface HealthReport {
  /** Looked for as a key (`{ klaviyo: { status: 'up' } }`, also in the form of the Terminus and of the health+json draft), or as the name of an entry (`{ name: 'klaviyo', status: 'pass' }`). */
  klaviyo: KlaviyoHealth;
  /** How the app says that it is as a whole. */
  app: 'well' | 'unwell' | 'unknown';
  /** The account that the app asks with its key, where it is an id of one. */
  accountId?: string;
  circuit?: 'open' | 'half-open';
  /** How long the app says that Klaviyo took. */
  latencyMs?: number;
  /** How full the queue is, from 0 to 1 and more. */
  queueFilled?: number;
}

const ACCOUNT_KEYS = /^(?:klaviyo_?)?(?:account|company|site)_?(?:id)?$/i;
const LATENCY_KEYS = /^(?:klaviyo_?)?(?:latency|response_?time|duration)_?(?:ms|millis)?$/i;
const CIRCUIT_KEYS = /circuit|breaker/i;
const QUEUE_KEYS = /queue|backlog|outbox/i;
const SIZE_KEYS = /^(?:queue_?)?(?:depth|size|length|pending|waiting|count|used)$/i;
const LIMIT_KEYS = /^(?:queue_?)?(?:max(?:imum)?|limit|capacity)(?:_?(?:depth|size|length))?$|^(?:queue_?)max$/i;

/** Reads the JSON of a health endpoint. Only states, figures and the id of an account are taken. */
export function readHealthReport(body: unknown): HealthReport {
  const root = isRecord(body) ? body : {};
  const nodes = [root, ...klaviyoNodesIn(body, 0)];
  const entries = nodes.flatMap(node => Object.entries(node));
  const accountId = entries.find(([key, value]) => ACCOUNT_KEYS.test(key) && isAccountId(value))?.[1];
  const latencyMs = figureOf(
    entries.find(([key, value]) => LATENCY_KEYS.test(key) && figureOf(value) !== undefined)?.[1],
  );
  const circuit = circuitIn(body, 0);
  const queueFilled = queueIn(body, 0);
  return {
    klaviyo: klaviyoHealth(body),
    app: appHealth(root),
    ...(typeof accountId === 'string' && { accountId }),
    ...(circuit && { circuit }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(queueFilled !== undefined && { queueFilled }),
  };
}

function klaviyoHealth(body: unknown): KlaviyoHealth {
  const states = statesIn(body, 0);
  if (states.includes('unwell')) return 'unwell';
  if (states.includes('well')) return 'well';
  return states.length > 0 ? 'mentioned' : 'absent';
}

function appHealth(root: Record<string, unknown>): HealthReport['app'] {
  const state = STATE_KEYS.map(key => root[key]).find(
    (candidate): candidate is string | boolean => typeof candidate === 'string' || typeof candidate === 'boolean',
  );
  if (state === undefined) return 'unknown';
  if (GOOD.test(String(state))) return 'well';
  return BAD.test(String(state)) ? 'unwell' : 'unknown';
}

/** The id of an account is its public key: six characters, seven tolerated. */
function isAccountId(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9]{6,7}$/.test(value);
}

function klaviyoNodesIn(value: unknown, depth: number): Record<string, unknown>[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap(item => klaviyoNodesIn(item, depth + 1));
  if (!isRecord(value)) return [];
  const own = NAME_KEYS.some(key => isKlaviyo(value[key])) ? [value] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, entry]) => [
      ...(isKlaviyo(key) && isRecord(entry) ? [entry] : []),
      ...klaviyoNodesIn(entry, depth + 1),
    ]),
  ];
}

/** `{ circuit: 'open' }`, `{ circuitBreaker: { state: 'half-open' } }`, `{ circuits: { klaviyo: 'open' } }`, `{ circuitOpen: true }`. */
function circuitIn(value: unknown, depth: number, isWithin = false): HealthReport['circuit'] {
  for (const [key, entry] of entriesOf(value, depth)) {
    const isCircuit = isWithin || CIRCUIT_KEYS.test(key);
    const own = isCircuit ? circuitState(circuitEntry(key, entry)) : undefined;
    const found = own ?? circuitIn(entry, depth + 1, isCircuit);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The state of a circuit as a word; a flag says so by its name. */
function circuitEntry(key: string, entry: unknown): unknown {
  if (!isRecord(entry)) return entry === true && /open/i.test(key) ? 'open' : entry;
  return entry['open'] === true ? 'open' : (entry['state'] ?? entry['status']);
}

function circuitState(state: unknown): HealthReport['circuit'] {
  const text = typeof state === 'string' ? state.toLowerCase().replaceAll('_', '-') : '';
  if (text === 'open') return 'open';
  return /^half-?open$/.test(text) ? 'half-open' : undefined;
}

/** `{ queue: 'full' }`, `{ queue: { depth: 10, max: 10 } }`, `{ queueDepth: 10, queueMax: 10 }`. */
function queueIn(value: unknown, depth: number): number | undefined {
  const named = isRecord(value) ? filledIn(value, key => QUEUE_KEYS.test(key)) : undefined;
  if (named !== undefined) return named;
  for (const [key, entry] of entriesOf(value, depth)) {
    const own = QUEUE_KEYS.test(key) ? queueEntry(key, entry) : undefined;
    const found = own ?? queueIn(entry, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What a queue says of itself: that it is full, or its figures. */
function queueEntry(key: string, entry: unknown): number | undefined {
  if (!isRecord(entry)) return entry === 'full' || (entry === true && /full/i.test(key)) ? 1 : undefined;
  const isFull = entry['full'] === true || [entry['state'], entry['status']].includes('full');
  return isFull ? 1 : filledIn(entry, () => true);
}

/** A number, also one that stands in quotes, as stores such as Redis give it. */
function figureOf(value: unknown): number | undefined {
  if (typeof value === 'string') return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
  return typeof value === 'number' ? value : undefined;
}

function filledIn(node: Record<string, unknown>, isOfQueue: (key: string) => boolean): number | undefined {
  const figure = (pattern: RegExp): number | undefined => {
    const found = Object.entries(node).find(
      ([key, value]) => isOfQueue(key) && pattern.test(key) && figureOf(value) !== undefined,
    );
    return found && figureOf(found[1]);
  };
  const [size, limit] = [figure(SIZE_KEYS), figure(LIMIT_KEYS)];
  return size === undefined || limit === undefined || limit <= 0 ? undefined : size / limit;
}

function entriesOf(value: unknown, depth: number): [string, unknown][] {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return [];
  return Object.entries(value);
}

function statesIn(value: unknown, depth: number): KlaviyoHealth[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap(item => statesIn(item, depth + 1));
  if (!isRecord(value)) return [];
  const named = NAME_KEYS.some(key => isKlaviyo(value[key])) ? [stateOf(value)] : [];
  return [
    ...named,
    ...Object.entries(value).flatMap(([key, entry]) =>
      isKlaviyo(key) ? [stateOf(entry)] : statesIn(entry, depth + 1),
    ),
  ];
}

function isKlaviyo(value: unknown): boolean {
  return typeof value === 'string' && /klaviyo/i.test(value);
}

function stateOf(value: unknown): KlaviyoHealth {
  const [entry] = Array.isArray(value) ? (value as unknown[]) : [value];
  const state = isRecord(entry) ? STATE_KEYS.map(key => entry[key]).find(candidate => candidate !== undefined) : entry;
  const text = String(state);
  if (GOOD.test(text)) return 'well';
  return BAD.test(text) ? 'unwell' : 'mentioned';
}
