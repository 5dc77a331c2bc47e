import { describe, expect, test } from 'vitest';
import type { EvidenceId } from '../../src/checklist/klaviyo/collectors.ts';
import type { Thresholds } from '../../src/model/thresholds.ts';
import { evidenceIn } from '../support/evidence.ts';

type Alert = Extract<EvidenceId, `alert-${string}`>;

const prometheus = (expression: string, more = ''): string =>
  `groups:\n  - name: klaviyo\n    rules:\n      - alert: Klaviyo\n        expr: ${expression}\n${more}`;

async function reported(id: Alert, files: Record<string, unknown>): Promise<string[]> {
  const found = await evidenceIn(id, files);
  return found.map(({ line, message, isWeak }) => `${line}${isWeak ? ' weak' : ''}: ${message}`);
}

const STRONG_429 = 'This alert is raised by more than 5 answers of 429 in 1 min.';
const WANTS_429 = 'the checklist wants more than 5 a minute to raise it.';

describe('an alert on 429', () => {
  test.each([
    ['a count of a minute', 'sum(increase(klaviyo_total{status="429"}[1m])) > 5', STRONG_429],
    ['the same with or equal', 'sum(increase(klaviyo_total{status="429"}[1m])) >= 6', STRONG_429],
    ['a rate a minute', 'sum(rate(klaviyo_total{status="429"}[5m])) * 60 > 5', STRONG_429],
    [
      'a rate a second',
      'sum(rate(klaviyo_total{status="429"}[5m])) > 0.05',
      'This alert is raised by more than 3 answers of 429 in 1 min.',
    ],
    [
      'a longer window',
      'sum(increase(klaviyo_total{status="429"}[5m])) > 25',
      'This alert is raised by more than 25 answers of 429 in 5 min.',
    ],
    ['lines of a log', 'sum(count_over_time({app="klaviyo"} |= "429" [1m])) > 5', STRONG_429],
  ])('of Prometheus: %s', async (_, expression, message) => {
    expect(await reported('alert-on-429', { 'alerts.yml': prometheus(`'${expression}'`) })).toEqual([`4: ${message}`]);
  });

  test.each([
    [
      'a higher threshold',
      'sum(increase(klaviyo_total{status="429"}[1m])) > 6',
      '',
      `This alert is raised by more than 6 answers of 429 in 1 min; ${WANTS_429}`,
    ],
    [
      'a long window',
      'sum(increase(klaviyo_total{status="429"}[1h])) > 60',
      '',
      `This alert is raised by more than 60 answers of 429 in 60 min, which is too long to wait for; ${WANTS_429}`,
    ],
    [
      'a delay',
      'sum(increase(klaviyo_total{status="429"}[1m])) > 5',
      '        for: 15m\n',
      `This alert on answers of 429 waits for 15 min; ${WANTS_429}`,
    ],
    [
      'a gauge',
      'klaviyo_429_total > 5',
      '',
      `This alert on answers of 429 has a threshold that cannot be read here; ${WANTS_429}`,
    ],
  ])('that is weaker is named: %s', async (_, expression, more, message) => {
    expect(await reported('alert-on-429', { 'alerts.yml': prometheus(`'${expression}'`, more) })).toEqual([
      `4 weak: ${message}`,
    ]);
  });

  test.each([
    [
      'another service',
      {
        'alerts.yml': prometheus('\'sum(increase(stripe_total{status="429"}[1m])) > 5\'').replaceAll(
          /klaviyo/gi,
          'stripe',
        ),
      },
    ],
    ['another status', { 'alerts.yml': prometheus('\'sum(increase(klaviyo_total{status="404"}[1m])) > 5\'') }],
    ['a recording rule', { 'alerts.yml': 'groups:\n  - rules:\n      - record: klaviyo_429\n        expr: sum(x)\n' }],
  ])('is not found in %s', async (_, files) => {
    expect(await reported('alert-on-429', files)).toEqual([]);
  });
});

