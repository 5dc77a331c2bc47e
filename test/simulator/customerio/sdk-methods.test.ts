import {
  IdentifierType,
  SendEmailRequest,
  SendInAppRequest,
  SendInboxMessageRequest,
  SendPushRequest,
  SendSMSRequest,
  SendWhatsAppRequest,
} from 'customerio-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPERATIONS } from '../../../src/vendors/customerio/operations.ts';
import { startSdk, type SimulatedSdk } from './sdk-clients.ts';

let sdk: SimulatedSdk;
let delivery: string;
let trigger: number;
let exported: number;
let imported: number;
let webhook: number;
let otherWebhook: number;

const person = { identifiers: { id: 'ada' }, transactional_message_id: 'welcome' };

beforeAll(async () => {
  sdk = await startSdk({ rateLimits: 'counted' });
  await sdk.track.identify('ada', { email: 'ada@example.com', plan: 'pro' });
  delivery = (await sdk.api.sendEmail(new SendEmailRequest({ to: 'ada@example.com', ...person })))['delivery_id'];
  trigger = (await sdk.api.triggerBroadcast(1))['id'];
  exported = (await sdk.api.createCustomersExport({ segment: { id: 1 } }))['export'].id;
  imported = (
    await sdk.api.createImport({ name: 'x', type: 'people', data_file_url: 'https://example.com/a.csv' } as never)
  )['import'].id;
  webhook = (await sdk.api.createReportingWebhook({ endpoint: 'https://example.com/hook', events: ['sent'] }))['id'];
  otherWebhook = (await sdk.api.createReportingWebhook({ endpoint: 'https://example.com/other', events: [] }))['id'];
});
afterAll(() => sdk.simulator.close());

/** How to call each method of `APIClient` that takes another thing than the number 1 for everything in its path. */
const API_CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  sendEmail: () =>
    sdk.api.sendEmail(
      new SendEmailRequest({
        to: 'ada@example.com',
        identifiers: { email: 'ada@example.com' },
        body: 'b',
        subject: 's',
        from: 'f@example.com',
      }),
    ),
  sendPush: () => sdk.api.sendPush(new SendPushRequest(person)),
  sendSMS: () => sdk.api.sendSMS(new SendSMSRequest(person)),
  sendWhatsApp: () => sdk.api.sendWhatsApp(new SendWhatsAppRequest(person)),
  sendInboxMessage: () => sdk.api.sendInboxMessage(new SendInboxMessageRequest(person)),
  sendInApp: () => sdk.api.sendInApp(new SendInAppRequest(person)),
  getCustomersByEmail: () => sdk.api.getCustomersByEmail('ada@example.com'),
  triggerBroadcast: () => sdk.api.triggerBroadcast(1, { sale: true }, { ids: ['ada'] }),
  getBroadcastTriggerStatus: () => sdk.api.getBroadcastTriggerStatus(1, trigger),
  getExport: () => sdk.api.getExport(exported),
  downloadExport: () => sdk.api.downloadExport(exported),
  getImport: () => sdk.api.getImport(imported),
  getAttributes: () => sdk.api.getAttributes('ada@example.com', IdentifierType.Email),
  getCustomerActivities: () => sdk.api.getCustomerActivities('ada'),
  getCustomerMessages: () => sdk.api.getCustomerMessages('ada'),
  getCustomerRelationships: () => sdk.api.getCustomerRelationships('ada'),
  getCustomerSegments: () => sdk.api.getCustomerSegments('ada'),
  getCustomerSubscriptionPreferences: () => sdk.api.getCustomerSubscriptionPreferences('ada'),
  getSubscriptionCenterToken: () => sdk.api.getSubscriptionCenterToken('ada'),
  searchCustomers: () => sdk.api.searchCustomers({ segment: { id: 1 } }),
  getCustomersAttributes: () => sdk.api.getCustomersAttributes(['ada']),
  getObjectRelationships: () => sdk.api.getObjectRelationships(1, 'acme'),
  findObjects: () => sdk.api.findObjects(1, {} as never),
  createCustomersExport: () => sdk.api.createCustomersExport({ segment: { id: 1 } }),
  createSegment: () => sdk.api.createSegment({ name: 'VIP' }),
  getCampaignJourneyMetrics: () => sdk.api.getCampaignJourneyMetrics(1, { start: 1, end: 2, res: 'days' } as never),
  createDesignStudioFolder: () => sdk.api.createDesignStudioFolder({ name: 'n' }),
  createDesignStudioEmail: () => sdk.api.createDesignStudioEmail({ name: 'n' }),
  createDesignStudioEmailLanguage: () => sdk.api.createDesignStudioEmailLanguage('1', { language: 'de' }),
  createDesignStudioComponent: () => sdk.api.createDesignStudioComponent({ name: 'n', tag: 'x-n' }),
  createAsset: () => sdk.api.createAsset({ data: Buffer.from('x'), filename: 'a.png' }),
  createAssetFolder: () => sdk.api.createAssetFolder({ name: 'n' }),
  createCollection: () => sdk.api.createCollection({ name: 'n', data: [{ a: 1 }] }),
  updateCollectionContent: () => sdk.api.updateCollectionContent(1, [{ a: 1 }]),
  createSuppression: () => sdk.api.createSuppression('bounces', 'ada@example.com'),
  createReportingWebhook: () => sdk.api.createReportingWebhook({ endpoint: 'https://example.com/b', events: ['sent'] }),
  getReportingWebhook: () => sdk.api.getReportingWebhook(webhook),
  updateReportingWebhook: () => sdk.api.updateReportingWebhook(webhook, { name: 'n' }),
  deleteReportingWebhook: () => sdk.api.deleteReportingWebhook(otherWebhook),
  createSnippet: () => sdk.api.createSnippet({ name: 'footer', value: 'v' }),
  updateSnippet: () => sdk.api.updateSnippet({ name: 'footer', value: 'w' }),
  getMessage: () => sdk.api.getMessage(delivery),
  getArchivedMessage: () => sdk.api.getArchivedMessage(delivery),
  createImport: () =>
    sdk.api.createImport({ name: 'x', type: 'people', data_file_url: 'https://example.com/a.csv' } as never),
  batchUpdateAttributes: () => sdk.api.batchUpdateAttributes([{ name: 'a' }] as never),
  batchUpdateEvents: () => sdk.api.batchUpdateEvents([{ name: 'a' }] as never),
};

