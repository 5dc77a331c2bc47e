import * as sdk from 'klaviyo-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOperations } from '../../../src/vendors/klaviyo/operations.ts';
import type { SdkOperation } from '../../../src/vendors/klaviyo/operations.ts';
import { fieldsOf, findCall } from '../../../src/vendors/klaviyo/shapes.ts';
import { exampleObject } from '../../../src/simulator/klaviyo/example-body.ts';
import { successStatus } from '../../../src/simulator/klaviyo/operation-status.ts';
import { dataOfShape, typeAtPath } from '../../../src/simulator/klaviyo/resource-types.ts';
import { startSimulator } from '../../support/simulator.ts';
import { exampleId, simulate } from './asked-simulator.ts';
import type { Simulator } from '../../support/simulator.ts';

type Method = (...parameters: unknown[]) => Promise<{ response: { status: number; data: unknown }; body: Body }>;
type Resource = Record<string, unknown>;
interface Body {
  data?: Resource | Resource[];
  included?: Resource[];
}

const OPERATIONS = allOperations().filter((operation): operation is SdkOperation => operation.sdk !== undefined);
const READS = OPERATIONS.filter(({ verb }) => verb === 'GET').map(
  operation => [`${operation.sdk.apiClass}.${operation.sdk.method}`, operation] as const,
);
const WRITES = OPERATIONS.filter(({ verb }) => verb !== 'GET').map(
  operation => [`${operation.sdk.apiClass}.${operation.sdk.method}`, operation] as const,
);
/** The SDK's own function sends this one as a form. */
const FORM = 'uploadImageFromFile';
/** What these answer depends on whose profile it is; see the tests of behaviour. */
const OF_PEOPLE = [
  'createOrUpdateProfile',
  'bulkCreateEvents',
  'requestProfileDeletion',
  'mergeProfiles',
  'bulkSuppressProfiles',
  'bulkUnsuppressProfiles',
];

let simulator: Simulator;
beforeAll(async () => void (simulator = await startSimulator({})));
afterAll(() => simulator.close());

/** The method of the real SDK, pointed at the simulator. */
function methodOf({ sdk: { apiClass, method } }: SdkOperation): Method {
  const session = new sdk.ApiKeySession(simulator.key, new sdk.RetryWithExponentialBackoff({ numRetries: 0 }));
  const api = new (
    sdk as unknown as Record<string, new (session: sdk.Session) => Record<string, Method> & { basePath: string }>
  )[apiClass]!(session);
  api.basePath = simulator.apiUrl;
  return (...parameters) => api[method]!(...parameters);
}

/** The id of an example of what a path names. */
function idsIn({ path }: SdkOperation): string[] {
  const [, collection] = /^(\/api\/[^/]+)\/\{/.exec(path) ?? [];
  return collection === undefined ? (path.includes('{') ? ['tracking'] : []) : [exampleId(typeAtPath(collection)!)];
}

function pathOf(operation: SdkOperation): string {
  const [id = ''] = idsIn(operation);
  return operation.path.replace(/\{[^}]+\}/, encodeURIComponent(id));
}

/** Attributes of queries, in which no made-up text will do. */
function queryOf({ path }: SdkOperation): object {
  if (path.endsWith('-reports')) return { timeframe: { key: 'last_30_days' }, group_by: undefined, filter: undefined };
  const filter = ['greater-or-equal(datetime,2025-01-01)', 'less-than(datetime,2026-01-01)'];
  return path === '/api/metric-aggregates' ? { metric_id: exampleId('metric'), filter, timezone: 'UTC' } : {};
}

/** A body like one of a shape that names resources of the account. */
function bodyOf(shape: string, operation: SdkOperation): object {
  const body = exampleObject(shape, { seed: 1, type: 'request', id: operation.path, path: '' }, () => true);
  let place = 0;
  const withIds = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(withIds);
    if (typeof value !== 'object' || value === null) return value;
    const inner = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withIds(part)]));
    const id = exampleId(String(inner['type']), place++ % 25);
    return typeof inner['id'] === 'string' && 'type' in inner ? { ...inner, id } : inner;
  };
  const made = withIds(body) as { data: { id?: string; attributes?: object } };
  if (made.data.attributes) Object.assign(made.data.attributes, queryOf(operation));
  const [own] = idsIn(operation);
  const isItself = own !== undefined && made.data.id !== undefined && !operation.path.includes('/relationships/');
  return !isItself ? made : { ...made, data: { ...made.data, id: own } };
}