describe('the same alert in other systems', () => {
  const cloudFormation = {
    Resources: {
      Limited: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: 'klaviyo-429',
          Statistic: 'Sum',
          Period: 60,
          EvaluationPeriods: 1,
          Threshold: 5,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      },
    },
  };
  const grafana = [
    'groups:',
    '  - rules:',
    '      - title: Klaviyo answers 429',
    '        for: 1m',
    '        data:',
    '          - model:',
    '              expr: sum(increase(klaviyo_total{status="429"}[1m]))',
    '          - model:',
    '              conditions:',
    '                - evaluator: { params: [5], type: gt }',
    '',
  ].join('\n');
  const sentryIssue = {
    name: 'Klaviyo rate limited',
    conditions: [{ id: 'sentry.rules.conditions.event_frequency.EventFrequencyCondition', value: 5, interval: '1m' }],
  };
  const terraform = (type: string, lines: string[]): string =>
    [`resource "${type}" "klaviyo" {`, ...lines, '}', ''].join('\n');

  test.each([
    [
      'a PrometheusRule',
      {
        'rule.yml': `kind: PrometheusRule\nspec:\n  groups:\n    - rules:\n        - alert: Klaviyo429\n          expr: sum(increase(klaviyo_total{status="429"}[1m])) > 5\n`,
      },
      5,
    ],
    ['Grafana', { 'grafana.yml': grafana }, 3],
    [
      'a monitor of Datadog',
      { 'monitor.json': { name: 'Klaviyo', query: 'sum(last_1m):sum:klaviyo.answers{status:429}.as_count() > 5' } },
      1,
    ],
    [
      'a log monitor of Datadog',
      { 'monitor.json': { name: 'x', query: 'logs("@klaviyo.status:429").index("*").rollup("count").last("1m") > 5' } },
      1,
    ],
    [
      'Datadog in Terraform',
      {
        'a.tf': terraform('datadog_monitor', [
          '  query = "sum(last_1m):sum:klaviyo.answers{status:429}.as_count() > 5"',
        ]),
      },
      2,
    ],
    ['CloudWatch in CloudFormation', { 'stack.json': JSON.stringify(cloudFormation, null, 1) }, 10],
    [
      'CloudWatch in Terraform',
      {
        'a.tf': terraform('aws_cloudwatch_metric_alarm', [
          '  alarm_name          = "klaviyo-429"',
          '  statistic           = "Sum"',
          '  period              = 60',
          '  evaluation_periods  = 1',
          '  threshold           = 5',
          '  comparison_operator = "GreaterThanThreshold"',
        ]),
      },
      6,
    ],
    ['an issue alert of Sentry', { 'sentry.json': JSON.stringify(sentryIssue) }, 1],
    [
      'a metric alert of Sentry',
      {
        'sentry.yml':
          'name: klaviyo\naggregate: count()\nquery: http.status_code:429\ntimeWindow: 1\ntriggers:\n  - alertThreshold: 5\n',
      },
      6,
    ],
  ])('%s', async (_, files, line) => {
    expect(await reported('alert-on-429', files)).toEqual([`${line}: ${STRONG_429}`]);
  });

  test('what is reached is one less than what is exceeded', async () => {
    const reached = structuredClone(cloudFormation);
    reached.Resources.Limited.Properties.ComparisonOperator = 'GreaterThanOrEqualToThreshold';
    reached.Resources.Limited.Properties.Threshold = 6;
    expect(await reported('alert-on-429', { 'stack.json': reached })).toEqual([`1: ${STRONG_429}`]);
  });

  test('an alarm on what is too little is none on too much', async () => {
    const low = structuredClone(cloudFormation);
    low.Resources.Limited.Properties.ComparisonOperator = 'LessThanThreshold';
    expect(await reported('alert-on-429', { 'stack.json': low })).toEqual([]);
  });
});

