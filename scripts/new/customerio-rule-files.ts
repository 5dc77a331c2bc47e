import { VENDORS } from '../generate/units.ts';
import type { NewFiles, NewUnit } from './new-unit.ts';
import { verbOf } from './verb-of.ts';

/** A rule about Customer.io that works, about one method of the SDK, with its test and its page. */
export function customerioRuleFiles(unit: NewUnit): NewFiles {
  const { id } = unit;
  const { rules, tests } = VENDORS.customerio;
  return {
    [`${rules}/${id}.ts`]: source(unit),
    [`${tests}/${id}.test.ts`]: test(unit),
    [`docs/rules/customerio/${id}.md`]: page(unit),
  };
}

function source({ id, since }: NewUnit): string {
  return `import { createRule } from '../create-rule.ts';
import { analyze } from '../customerio/analyze.ts';

export default createRule({
  name: '${id}',
  meta: {
    type: 'problem',
    docs: {
      description: "${verbOf(id)} calls of 'listExports'",
      preset: 'strict',
      severity: 'error',
      since: '${since}',
    },
    messages: {
      exportsRead: "'listExports' reads every export of the workspace. Read the one that is needed with 'getExport'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const { isDouble, sdkCallsAt } = analyze(context);
    if (isDouble) return {};
    return {
      CallExpression(node) {
        const [call] = sdkCallsAt(node, ({ apiClass, method }) => apiClass === 'APIClient' && method === 'listExports');
        if (call) context.report({ node, messageId: 'exportsRead' });
      },
    };
  },
});
`;
}

function test({ id }: NewUnit): string {
  return `import rule from '../../../eslint-plugin-customerio/rules/${id}.ts';
import { testRule } from '../../eslint-plugin/rule-tester.ts';

const IMPORT = "import { APIClient, RegionUS } from 'customerio-node';\\nconst client = new APIClient(key, { region: RegionUS });\\n";

testRule(rule, {
  valid: [
    { name: 'another method of the SDK', code: \`\${IMPORT}client.getExport(id);\` },
    { name: 'the same name on an object of our own', code: 'client.listExports();' },
    { name: 'a test', filename: 'exports.spec.ts', code: \`\${IMPORT}client.listExports();\` },
  ],
  invalid: [
    {
      name: 'a client',
      code: \`\${IMPORT}client.listExports();\`,
      errors: [{ messageId: 'exportsRead', at: 'client.listExports()' }],
    },
    {
      name: 'required in CommonJS code',
      filename: 'exports.cjs',
      code: "const { APIClient } = require('customerio-node');\\nnew APIClient(key).listExports();",
      errors: [{ messageId: 'exportsRead', at: 'new APIClient(key).listExports()' }],
    },
  ],
});
`;
}

function page({ id, today }: NewUnit): string {
  return `# ${id}

\`listExports\` reads every export of the workspace, where one is meant.

Source: \`APIClient\` in customerio-node 5.2.0; read on ${today}.

## Incorrect

\`\`\`ts
import { APIClient, RegionUS } from 'customerio-node';

const client = new APIClient(process.env.CUSTOMERIO_APP_KEY ?? '', { region: RegionUS });

export const loadExports = () => client.listExports();
\`\`\`

## Correct

\`\`\`ts
import { APIClient, RegionUS } from 'customerio-node';

const client = new APIClient(process.env.CUSTOMERIO_APP_KEY ?? '', { region: RegionUS });

export const loadExport = (id: string) => client.getExport(id);
\`\`\`

## When to allow it

- Where every export is meant.
`;
}
