import { isRecord } from './error-document.ts';

const MAX_DEPTH = 5;
const GOOD =
  /^(?:ok|okay|up|pass|passed|healthy|connected|operational|true|ready|alive|available|success|green|closed)$/i;
const BAD =
  /^(?:down|fail|failed|failing|error|unhealthy|disconnected|degraded|false|critical|unavailable|timeout|red|open|warn|warning)$/i;
/** Where a health report says how something is. */
const STATE_KEYS = ['status', 'state', 'health', 'ok', 'healthy', 'connected', 'up', 'result', 'success'];

/** What a health report says of Klaviyo: how it is, or `mentioned` where it names it without a state that is known here. */
export type KlaviyoHealth = 'well' | 'unwell' | 'mentioned' | 'absent';

/**
 * Looks for Klaviyo in the JSON of a health endpoint: as a key (`{ klaviyo: { status: 'up' } }`, also in the form of the Terminus
 * and of the health+json draft), or as the name of an entry (`{ name: 'klaviyo', status: 'pass' }`). Only the state is taken.
 */
export function readKlaviyoHealth(body: unknown): KlaviyoHealth {
  const states = statesIn(body, 0);
  if (states.includes('unwell')) return 'unwell';
  if (states.includes('well')) return 'well';
  return states.length > 0 ? 'mentioned' : 'absent';
}

function statesIn(value: unknown, depth: number): KlaviyoHealth[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap(item => statesIn(item, depth + 1));
  if (!isRecord(value)) return [];
  const named = ['name', 'component', 'service', 'id'].some(key => isKlaviyo(value[key])) ? [stateOf(value)] : [];
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