describe('an alert on 401 and 403', () => {
  const count = (status: string, limit: number): string =>
    prometheus(`'sum(increase(klaviyo_total{status=~"${status}"}[5m])) > ${limit}'`);

  test.each(['401|403', '40[13]'])('in one rule, for %s', async status => {
    expect(await reported('alert-on-401-403', { 'a.yml': count(status, 0) })).toHaveLength(1);
    expect((await reported('alert-on-401-403', { 'a.yml': count(status, 0) }))[0]).toMatch(/^4: /);
  });

  test('in two rules', async () => {
    expect(await reported('alert-on-401-403', { 'a.yml': count('401', 0), 'b.yml': count('403', 0) })).toEqual([
      '4: This alert is raised by more than 0 answers of 401 in 5 min.',
      '4: This alert is raised by more than 0 answers of 403 in 5 min.',
    ]);
  });

  test('one of the two is not enough', async () => {
    expect(await reported('alert-on-401-403', { 'a.yml': count('401', 0) })).toEqual([
      '4 weak: This alert is raised by more than 0 answers of 401 in 5 min, and no alert is raised by 403.',
    ]);
  });

  test('some are let pass', async () => {
    expect(await reported('alert-on-401-403', { 'a.yml': count('401|403', 3) })).toEqual([
      '4 weak: This alert is raised by more than 3 answers of 401 or 403 in 5 min; the checklist wants any to raise it.',
    ]);
  });

  test('that of webhooks is another', async () => {
    const rule = prometheus('sum(increase(klaviyo_webhook_answers_total{status="401"}[5m])) > 0');
    expect(await reported('alert-on-401-403', { 'a.yml': rule })).toEqual([]);
  });
});

describe('an alert on server errors', () => {
  test.each(['5..', '5xx', '5[0-9]{2}', '500|502'])('for %s', async status => {
    const rule = prometheus(`'sum(increase(klaviyo_total{status=~"${status}"}[1m])) > 10'`);
    expect(await reported('alert-on-5xx', { 'a.yml': rule })).toEqual([
      '4: This alert is raised by more than 10 server errors in 1 min.',
    ]);
  });

  test('that is weaker is named', async () => {
    const rule = prometheus('\'sum(increase(klaviyo_total{status=~"5.."}[1m])) > 50\'');
    expect(await reported('alert-on-5xx', { 'a.yml': rule })).toEqual([
      '4 weak: This alert is raised by more than 50 server errors in 1 min; the checklist wants more than 10 a minute to raise it.',
    ]);
  });
});

describe('an alert on latency', () => {
  const quantile = (rank: string, limit: string): string =>
    prometheus(`histogram_quantile(${rank}, sum(rate(klaviyo_duration_seconds_bucket[5m])) by (le)) > ${limit}`);

  test.each([
    ['a P95', quantile('0.95', '5'), '4: This alert is raised by a P95 over 5 s.'],
    ['a P99', quantile('0.99', '2.5'), '4: This alert is raised by a P95 over 2.5 s.'],
    ['milliseconds', quantile('0.95', '5000'), '4: This alert is raised by a P95 over 5 s.'],
    [
      'a higher limit',
      quantile('0.95', '8'),
      '4 weak: This alert on latency is raised by more than 8 s, which is weaker; the checklist wants a P95 over 5 s to raise it.',
    ],
    [
      'a median',
      quantile('0.5', '5'),
      '4 weak: This alert on latency is about no P95, which is weaker; the checklist wants a P95 over 5 s to raise it.',
    ],
  ])('%s', async (_, rule, message) => {
    expect(await reported('alert-on-latency', { 'a.yml': rule })).toEqual([message]);
  });

  test('of Datadog', async () => {
    const monitor = {
      name: 'Klaviyo latency',
      query: 'percentile(last_5m):p95:klaviyo.request.duration{env:prod} > 5',
    };
    expect(await reported('alert-on-latency', { 'm.json': monitor })).toEqual([
      '1: This alert is raised by a P95 over 5 s.',
    ]);
  });

  test.each([
    [
      'a limit that looks like a rank',
      prometheus('avg(klaviyo_request_duration_seconds) > 4.95'),
      'on latency is about no P95, which is weaker',
    ],
    [
      'a long delay',
      prometheus('histogram_quantile(0.95, rate(klaviyo_duration_bucket[5m])) > 5', '        for: 7d\n'),
      'on latency waits for 10080 min',
    ],
    [
      'a long window',
      prometheus('histogram_quantile(0.95, rate(klaviyo_duration_bucket[1d])) > 5'),
      'is raised by a P95 over 5 s, taken over 1440 min, which is too long to wait for',
    ],
  ])('with %s is weak', async (_, rule, weakness) => {
    expect(await reported('alert-on-latency', { 'a.yml': rule })).toEqual([
      `4 weak: This alert ${weakness}; the checklist wants a P95 over 5 s to raise it.`,
    ]);
  });
});