function requiredOf({ sdk: { apiClass, method } }: SdkOperation): string[] {
  const required = findCall(apiClass, method)!.query.filter(({ isRequired }) => isRequired);
  const filter =
    method === 'getCampaigns' ? "equals(messages.channel,'email')" : `equals(coupon.id,"${exampleId('coupon')}")`;
  return required.map(({ name }) => (name === 'filter' ? filter : 'AbC123'));
}

/** `phone_number` as `phoneNumber`; a word of the language has a line before it. */
const camelCase = (name: string): string =>
  name === 'default' ? '_default' : name.replaceAll(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());

function fieldNames(shape: string): string[] {
  return fieldsOf(shape)
    .filter(({ isOptional, isAdditional }) => !isOptional && !isAdditional)
    .map(({ name }) => camelCase(name));
}

describe('the SDK reads what every GET answers', () => {
  test.each(READS)('%s', async (_, operation) => {
    const call = findCall(operation.sdk.apiClass, operation.sdk.method)!;
    const { shape, isMany } = dataOfShape(call.gives!)!;
    const include = call.query.find(({ name }) => name === 'include')?.values;
    const { response, body } = await methodOf(operation)(
      ...idsIn(operation),
      ...requiredOf(operation),
      ...(include ? [{ include }] : []),
    );
    const resources = [body.data!].flat();

    expect(response.status).toBe(200);
    expect(Array.isArray(body.data)).toBe(isMany);
    expect(resources.length).toBeGreaterThan(0);
    const attributes = fieldsOf(shape).find(({ name }) => name === 'attributes')?.types[0]?.name;
    for (const resource of resources) {
      for (const name of fieldNames(shape)) expect(resource).toHaveProperty(name, expect.anything());
      for (const name of attributes === undefined ? [] : fieldNames(attributes))
        expect(resource['attributes']).toHaveProperty(name);
    }
    if (include) expect(body.included!.length).toBeGreaterThan(0);
  });

  test('there are as many as the newest SDK has', () => {
    expect(READS.length).toBeGreaterThanOrEqual(201);
    expect(OPERATIONS.length).toBeGreaterThanOrEqual(334);
  });
});

describe('every write is answered with the status of its success', () => {
  test.each(
    WRITES.filter(
      ([
        ,
        {
          sdk: { method },
        },
      ]) => method !== FORM && !OF_PEOPLE.includes(method),
    ),
  )('%s', async (_, operation) => {
    const { takes, gives } = findCall(operation.sdk.apiClass, operation.sdk.method)!;
    const { ask } = await simulate();
    const response = await ask(pathOf(operation), {
      method: operation.verb,
      ...(takes !== undefined && { body: bodyOf(takes, operation) }),
    });

    expect(response.status).toBe(successStatus(operation.verb, operation.path, gives !== undefined));
    expect(response.text === '').toBe(gives === undefined);
  });

  test('an image is uploaded as a form', async () => {
    const { response, body } = await methodOf(WRITES.find(([name]) => name.endsWith(FORM))![1])(Buffer.from('GIF89a'));

    expect(response.status).toBe(201);
    expect(body.data).toMatchObject({ type: 'image' });
  });

  test.each(
    WRITES.filter(
      ([
        ,
        {
          sdk: { apiClass, method },
        },
      ]) => findCall(apiClass, method)!.takes !== undefined,
    ),
  )('%s refuses a body of nothing', async (_, operation) => {
    const path = pathOf(operation);
    const headers = { authorization: `Klaviyo-API-Key ${simulator.key}`, revision: '2026-07-15' };
    const response = await fetch(`${simulator.apiUrl}${path}`, { method: operation.verb, headers, body: '{}' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [
        {
          status: 400,
          code: 'invalid',
          detail: expect.stringContaining("'data' is a required field"),
          source: { pointer: '/data' },
        },
      ],
    });
  });
});
