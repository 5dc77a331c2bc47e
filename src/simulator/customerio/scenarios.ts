import { STATUS_URL } from '../../vendors/customerio/hosts.ts';
import type { Exchange, Responder } from '../exchange.ts';
import { byTurns, cutShort, drip, hang, healthy, once, redirect, reset, slow, text } from '../responders.ts';
import type { Scenario } from '../simulation.ts';
import { statusPage } from '../status-answers.ts';
import type { Indicator, StatusDetails } from '../status-answers.ts';
import type { CustomerioChanges } from './vendor.ts';

const PAGE = { name: 'Customer.io', url: STATUS_URL, components: ['Data collection', 'Message sending'] };
const PADDING = 'x'.repeat(1_000_000);
const HTML = { 'content-type': 'text/html' };
const JSON_TYPE = { 'content-type': 'application/json' };

const status = (indicator: Indicator, details?: StatusDetails): { status: Responder } => ({
  status: statusPage(PAGE, indicator, details),
});

function refusing(code: number, reason: string): Responder<CustomerioChanges> {
  return exchange => exchange.vendor({ refusal: { status: code, reason } });
}

/** A refusal that repeats the key, and a command that a runner would obey. */
function echo({ key }: Exchange<CustomerioChanges>): ReturnType<Responder> {
  const hostile = `${key}\n::set-output name=key::${key}`;
  return { status: 403, headers: { ...JSON_TYPE, 'x-echo': key }, body: JSON.stringify({ meta: { error: hostile } }) };
}

const throttled = refusing(429, 'Too many requests.');
const unavailable = text(503, 'upstream connect error');

/** Made anew for each simulation. */
const MAKERS = {
  healthy: () => ({}),
  'empty-account': () => ({ isEmpty: true }),
  'revoked-key': () => ({ api: refusing(401, 'The credentials are not valid.') }),
  'access-refused': () => ({ api: refusing(403, 'This account is closed.') }),
  'no-transactional': () => ({
    api: exchange =>
      exchange.vendor({ sendRefusal: { status: 403, reason: 'The account may not send transactional messages.' } }),
  }),
  throttled: () => ({ api: throttled }),
  'throttled-once': () => ({ api: once<CustomerioChanges>(throttled, healthy) }),
  'server-error': () => ({ api: refusing(500, 'An internal error occurred.') }),
  'bad-gateway': () => ({ api: text(502, '<html><h1>502 Bad Gateway</h1></html>', HTML) }),
  unavailable: () => ({ api: unavailable, ...status('critical') }),
  'unavailable-once': () => ({ api: once(text(503, '{}', JSON_TYPE), healthy) }),
  flapping: () => ({ api: byTurns(healthy, text(503, '{}', JSON_TYPE)) }),
  'edge-refusal': () => ({ api: text(403, '<!DOCTYPE html><html><title>Just a moment...</title></html>', HTML) }),
  hanging: () => ({ api: hang }),
  slow: () => ({ api: slow }),
  dripping: () => ({ api: drip }),
  'malformed-json': () => ({ api: text(200, '{"meta":{"err', JSON_TYPE) }),
  'cut-short': () => ({ api: cutShort }),
  'empty-body': () => ({ api: text(200, '') }),
  'login-page': () => ({ api: text(200, '<html><form>Sign in to the Wi-Fi</form></html>', HTML) }),
  oversized: () => ({ api: text(200, JSON.stringify({ padding: PADDING }), JSON_TYPE) }),
  redirecting: () => ({ api: redirect }),
  'connection-reset': () => ({ api: reset }),
  'connection-reset-once': () => ({ api: once(reset, healthy) }),
  'echoing-refusal': () => ({ api: echo }),
  'status-minor': () => status('minor'),
  'status-major': () => status('major'),
  'status-critical': () => status('critical'),
  'status-maintenance': () => status('maintenance'),
  'status-component': () =>
    status('none', { components: [{ name: 'Data collection', status: 'degraded_performance' }] }),
  'status-incident': () =>
    status('major', {
      incidents: [{ name: 'Delayed messages', impact: 'major', status: 'investigating' }],
      components: [{ name: 'Message sending', status: 'partial_outage' }],
    }),
  'status-maintenance-due': () =>
    status('none', { maintenances: [{ name: 'Database work', status: 'scheduled', fromHours: 23, untilHours: 25 }] }),
  'status-down': () => ({ status: text(503, 'down') }),
  'status-malformed': () => ({ status: text(200, '{"status":{"indicator":"::error::boo"}}', JSON_TYPE) }),
  'status-hanging': () => ({ status: hang }),
  'status-reset': () => ({ status: reset }),
} satisfies Record<string, () => Partial<Scenario<CustomerioChanges>>>;

export type CustomerioScenarioName = keyof typeof MAKERS;

/** What the simulated vendor can be like. */
export const CUSTOMERIO_SCENARIOS = Object.keys(MAKERS) as CustomerioScenarioName[];

export function makeScenario(name: CustomerioScenarioName): Scenario<CustomerioChanges> {
  return { api: healthy, ...status('none'), ...MAKERS[name]() };
}