test('an alert on rejected signatures', async () => {
  const rule = prometheus('sum(increase(klaviyo_webhook_signature_rejected_total[5m])) > 0');
  expect(await reported('alert-on-rejected-signatures', { 'a.yml': rule })).toEqual([
    '4: This alert is raised by more than 0 rejected signatures in 5 min.',
  ]);
  expect(await reported('alert-on-rejected-signatures', { 'a.yml': prometheus('klaviyo_webhooks_total > 0') })).toEqual(
    [],
  );
});

test.each([
  ['many of them', '[5m]) > 100', 'is raised by more than 100 rejected signatures in 5 min'],
  [
    'a long window',
    '[1d]) > 0',
    'is raised by more than 0 rejected signatures in 1440 min, which is too long to wait for',
  ],
  ['no window', ') > 0', 'on rejected signatures has a threshold that cannot be read here'],
])('an alert on rejected signatures with %s is weak', async (_, end, weakness) => {
  const rule = prometheus(`sum(increase(klaviyo_webhook_signature_rejected_total${end.replace(') >', ')) >')}`);
  expect(await reported('alert-on-rejected-signatures', { 'a.yml': rule })).toEqual([
    `4 weak: This alert ${weakness}; the checklist wants more than 10 a minute to raise it.`,
  ]);
});

describe('what cannot be read, or raises too little, is weak', () => {
  const UNREAD = `This alert on answers of 429 has a threshold that cannot be read here; ${WANTS_429}`;
  const LATE = `This alert on answers of 429 waits for`;
  const counted = 'sum(increase(klaviyo_total{status="429"}[1m])) > 5';

  test.each([
    ['a ratio', 'rate(klaviyo_total{status="429"}[5m]) / rate(klaviyo_total[5m]) > 0.05', '', UNREAD],
    ['another time', 'increase(klaviyo_total{status="429"}[1m] offset 7d) > 5', '', UNREAD],
    ['a second condition', 'increase(klaviyo_total{status="429"}[1m]) > 99 and vector(1) > 0', '', UNREAD],
    ['a window of no known unit', 'increase(klaviyo_total{status="429"}[1x]) > 5', '', UNREAD],
    ['a delay of two units', counted, '        for: 1h30m\n', `${LATE} 90 min; ${WANTS_429}`],
    ['a delay of no unit', counted, '        for: soon\n', `${LATE} a time that cannot be read here; ${WANTS_429}`],
    [
      'a rate of a day',
      'rate(klaviyo_total{status="429"}[1d]) > 0.08',
      '',
      `This alert is raised by more than 4.8 answers of 429 in 1 min, taken over 1440 min, which is too long to wait for; ${WANTS_429}`,
    ],
  ])('%s of Prometheus', async (_, expression, more, message) => {
    expect(await reported('alert-on-429', { 'a.yml': prometheus(`'${expression}'`, more) })).toEqual([
      `4 weak: ${message}`,
    ]);
  });

  test('a path in a selector is no ratio', async () => {
    const rule = prometheus('\'sum(increase(klaviyo_total{path="/api/events", status="429"}[1m])) > 5\'');
    expect(await reported('alert-on-429', { 'a.yml': rule })).toEqual([`4: ${STRONG_429}`]);
  });

  test.each([
    [
      'a rate',
      'avg(last_5m):sum:klaviyo.answers{status:429}.as_rate() > 5',
      `This alert is raised by more than 300 answers of 429 in 1 min; ${WANTS_429}`,
    ],
    ['an average', 'sum(last_1m):avg:klaviyo.answers{status:429}.as_count() > 5', UNREAD],
    ['an average over time', 'avg(last_5m):sum:klaviyo.answers{status:429}.as_count() > 5', UNREAD],
    ['a change', 'pct_change(sum(last_1m),last_5m):sum:klaviyo.answers{status:429} > 5', UNREAD],
    ['an anomaly', "avg(last_5m):anomalies(sum:klaviyo.answers{status:429}, 'basic', 2) >= 1", UNREAD],
  ])('%s of Datadog', async (_, query, message) => {
    expect(await reported('alert-on-429', { 'm.json': { name: 'Klaviyo', query } })).toEqual([`1 weak: ${message}`]);
  });

  test('an alarm of CloudWatch that does nothing', async () => {
    const alarm = { AlarmName: 'klaviyo-429', ActionsEnabled: false, Statistic: 'Sum', Period: 60, Threshold: 5 };
    const stack = { Properties: { ...alarm, ComparisonOperator: 'GreaterThanThreshold' } };
    expect(await reported('alert-on-429', { 's.json': stack })).toEqual([
      `1 weak: This alert is switched off; ${WANTS_429}`,
    ]);
  });

  test.each([
    ['that is disabled', 'status: disabled', 'is switched off'],
    ['on too few', 'thresholdType: 1', 'is raised by too few'],
  ])('an alert of Sentry %s', async (_, setting, fault) => {
    const alert = `name: klaviyo\naggregate: count()\nquery: status:429\ntimeWindow: 1\n${setting}\ntriggers:\n  - alertThreshold: 5\n`;
    expect(await reported('alert-on-429', { 's.yml': alert })).toEqual([`7 weak: This alert ${fault}; ${WANTS_429}`]);
  });
});

