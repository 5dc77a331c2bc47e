import { describe, expect, test } from 'vitest';
import { createVendorNames } from '../../../src/project/discovery/names-vendor.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

const BUNDLE = 'vendor/bundle.js';

function isNamed(text: string, own: VirtualFiles): boolean {
  const read = virtualReader({ ...own, [BUNDLE]: text });
  return createVendorNames(read, Object.keys(own))(BUNDLE);
}

const CALLS_OTHER = 'fetch("https://track.customer.io/api/v1/events")';

describe('a file names a vendor', () => {
  test('whose rules run everywhere', () => {
    expect(isNamed('klaviyo();', { 'a.js': '' })).toBe(true);
  });

  test.each<[string, VirtualFiles]>([
    ['by a host', { 'a.js': '', 'b.ts': `${CALLS_OTHER};` }],
    ['by its SDK in a manifest', { 'package.json': '{ "dependencies": { "customerio-node": "5.2.0" } }' }],
    ['in a script', { 'send.sh': 'curl https://api.customer.io/v1/campaigns\n' }],
    ['in a component', { 'a.vue': "<script>import { TrackClient } from 'customerio-node';</script>" }],
  ])('that the project uses: %s', (_, own) => {
    expect(isNamed(CALLS_OTHER, own)).toBe(true);
    expect(isNamed('load("customerio");', own)).toBe(true);
    expect(isNamed('load("mailer");', own)).toBe(false);
  });

  test('but not one that the project does not use', () => {
    expect(isNamed(CALLS_OTHER, { 'a.js': 'load();', 'b.ts': 'const customerio = 1;' })).toBe(false);
    expect(isNamed(CALLS_OTHER, { 'README.md': 'https://customer.io' })).toBe(false);
  });

  test('where it cannot be read', () => {
    const unread = { reason: 'it is larger than 64 MB' };
    expect(createVendorNames(() => unread as never, [])(BUNDLE)).toBe(true);
  });
});

test('what is checked is read once, and only where a file names the vendor', () => {
  const asked: string[] = [];
  const read = virtualReader({ 'a.js': '', 'b.js': CALLS_OTHER, 'c.js': CALLS_OTHER, 'd.js': '' });
  const names = createVendorNames(
    path => {
      asked.push(path);
      return read(path);
    },
    ['a.js'],
  );
  expect(['d.js', 'b.js', 'c.js'].map(names)).toEqual([false, false, false]);
  expect(asked).toEqual(['d.js', 'b.js', 'a.js', 'c.js']);
});
