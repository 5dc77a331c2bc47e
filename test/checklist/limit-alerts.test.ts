import { describe, expect, test } from 'vitest';
import * as collectors from '../../src/checklist/customerio/evidence/limit-alerts.ts';
import { CUSTOMERIO_SIGNS } from '../../src/checklist/customerio/signs.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/thresholds.ts';
import { collectEvidenceFacts } from '../../src/project/evidence/collect-evidence-facts.ts';
import { virtualReader, type VirtualFiles } from '../project/virtual-files.ts';

type Name = keyof typeof collectors;

async function found(name: Name, files: VirtualFiles): Promise<string[]> {
  const facts = await collectEvidenceFacts(virtualReader(files), Object.keys(files), 'customerio');
  return [...collectors[name].collect(facts, DEFAULT_THRESHOLDS, CUSTOMERIO_SIGNS)].map(
    ({ path, line, message, isWeak }) => `${path}:${line} ${isWeak ? 'weak' : 'strong'} ${message}`,
  );
}

const prometheus = (expression: string, alert = 'Customerio', duration = '1m'): VirtualFiles => ({
  'alerts.yml': `groups:\n  - rules:\n      - alert: ${alert}\n        expr: ${expression}\n        for: ${duration}\n`,
});
const ERRORS = 'sum(rate(customerio_errors_total[5m])) / sum(rate(customerio_calls_total[5m]))';

describe('Prometheus', () => {
  test.each([
    [`${ERRORS} > 0.01`, 'strong', '1 %'],
    [`${ERRORS} >= 0.005`, 'strong', '0.5 %'],
    [`100 * ${ERRORS} > 1`, 'strong', '1 %'],
    [`${ERRORS} * 100 > 1`, 'strong', '1 %'],
    [`customerio_error_percent > 0.5`, 'strong', '0.5 %'],
    [`${ERRORS} > 0.05`, 'weak', '5 %'],
    [`${ERRORS} > 1`, 'weak', '100 %'],
    [`${ERRORS} > 2`, 'weak', '2 %'],
  ])('%s', async (expression, strength, shown) => {
    const [seen = ''] = await found('errorRate', prometheus(expression));
    expect(seen).toContain(`alerts.yml:3 ${strength} This alert on failed calls is raised by more than ${shown}`);
  });

  test('that waits for too long', async () => {
    expect(await found('errorRate', prometheus(`${ERRORS} > 0.01`, 'Customerio', '1h'))).toEqual([
      'alerts.yml:3 weak This alert on failed calls waits for 60 min; the checklist wants more than 1 % to raise it.',
    ]);
  });

  test.each([
    ['errorRate', 'rate(stripe_errors_total[5m]) > 0.01'],
    ['errorRate', 'sum(customerio_webhook_errors) > 0.01'],
    ['errorRate', 'customerio_calls_total > 5'],
    ['slowCalls', 'histogram_quantile(0.5, customerio_latency_bucket) > 5'],
    ['deliveries', 'customerio_bounced_total / customerio_delivered_total > 0.05'],
  ] as const)('%s: not %s', async (name, expression) => {
    expect(await found(name, prometheus(expression, 'Some'))).toEqual([]);
  });

  test.each([
    ['slowCalls', 'histogram_quantile(0.99, customerio_duration_seconds_bucket) > 5', 'strong'],
    ['slowCalls', 'histogram_quantile(0.99, customerio_duration_ms_bucket) > 4000', 'strong'],
    ['slowCalls', 'histogram_quantile(0.99, customerio_duration_seconds_bucket) > 10', 'weak'],
    ['complaints', '100 * customerio_spam_complaints / customerio_sent > 0.1', 'strong'],
    ['complaints', 'customerio_spam_complaints / customerio_sent > 0.01', 'weak'],
    ['deliveries', 'customerio_delivered / customerio_sent < 0.95', 'strong'],
    ['deliveries', 'customerio_delivered / customerio_sent < 0.5', 'weak'],
    ['deliveries', 'customerio_delivered / customerio_sent > 0.95', 'weak'],
    ['queueDepth', 'customerio_queue_depth > 10000', 'strong'],
    ['queueDepth', 'customerio_queue_depth > 50000', 'weak'],
    ['webhookErrors', 'customerio_webhook_errors / customerio_webhooks > 0.05', 'strong'],
    ['bounces', 'customerio_bounces / customerio_sent > 0.2', 'weak'],
  ] as const)('%s: %s is %s', async (name, expression, strength) => {
    expect(await found(name, prometheus(expression))).toMatchObject([expect.stringContaining(` ${strength} `)]);
  });
});

test('a monitor of Datadog', async () => {
  const query = 'avg(last_5m):100 * sum:customerio.errors{*} / sum:customerio.calls{*} > 1';
  expect(await found('errorRate', { 'monitor.json': JSON.stringify({ name: 'Customer.io', query }, null, 1) })).toEqual(
    ['monitor.json:3 strong This alert on failed calls is raised by more than 1 %.'],
  );
});

test('an alarm of CloudWatch, also below a limit', async () => {
  const alarm = { AlarmName: 'CustomerioDelivery', Threshold: 95, ComparisonOperator: 'LessThanThreshold', Period: 60 };
  expect(await found('deliveries', { 'alarm.json': JSON.stringify(alarm) })).toEqual([
    'alarm.json:1 strong This alert on deliveries is raised by less than 95 %.',
  ]);
  const off = { ...alarm, ActionsEnabled: false };
  expect(await found('deliveries', { 'alarm.json': JSON.stringify(off) })).toEqual([]);
});

test('a rule of Grafana', async () => {
  const rule = {
    title: 'Customer.io queue',
    for: '2m',
    data: [{ model: { conditions: [{ evaluator: { type: 'gt', params: [10000] } }] } }],
  };
  expect(await found('queueDepth', { 'rule.json': JSON.stringify(rule) })).toEqual([
    'rule.json:1 strong This alert on the queue is raised by more than 10000.',
  ]);
});
