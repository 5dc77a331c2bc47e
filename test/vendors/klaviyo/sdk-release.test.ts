import { describe, expect, it, test } from 'vitest';
import { SDK_RELEASES } from '../../../src/vendors/klaviyo/generated/sdk-releases.ts';
import { findRelease, RETRY_FACTS } from '../../../src/vendors/klaviyo/sdk-release.ts';

describe('every release of the registry', () => {
  it.each([
    ['1.0.1', '2022-10-17', 'none', undefined],
    ['1.0.2', '2022-10-17', 'none', undefined],
    ['2.1.1', '2023-02-22', 'config-wrapper', undefined],
    ['3.0.0', '2023-02-22', 'config-wrapper', undefined],
    ['5.1.0', '2023-08-15', 'config-wrapper', undefined],
    ['6.0.1', '2023-09-15', 'retry-options', '^1.4.0'],
    ['7.1.0', '2023-10-15', 'retry-options', '^1.4.0'],
    ['7.2.0', '2023-12-15', 'retry-options', '^1.4.0'],
    ['8.0.0', '2024-02-15', 'retry-options', '^1.4.0'],
    ['8.0.2', '2024-02-15', 'retry-options', '^1.4.0'],
    ['9.0.0', '2024-02-15', 'retry-options', '^1.4.0'],
    ['10.0.0', '2024-05-15', 'retry-options', '^1.4.0'],
    ['10.1.0', '2024-06-15', 'retry-options', '^1.4.0'],
    ['11.0.0', '2024-07-15', 'retry-options', '^1.4.0'],
    ['12.0.1', '2024-07-15', 'retry-options', '^1.4.0'],
    ['13.0.0', '2024-10-15', 'retry-options', '^1.7.7'],
    ['14.0.0', '2024-10-15', 'backoff-without-retry-after', '^1.7.7'],
    ['15.0.0', '2024-10-15', 'backoff-without-retry-after', '^1.7.7'],
    ['16.0.0', '2025-01-15', 'backoff-without-retry-after', '^1.7.7'],
    ['17.0.0', '2025-01-15', 'backoff-without-retry-after', '^1.7.7'],
    ['18.0.0', '2025-04-15', 'backoff-without-retry-after', '^1.7.7'],
    ['19.0.0', '2025-07-15', 'backoff-without-retry-after', '^1.7.7'],
    ['19.0.1', '2025-07-15', 'backoff-without-retry-after', '^1.7.7'],
    ['19.0.2', '2025-07-15', 'backoff-without-retry-after', '^1.7.7'],
    ['20.0.0', '2025-10-15', 'backoff-without-retry-after', '^1.7.7'],
    ['21.0.0', '2026-01-15', 'backoff-without-retry-after', '^1.7.7'],
    ['21.0.1', '2026-01-15', 'backoff-without-retry-after', '^1.7.7'],
    ['22.0.1', '2026-04-15', 'backoff', '^1.7.7'],
    ['23.0.0', '2026-07-15', 'backoff', '^1.7.7'],
  ])('%s sends %s and retries as %s', (version, revision, retries, axios) => {
    const release = findRelease(version);
    expect(release).toMatchObject({ version, revision, retries });
    expect(release?.axios).toBe(axios);
  });
});

test('the revision is held by the client, then by the API object, since 9 by the session', () => {
  const holderOf = (major: number) =>
    new Set(
      SDK_RELEASES.filter(({ version }) => Number.parseInt(version) === major).map(({ revisionIn }) => revisionIn),
    );
  expect([1, 5, 6, 8, 9, 23].map(major => [...holderOf(major)])).toEqual([
    ['client'],
    ['client'],
    ['api'],
    ['api'],
    ['session'],
    ['session'],
  ]);
});

test('a release that the registry does not have is not found', () => {
  expect(findRelease('4.0.0')).toBeUndefined();
});

test('only the newest way to retry honours Retry-After', () => {
  const honouring = Object.entries(RETRY_FACTS).filter(([, { honoursRetryAfter }]) => honoursRetryAfter);
  expect(honouring.map(([behaviour]) => behaviour)).toEqual(['backoff']);
});
