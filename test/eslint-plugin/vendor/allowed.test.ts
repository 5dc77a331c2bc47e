import { expect, test } from 'vitest';
import { type Allowed, isAllowed } from '../../../eslint-plugin/vendor/allowed.ts';

const CALL = { client: 'axios', path: '/api/lists/*/profiles', file: '/shop/src/legacy/lists.ts' };

function allows(allowed: Allowed): boolean {
  return isAllowed(allowed, CALL.client, CALL.path, CALL.file);
}

test.each<Allowed>([
  { allowClients: ['axios'] },
  { allowPaths: ['/api/lists/*/profiles'] },
  { allowPaths: ['/api/lists/*'] },
  { allowPaths: ['/api/lists/*/'] },
  { allowPaths: ['*'] },
  { allowPaths: ['/other', '/api/*/profiles'] },
  { allowFiles: ['lists.ts'] },
  { allowFiles: ['legacy/*'] },
  { allowFiles: ['src/**/lists.ts'] },
  { allowFiles: ['src/*'] },
])('%j allows the call', allowed => {
  expect(allows(allowed)).toBe(true);
});

test.each<Allowed>([
  {},
  { allowClients: ['fetch', 'axio'] },
  { allowPaths: ['/api/lists'] },
  { allowPaths: ['/api/lists/*/profile'] },
  { allowPaths: ['/api/events/*'] },
  { allowPaths: ['lists'] },
  { allowFiles: ['ists.ts'] },
  { allowFiles: ['legacy'] },
  { allowFiles: ['lists.ts/*'] },
  { allowFiles: ['src/lists.ts'] },
])('%j does not allow the call', allowed => {
  expect(allows(allowed)).toBe(false);
});

test('a path of Windows is matched like any other', () => {
  expect(isAllowed({ allowFiles: ['legacy/*'] }, 'fetch', '/api/lists', String.raw`C:\shop\legacy\lists.ts`)).toBe(
    true,
  );
});

test('a pattern of many stars ends soon', () => {
  expect(isAllowed({ allowPaths: [`${'*a'.repeat(5000)}b`] }, 'fetch', `/${'a'.repeat(10_000)}`, 'a.ts')).toBe(false);
});