test('rules at the same place in two documents of a file stay apart', async () => {
  const first = prometheus('\'increase(klaviyo_total{status="429"}[1m]) > 60\'');
  const second = prometheus('\'increase(klaviyo_total{status="429"}[1m]) > 5\'');
  expect(await reported('alert-on-429', { 'a.yml': `${first}---\n${second}` })).toEqual([
    `4 weak: This alert is raised by more than 60 answers of 429 in 1 min; ${WANTS_429}`,
    `10: ${STRONG_429}`,
  ]);
});

describe('a rule is not about what it excludes', () => {
  test.each([
    ['429', 'alert-on-429', prometheus('\'increase(klaviyo_total{status!="429"}[1m]) > 5\'')],
    ['401 and 403', 'alert-on-401-403', prometheus('\'increase(klaviyo_total{status!~"401|403"}[1m]) > 0\'')],
    ['server errors', 'alert-on-5xx', prometheus('\'increase(klaviyo_total{status!~"5.."}[1m]) > 10\'')],
    ['429 of a log', 'alert-on-429', prometheus('\'count_over_time({app="klaviyo"} != "429" [1m]) > 5\'')],
    [
      '429 of Datadog',
      'alert-on-429',
      JSON.stringify({ query: 'sum(last_1m):sum:klaviyo.answers{env:prod,!status:429}.as_count() > 5' }),
    ],
  ] as const)('%s', async (_, id, rule) => {
    expect(await reported(id, { 'a.yml': rule })).toEqual([]);
  });
});

describe('Grafana', () => {
  const rule = (title: string, evaluator: string, more = ''): string[] => [
    `      - title: ${title}`,
    ...(more === '' ? [] : [`        ${more}`]),
    '        data:',
    '          - model: { expr: \'sum(increase(klaviyo_total{status="429"}[1m]))\' }',
    `          - model: { conditions: [{ evaluator: ${evaluator} }] }`,
  ];
  const provisioned = (lines: string[]): Record<string, string> => ({
    'g.yml': ['groups:', '  - rules:', ...lines, ''].join('\n'),
  });

  test.each([
    ['of too little', rule('a', '{ params: [5], type: lt }')],
    ['that is paused', rule('a', '{ params: [5], type: gt }', 'isPaused: true')],
    ['with a range', rule('a', '{ params: [0, 0], type: gt }')],
  ])('a rule %s is none', async (_, lines) => {
    expect(await reported('alert-on-429', provisioned(lines))).toEqual([]);
  });

  test('a rule with two limits is weak', async () => {
    const lines = [
      ...rule('a', '{ params: [5], type: gt }'),
      '          - model: { conditions: [{ evaluator: { params: [0], type: gt } }] }',
    ];
    expect(await reported('alert-on-429', provisioned(lines))).toEqual([
      `3 weak: This alert on answers of 429 has a threshold that cannot be read here; ${WANTS_429}`,
    ]);
  });

  test('a dashboard is no rule, and its panels are', async () => {
    const panel = (title: string, expr: string, evaluator: unknown): unknown => ({
      title,
      targets: [{ expr }],
      alert: { for: '1m', conditions: [{ evaluator }] },
    });
    const dashboard = {
      title: 'Klaviyo 429',
      panels: [
        panel('Queue', 'sum(increase(klaviyo_jobs_total[1m]))', { params: [1], type: 'gt' }),
        panel('Limited', 'sum(increase(klaviyo_total{status="429"}[1m]))', { params: [5], type: 'gt' }),
      ],
    };
    const found = await reported('alert-on-429', { 'd.json': JSON.stringify(dashboard, null, 1) });
    expect(found.map(line => line.replace(/^\d+: /, ''))).toEqual([STRONG_429]);
  });
});

