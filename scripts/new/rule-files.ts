import type { NewFiles, NewUnit } from './new-unit.ts';
import { verbOf } from './verb-of.ts';

/** A rule about Klaviyo that works, about one method of the SDK, with its test, its page, and a file in each storefront. */
export function ruleFiles(unit: NewUnit): NewFiles {
  const { id } = unit;
  return {
    [`eslint-plugin/rules/${id}.ts`]: source(unit),
    [`test/eslint-plugin/rules/${id}.test.ts`]: test(unit),
    [`docs/rules/${id}.md`]: page(unit),
    [`examples/broken-storefront/src/${id}.ts`]: example('loadMetrics()', 'getMetrics()'),
    [`examples/clean-storefront/src/${id}.ts`]: example('loadMetric(id: string)', 'getMetric(id)'),
  };
}

function source({ id, since }: NewUnit): string {
  return `import { createRule } from '../create-rule.ts';
import { analyze } from '../klaviyo/analyze.ts';

export default createRule({
  name: '${id}',
  meta: {
    type: 'problem',
    docs: {
      description: "${verbOf(id)} calls of 'getMetrics'",
      preset: 'strict',
      severity: 'error',
      since: '${since}',
    },
    messages: {
      metricsRead: "'getMetrics' reads every metric of the account. Read the one that is needed with 'getMetric'.",
    },
    schema: [],
    defaultOptions: [],
  },
  create(context) {
    const analysis = analyze(context);
    return {
      CallExpression(node) {
        const [call] = analysis.sdkCallsAt(node, ({ apiClass, method }) => apiClass === 'MetricsApi' && method === 'getMetrics');
        if (call) context.report({ node, messageId: 'metricsRead' });
      },
    };
  },
});
`;
}

function test({ id }: NewUnit): string {
  return `import rule from '../../../eslint-plugin/rules/${id}.ts';
import { testRule } from '../rule-tester.ts';

testRule(rule, {
  valid: [
    { name: 'another method of the SDK', code: "import { Metrics } from 'klaviyo-api';\\nMetrics.getMetric(id);" },
    { name: 'the same name on an object of our own', code: 'metrics.getMetrics();' },
  ],
  invalid: [
    {
      name: 'the ready instance',
      code: "import { Metrics } from 'klaviyo-api';\\nMetrics.getMetrics();",
      errors: [{ messageId: 'metricsRead', at: 'Metrics.getMetrics()' }],
    },
    {
      name: 'required in CommonJS code',
      filename: 'metrics.cjs',
      code: "const { MetricsApi } = require('klaviyo-api');\\nnew MetricsApi(session).getMetrics();",
      errors: [{ messageId: 'metricsRead', at: 'new MetricsApi(session).getMetrics()' }],
    },
  ],
});
`;
}

function page({ id, today }: NewUnit): string {
  return `# ${id}

\`getMetrics\` reads every metric of the account, page by page, where one is meant.

Source: \`get_metrics\` in klaviyo/openapi; read on ${today}.

## Incorrect

\`\`\`ts
import { Metrics } from 'klaviyo-api';

export const loadMetrics = () => Metrics.getMetrics();
\`\`\`

## Correct

\`\`\`ts
import { Metrics } from 'klaviyo-api';

export const loadMetric = (id: string) => Metrics.getMetric(id);
\`\`\`

## When to allow it

- Where every metric is meant.
`;
}

function example(declaration: string, call: string): string {
  return `import { MetricsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const metrics = new MetricsApi(session);

export async function ${declaration}: Promise<unknown> {
  const { body } = await metrics.${call};
  return body.data;
}
`;
}
