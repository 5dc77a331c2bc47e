import { SDKS, type VendorId } from '../../src/vendors/sdks.ts';
import type { NewFiles, NewUnit } from './new-unit.ts';

/** A check that works, about the name that the SDK is installed under, with its test and its page. */
export function checkFiles(unit: NewUnit): NewFiles {
  const { id } = unit;
  return {
    [`src/checks/${id}.ts`]: source(unit),
    [`test/checks/${id}.test.ts`]: test(unit),
    [`docs/checks/${id}.md`]: page(unit),
  };
}

/** The manifest of the example that violates every check of a vendor, and what it declares for a new one to find. */
export const VIOLATIONS: Readonly<Record<VendorId, { file: string; path: string[]; specifier: string }>> = {
  klaviyo: {
    file: 'examples/broken-storefront/package.json',
    path: ['dependencies', 'klaviyo-sdk'],
    specifier: 'npm:klaviyo-api@23.0.0',
  },
  customerio: {
    file: 'examples/customerio-not-ready/package.json',
    path: ['dependencies', 'customerio-sdk'],
    specifier: 'npm:customerio-node@5.2.0',
  },
};

function source({ id, vendor }: NewUnit): string {
  const { package: sdk, vendorName } = SDKS[vendor];
  return `import { defineCheck } from '../model/define-check.ts';
import { dependenciesOf } from '../model/sdk-in-use.ts';

export default defineCheck({
  id: '${id}',
  description: '${vendorName} SDK dependencies under another name',
  severity: 'warning',
  *run({ sdkDependencies }) {
    for (const { name, at } of dependenciesOf('${sdk}', sdkDependencies)) {
      if (name === '${sdk}') continue;
      yield { message: \`'\${name}' is the SDK under another name. Install it as '${sdk}'.\`, at };
    }
  },
});
`;
}

function test({ id, vendor }: NewUnit): string {
  const sdk = SDKS[vendor].package;
  const other = Object.values(SDKS).find(each => each.vendor !== vendor)!.package;
  return `import { expect, test } from 'vitest';
import check from '../../src/checks/${id}.ts';
import { factsWith, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

function run(name: string, packageName = '${sdk}'): unknown[] {
  return [...check.run(factsWith({ sdkDependencies: [sdkDependency({ name, packageName })] }), { asOf: '2026-11-20' })];
}

test('another name is reported where it stands', () => {
  expect(run('sdk')).toEqual([{ message: "'sdk' is the SDK under another name. Install it as '${sdk}'.", at: MANIFEST_PLACE }]);
});

test('its own name is not', () => {
  expect(run('${sdk}')).toEqual([]);
});

test('the SDK of another vendor is not', () => {
  expect(run('sdk', '${other}')).toEqual([]);
});
`;
}

function page({ id, vendor, today }: NewUnit): string {
  const { package: sdk, versions } = SDKS[vendor];
  const newest = versions.at(-1);
  return `# ${id}

What looks for the SDK in a manifest looks for \`${sdk}\`.

Source: the package \`${sdk}\`, as the vendor publishes it; read on ${today}.

## Incorrect

\`\`\`json
{ "dependencies": { "sdk": "npm:${sdk}@${newest}" } }
\`\`\`

## Correct

\`\`\`json
{ "dependencies": { "${sdk}": "${newest}" } }
\`\`\`

## When to allow it

- Where two versions are installed side by side during a migration.
`;
}
