import * as sdk from 'klaviyo-api';
import { describe, expect, it } from 'vitest';
import manifest from 'klaviyo-api/package.json' with { type: 'json' };
import { SDK_RELEASES } from '../../../src/vendors/klaviyo/generated/sdk-releases.ts';
import { successorIn } from '../../../src/vendors/klaviyo/method-history.ts';
import { allOperations, API_CLASSES, findMethod, findOperation } from '../../../src/vendors/klaviyo/operations.ts';

type Method = (...inputs: unknown[]) => Promise<unknown>;

interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
}

const classes = Object.fromEntries(
  Object.entries(sdk).filter(
    ([name, value]) => name.endsWith('Api') && name !== 'OAuthApi' && typeof value === 'function',
  ),
) as unknown as Record<string, new (session: unknown) => Record<string, Method>>;

function namesOf(apiClass: string): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(classes[apiClass]!.prototype))
    .filter(([name, { value }]) => name !== 'constructor' && typeof value === 'function')
    .map(([name]) => name);
}

/** What a method would send, caught before it is sent. */
async function requestOf(apiClass: string, name: string): Promise<Request> {
  const requests: Request[] = [];
  const session = new sdk.ApiKeySession('not-a-key');
  session.requestWithRetry = config => {
    requests.push(config as unknown as Request);
    return Promise.reject(new Error('caught'));
  };
  await expect(new classes[apiClass]!(session)[name]!('abc', 'def', 'ghi')).rejects.toThrow('caught');
  return requests[0]!;
}

describe('the installed SDK is the newest one that is known', () => {
  it('in its version and in the revision it sends', async () => {
    const { headers } = await requestOf('AccountsApi', 'getAccounts');
    expect(SDK_RELEASES.at(-1)).toMatchObject({ version: manifest.version, revision: headers['revision'] });
  });

  it('in its classes', () => {
    expect(Object.keys(classes).sort()).toEqual(API_CLASSES);
  });

  it('in its methods', () => {
    const known = allOperations().flatMap(({ sdk: call }) =>
      call === undefined ? [] : [call.method, ...call.aliases],
    );
    expect(known.sort()).toEqual(API_CLASSES.flatMap(namesOf).sort());
  });

  it.each(API_CLASSES)('in what the methods of %s call', async apiClass => {
    for (const name of namesOf(apiClass)) {
      const { method, url } = await requestOf(apiClass, name);
      expect(findOperation(method, new URL(url).pathname), name).toBe(findMethod(apiClass, name));
    }
  });

  it.each(API_CLASSES)('in what replaces the methods of %s', apiClass => {
    const { prototype } = classes[apiClass]!;
    for (const name of namesOf(apiClass)) {
      const current = findMethod(apiClass, name)!.sdk.method;
      expect(successorIn(manifest.version, apiClass, name) ?? name, name).toBe(current);
      expect(prototype[name], name).toBe(prototype[current]);
    }
  });
});
