import { describe, expect, test } from 'vitest';
import { collectFacts } from '../../../src/project/manifests/collect-facts.ts';
import { createFileReader } from '../../../src/project/discovery/read-file.ts';
import { createOverlay } from '../../../src/project/upgrade/overlay.ts';
import { pinSdk } from '../../../src/project/upgrade/pin-sdk.ts';
import { temporaryFolder } from '../temporary-folder.ts';

async function pin(file: string, text: string) {
  const read = createFileReader(temporaryFolder({ [file]: text }));
  const overlay = createOverlay(read);
  const { facts } = await collectFacts(read, [file]);
  const changes = pinSdk(facts.sdkDependencies, '23.0.0', overlay);
  return {
    changes: changes.map(({ by, message, places }) => `${by} ${places[0]?.line}:${places[0]?.column} ${message}`),
    after: overlay.changed.get(file)?.after,
  };
}

describe('pinSdk', () => {
  test.each([
    ['a range', '^15.0.0', '23.0.0'],
    ['a tag', 'latest', '23.0.0'],
    ['another release', '15.0.0', '23.0.0'],
    ['an alias', 'npm:klaviyo-api@^15.0.0', 'npm:klaviyo-api@23.0.0'],
  ])('declares the target instead of %s, and leaves the rest as it is', async (_kind, specifier, pinned) => {
    const text = `{\r\n\t"dependencies": { "axios": "1.7.7", "klaviyo-api": "${specifier}" }\r\n}\r\n`;
    const { changes, after } = await pin('package.json', text);
    expect(after).toBe(text.replace(specifier, pinned));
    expect(changes).toEqual([`tool 2:53 Pin 'klaviyo-api' to 23.0.0, instead of '${specifier}'.`]);
  });

  test('declares it in a catalog', async () => {
    const { after } = await pin('pnpm-workspace.yaml', 'catalog:\n  klaviyo-api: ^15.0.0 # the SDK\n');
    expect(after).toBe('catalog:\n  klaviyo-api: 23.0.0 # the SDK\n');
  });

  test.each(['workspace:*', 'github:shop/klaviyo-api#main'])('leaves what leads elsewhere: %s', async specifier => {
    const { changes, after } = await pin(
      'package.json',
      JSON.stringify({ dependencies: { 'klaviyo-api': specifier } }),
    );
    expect(after).toBeUndefined();
    expect(changes).toEqual([
      `hand 1:32 '${specifier}' does not name a release here. Set it to 23.0.0 where it is declared.`,
    ]);
  });

  test.each([
    ['the target itself', '{ "dependencies": { "klaviyo-api": "23.0.0" } }'],
    ['what a library asks of its users', '{ "peerDependencies": { "klaviyo-api": ">=15" } }'],
  ])('says nothing of %s', async (_what, text) => {
    expect(await pin('package.json', text)).toEqual({ changes: [], after: undefined });
  });
});
