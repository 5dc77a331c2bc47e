import { byTurns, cutShort, drip, hang, once, redirect, reset, slow } from '../responders.ts';
import type { Scenario } from '../simulation.ts';
import type { VendorChanges } from './answer.ts';
import * as api from './api-answers.ts';
import { indicator } from './status-page.ts';

const LISTED = { 'ratelimit-limit': '1, 1;w=1, 15;w=60', 'ratelimit-remaining': '0', 'ratelimit-reset': '1' };
const NEARLY_USED_UP = { 'ratelimit-limit': '15', 'ratelimit-remaining': '2', 'ratelimit-reset': '42' };
const PADDING = 'x'.repeat(1_000_000);
const HTML = { 'content-type': 'text/html' };

/** Made anew for each simulator, because some answers remember what came before. */
const MAKERS = {
  healthy: () => ({}),
  'strict-burst': () => ({ api: api.strictBurst() }),
  'listed-windows': () => ({ api: api.accountWithHeaders(LISTED) }),
  'test-account': () => ({ api: api.accountWith({ test_account: true }) }),
  'no-account': () => ({ api: api.text(200, '{"data":[]}') }),
  'low-headroom': () => ({ api: api.accountWithHeaders(NEARLY_USED_UP) }),
  'no-rate-limit-headers': () => ({ api: api.accountWithHeaders({}) }),
  'revoked-key': () => ({ api: api.refuseKey }),
  'unreadable-key': () => ({ api: api.error(400, 'invalid', 'Invalid API key.') }),
  'missing-scope': () => ({ api: api.missingScope }),
  'read-only-key': () => ({ api: api.withScopes(scope => scope.endsWith(':read')) }),
  'empty-account': () => ({ isEmpty: true }),
  'no-read-scopes': () => ({ api: api.accountWithScopes(['accounts:read']) }),
  'few-scopes': () => ({
    api: api.accountWithScopes(['accounts:read', 'lists:read', 'profiles:read', 'profiles:write']),
  }),
  'retired-revision': () => ({ api: api.retiredRevision }),
  'connection-reset-once': () => ({ api: api.cutOnce(api.account) }),
  'access-refused': () => ({ api: api.error(403, 'forbidden', 'This account is closed.') }),
  'edge-refusal': () => ({ api: api.edgePage }),
  throttled: () => ({ api: api.throttled(1) }),
  'throttled-once': () => ({ api: once(api.throttled(1), api.account) }),
  'throttled-for-an-hour': () => ({ api: api.throttled(3600) }),
  gone: () => ({ api: api.error(410, 'gone', 'This revision was retired.') }),
  'server-error': () => ({ api: api.error(500, 'error', 'A server error occurred.') }),
  'bad-gateway': () => ({ api: api.text(502, '<html><h1>502 Bad Gateway</h1></html>', HTML) }),
  unavailable: () => ({ api: api.text(503, 'upstream connect error'), status: indicator('critical') }),
  'unavailable-once': () => ({ api: once(api.text(503, ''), api.account) }),
  flapping: () => ({ api: byTurns(api.account, api.text(503, 'upstream connect error')) }),
  hanging: () => ({ api: hang }),
  slow: () => ({ api: slow }),
  dripping: () => ({ api: drip }),
  'malformed-json': () => ({ api: api.text(200, '{"data":[{"type":"acc') }),
  'cut-short': () => ({ api: cutShort }),
  'empty-body': () => ({ api: api.text(200, '') }),
  'login-page': () => ({ api: api.text(200, '<html><form>Sign in to the Wi-Fi</form></html>', HTML) }),
  oversized: () => ({ api: api.text(200, JSON.stringify({ data: [], padding: PADDING })) }),
  redirecting: () => ({ api: redirect }),
  'connection-reset': () => ({ api: reset }),
  echoing: () => ({ api: api.echo }),
  'echoing-refusal': () => ({ api: api.echoRefusal }),
  'status-minor': () => ({ status: indicator('minor') }),
  'status-major': () => ({ status: indicator('major') }),
  'status-critical': () => ({ status: indicator('critical') }),
  'status-maintenance': () => ({ status: indicator('maintenance') }),
  'status-component': () => ({
    status: indicator('none', { components: [{ name: 'Klaviyo API', status: 'degraded_performance' }] }),
  }),
  'status-incident': () => ({
    status: indicator('major', {
      incidents: [{ name: 'Delayed events', impact: 'major', status: 'investigating' }],
      components: [{ name: 'Klaviyo API', status: 'partial_outage' }],
    }),
  }),
  'status-maintenance-due': () => ({
    status: indicator('none', {
      maintenances: [{ name: 'Database work', status: 'scheduled', fromHours: 23, untilHours: 25 }],
    }),
  }),
  'status-maintenance-later': () => ({
    status: indicator('none', {
      maintenances: [{ name: 'Database work', status: 'scheduled', fromHours: 25, untilHours: 27 }],
    }),
  }),
  'status-down': () => ({ status: api.text(503, 'down') }),
  'status-malformed': () => ({ status: api.text(200, '{"status":{"indicator":"::error::boo"}}') }),
  'status-oversized': () => ({
    status: api.text(200, JSON.stringify({ status: { indicator: 'none' }, padding: PADDING })),
  }),
  'status-redirecting': () => ({ status: redirect }),
  'status-hanging': () => ({ status: hang }),
  'status-reset': () => ({ status: reset }),
} satisfies Record<string, () => Partial<Scenario<VendorChanges>>>;

export type ScenarioName = keyof typeof MAKERS;

/** What the simulated vendor can be like. */
export const SCENARIOS = Object.keys(MAKERS) as ScenarioName[];

export function makeScenario(name: ScenarioName): Scenario<VendorChanges> {
  return { api: api.account, status: indicator('none'), ...MAKERS[name]() };
}
