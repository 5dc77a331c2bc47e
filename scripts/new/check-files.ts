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

/** What the manifest of the broken storefront declares for the check to find. */
export const BROKEN_DEPENDENCY = { path: ['dependencies', 'klaviyo-sdk'], specifier: 'npm:klaviyo-api@23.0.0' };

function source({ id }: NewUnit): string {
  return `import { defineCheck } from '../model/define-check.ts';

export default defineCheck({
  id: '${id}',
  description: 'Klaviyo SDK dependencies under another name',
  severity: 'warning',
  *run({ sdkDependencies }) {
    for (const { name, at } of sdkDependencies) {
      if (name === 'klaviyo-api') continue;
      yield { message: \`'\${name}' is the SDK under another name. Install it as 'klaviyo-api'.\`, at };
    }
  },
});
`;
}

function test({ id }: NewUnit): string {
  return `import { expect, test } from 'vitest';
import check from '../../src/checks/${id}.ts';
import { factsWith, MANIFEST_PLACE, sdkDependency } from '../sdk-facts.ts';

function run(name: string): unknown[] {
  return [...check.run(factsWith({ sdkDependencies: [sdkDependency({ name })] }), { asOf: '2026-11-20' })];
}

test('another name is reported where it stands', () => {
  expect(run('sdk')).toEqual([{ message: "'sdk' is the SDK under another name. Install it as 'klaviyo-api'.", at: MANIFEST_PLACE }]);
});

test('its own name is not', () => {
  expect(run('klaviyo-api')).toEqual([]);
});
`;
}

function page({ id, today }: NewUnit): string {
  return `# ${id}

Whoever looks for the SDK in a manifest looks for \`klaviyo-api\`.

Source: the package \`klaviyo-api\`, as the vendor publishes it; read on ${today}.

## Incorrect

\`\`\`json
{ "dependencies": { "sdk": "npm:klaviyo-api@23.0.0" } }
\`\`\`

## Correct

\`\`\`json
{ "dependencies": { "klaviyo-api": "23.0.0" } }
\`\`\`

## When to allow it

- Where two versions are installed side by side during a migration.
`;
}