test('thousands of rules in one file are read, each once', async () => {
  const rules = Array.from(
    { length: 3000 },
    (_, index) => `      - alert: Klaviyo${index}\n        expr: sum(increase(klaviyo_total{status="429"}[1m])) > 5\n`,
  );
  const found = await reported('alert-on-429', { 'a.yml': `groups:\n  - rules:\n${rules.join('')}` });
  expect(found).toHaveLength(3000);
});

describe('numbers that a team sets', () => {
  const toldWith = async (id: Alert, set: Partial<Thresholds>, file: string): Promise<string[]> => {
    const found = await evidenceIn(id, { 'alerts.yml': file }, set);
    return found.map(({ message, isWeak }) => `${isWeak ? 'weak: ' : ''}${message}`);
  };
  const many = (status: string, count: number, more = ''): string =>
    prometheus(`'sum(increase(klaviyo_total{status="${status}"}[1m])) > ${count}'`, more);
  const slow = prometheus(`'histogram_quantile(0.95, rate(klaviyo_seconds_bucket[5m])) > 8'`);

  test.each<[Alert, Partial<Thresholds>, string, string]>([
    [
      'alert-on-429',
      { rateLimitedPerMinute: 20 },
      many('429', 20),
      'This alert is raised by more than 20 answers of 429 in 1 min.',
    ],
    [
      'alert-on-429',
      { rateLimitedPerMinute: 20 },
      many('429', 21),
      'weak: This alert is raised by more than 21 answers of 429 in 1 min; the checklist wants more than 20 a minute to raise it.',
    ],
    [
      'alert-on-429',
      { rateLimitedPerMinute: 0 },
      many('429', 5),
      'weak: This alert is raised by more than 5 answers of 429 in 1 min; the checklist wants any to raise it.',
    ],
    [
      'alert-on-401-403',
      { authenticationErrorsPerMinute: 2 },
      many('401|403', 2),
      'This alert is raised by more than 2 answers of 401 or 403 in 1 min.',
    ],
    [
      'alert-on-5xx',
      { serverErrorsPerMinute: 2 },
      many('5xx', 10),
      'weak: This alert is raised by more than 10 server errors in 1 min; the checklist wants more than 2 a minute to raise it.',
    ],
    [
      'alert-on-rejected-signatures',
      { rejectedSignaturesPerMinute: 30 },
      prometheus(`'sum(increase(klaviyo_signature_rejected_total[1m])) > 30'`),
      'This alert is raised by more than 30 rejected signatures in 1 min.',
    ],
    ['alert-on-latency', { latencySeconds: 8 }, slow, 'This alert is raised by a P95 over 8 s.'],
    [
      'alert-on-latency',
      { latencySeconds: 2.5 },
      slow,
      'weak: This alert on latency is raised by more than 8 s, which is weaker; the checklist wants a P95 over 2.5 s to raise it.',
    ],
    [
      'alert-on-429',
      { alertDelayMinutes: 15 },
      many('429', 5, '        for: 15m\n'),
      'This alert is raised by more than 5 answers of 429 in 1 min.',
    ],
    [
      'alert-on-429',
      { alertDelayMinutes: 1 },
      many('429', 5, '        for: 2m\n'),
      'weak: This alert on answers of 429 waits for 2 min; the checklist wants more than 5 a minute to raise it.',
    ],
    [
      'alert-on-429',
      { alertWindowMinutes: 30 },
      prometheus(`'sum(increase(klaviyo_total{status="429"}[30m])) > 150'`),
      'This alert is raised by more than 150 answers of 429 in 30 min.',
    ],
  ])('%s with %j', async (id, set, file, message) => {
    expect(await toldWith(id, set, file)).toEqual([message]);
  });
});