const TRACK_CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  identify: () => sdk.track.identify('ada', { plan: 'free' }),
  destroy: () => sdk.track.destroy('nobody'),
  suppress: () => sdk.track.suppress('spammer'),
  unsuppress: () => sdk.track.unsuppress('spammer'),
  track: () => sdk.track.track('ada', { name: 'bought' }),
  trackAnonymous: () => sdk.track.trackAnonymous('anonymous-1', { name: 'looked' }),
  trackPageView: () => sdk.track.trackPageView('ada', '/cart'),
  trackPush: () => sdk.track.trackPush({ delivery_id: delivery, event: 'opened' }),
  addDevice: () => sdk.track.addDevice('ada', 'token-1', 'ios', { last_used: 1 }),
  deleteDevice: () => sdk.track.deleteDevice('ada', 'token-1'),
  batch: () => sdk.track.batch([{ type: 'person', action: 'identify', identifiers: { id: 'bob' }, attributes: {} }]),
  entity: () => sdk.track.entity({ type: 'person', action: 'event', identifiers: { id: 'bob' }, name: 'bought' }),
  mergeCustomers: () => sdk.track.mergeCustomers(IdentifierType.Id, 'ada', IdentifierType.Id, 'bob'),
  addCustomersToSegment: () => sdk.track.addCustomersToSegment(1, ['ada']),
  removeCustomersFromSegment: () => sdk.track.removeCustomersFromSegment(1, ['ada@example.com'], IdentifierType.Email),
  submitForm: () => sdk.track.submitForm('newsletter', { email: 'eve@example.com' }),
  reportMetric: () => sdk.track.reportMetric({ delivery_id: delivery, metric: 'opened' }),
  unsubscribe: () => sdk.track.unsubscribe(delivery),
  getAccountRegion: () => sdk.track.getAccountRegion(),
};

const PIPELINES_CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  identify: () => sdk.pipelines.identify({ userId: 'ada', traits: { plan: 'pro' } }),
  track: () => sdk.pipelines.track({ userId: 'ada', event: 'bought' }),
  page: () => sdk.pipelines.page({ anonymousId: 'anonymous-1', name: 'Cart' }),
  screen: () => sdk.pipelines.screen({ userId: 'ada', name: 'Cart' }),
  group: () => sdk.pipelines.group({ userId: 'ada', groupId: 'acme' }),
  alias: () => sdk.pipelines.alias({ userId: 'ada', previousId: 'anonymous-1' }),
  batch: () => sdk.pipelines.batch([{ type: 'track', userId: 'ada', event: 'bought' }]),
};

function callOf(client: string, method: string): () => Promise<unknown> {
  const calls = { TrackClient: TRACK_CALLS, APIClient: API_CALLS, PipelinesClient: PIPELINES_CALLS }[client] ?? {};
  // Everything else takes ids of examples, an object to write, or both.
  return (
    calls[method] ??
    (() =>
      (sdk.api as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>)[method]!(
        idOf(method),
        ...lastOf(method),
      ))
  );
}

/** What is deleted as a whole is another example, so that the order of the calls does not matter. */
function idOf(method: string): string {
  return method.startsWith('delete') && !/Language$/.test(method) ? '2' : '1';
}

/** What follows the first id: further ids, and what is written. */
function lastOf(method: string): unknown[] {
  const { path, verb } = OPERATIONS.find(operation => operation.client === 'APIClient' && operation.method === method)!;
  const ids = Array.from({ length: Math.max(0, path.split('{').length - 2) }, () => '1');
  return verb === 'PUT' || verb === 'POST' ? [...ids, { name: 'changed' }] : ids;
}

test.each(OPERATIONS.map(({ client, method, verb, path }) => [client, method, verb, path] as const))(
  '%s.%s',
  async (client, method, verb, path) => {
    const before = sdk.simulator.requests.length;

    const answered: unknown = await callOf(client, method)();

    expect(answered).toBeTypeOf('object');
    const [request, ...others] = sdk.simulator.requests.slice(before);
    expect(others).toEqual([]);
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    expect(`${request!.method} ${pattern.test(request!.path.split('?')[0]!)}`).toBe(`${verb} true`);
    expect(request!.hasKey).toBe(true);
  },
);
