import { describe, expect, test } from 'vitest';
import { collectEvidence } from '../../src/checklist/collect-evidence.ts';
import { collectors, type EvidenceId } from '../../src/checklist/klaviyo/collectors.ts';
import { KLAVIYO } from '../../src/checklist/klaviyo/index.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/thresholds.ts';
import type { VirtualFiles } from '../project/virtual-files.ts';
import { evidenceIn, factsIn } from '../support/evidence.ts';

type Case = [name: string, files: VirtualFiles, found: string[]];

const CLIENT = "import { ProfilesApi } from 'klaviyo-api';\n";
const HOOK = "app.post('/webhooks/klaviyo', handler);\n";
const workflow = (steps: string, on = 'on: push'): string =>
  `${on}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;
const WORKFLOW = '.github/workflows/a.yml';

/** What each collector finds, as `path:line message`, and what it must not take for a sign. */
const CASES: Record<Exclude<EvidenceId, `alert-${string}`>, Case[]> = {
  limiter: [
    [
      'a package',
      { 'a.ts': `${CLIENT}import pLimit from 'p-limit';\n` },
      ["a.ts:2 'p-limit' limits how many calls are under way, or how many begin."],
    ],
    [
      'a package in a file that the client imports',
      { 'a.ts': `${CLIENT}import { run } from './b.js';\n`, 'b.ts': "const Bottleneck = require('bottleneck');\n" },
      ["b.ts:1 'bottleneck' limits how many calls are under way, or how many begin."],
    ],
    [
      'a queue of async',
      { 'a.ts': `${CLIENT}async.queue(send, 5);\n` },
      ["a.ts:2 'async.queue' limits how many calls are under way."],
    ],
    [
      'a semaphore made by hand',
      { 'a.ts': `${CLIENT}const gate = new Semaphore(5);\n` },
      ["a.ts:2 'new Semaphore' limits how many calls are under way, or how many begin."],
    ],
    [
      'not one in code that has nothing to do with Klaviyo',
      { 'a.ts': CLIENT, 'c.ts': "import pLimit from 'p-limit';\n" },
      [],
    ],
    [
      'the throttle of an Inngest job',
      { 'a.ts': `${CLIENT}import { inngest } from 'inngest';\ninngest.createFunction({ throttle: { limit: 5 } });\n` },
      ["a.ts:3 The setting 'throttle' limits how often a job runs."],
    ],
    ['not a type of a package', { 'a.ts': `${CLIENT}import type PQueue from 'p-queue';\n` }, []],
    ['not types alone', { 'a.ts': `${CLIENT}import { type Options } from 'p-queue';\n` }, []],
    [
      'not the limit of what comes in',
      { 'a.ts': `${CLIENT}import rateLimit from 'express-rate-limit';\nrateLimit({ max: 5 });\n` },
      [],
    ],
    ['not a throttle of the page', { 'a.ts': `${CLIENT}import { throttle } from 'lodash';\nthrottle(draw, 5);\n` }, []],
    ['not one in a comment', { 'a.ts': `${CLIENT}// import pLimit from 'p-limit';\n` }, []],
    ['not one in a test', { 'a.ts': CLIENT, 'test/a.test.ts': `${CLIENT}import pLimit from 'p-limit';\n` }, []],
  ],
  'circuit-breaker': [
    [
      'opossum',
      { 'a.js': `${CLIENT}import CircuitBreaker from 'opossum';\n` },
      ["a.js:2 'opossum' opens a circuit while calls fail."],
    ],
    [
      'one made by hand',
      { 'a.js': `${CLIENT}new KlaviyoCircuitBreaker();\n` },
      ["a.js:2 'new KlaviyoCircuitBreaker' looks like a circuit breaker."],
    ],
    ['not the word alone', { 'a.js': `${CLIENT}const text = 'a circuit breaker';\n` }, []],
  ],
  'job-queue': [
    [
      'BullMQ',
      { 'a.js': `${CLIENT}import { Queue } from 'bullmq';\n` },
      ["a.js:2 'bullmq' keeps jobs until they succeed."],
    ],
    ['not an array of that name', { 'a.js': `${CLIENT}const queue = [];\n` }, []],
  ],
  'dead-letter-queue': [
    [
      'a name in code',
      { 'a.js': `${CLIENT}const deadLetterQueue = make('x');\n` },
      ["a.js:2 'deadLetterQueue' looks like a queue for what failed for good."],
    ],
    [
      'a redrive policy in Terraform',
      { 'queue.tf': 'resource "aws_sqs_queue" "klaviyo" {\n  redrive_policy = jsonencode({})\n}\n' },
      ["queue.tf:2 'redrive_policy' keeps what failed for good."],
    ],
    [
      'a consumer of Cloudflare',
      {
        'wrangler.toml':
          'name = "shop"\n[[queues.consumers]]\nqueue = "klaviyo"\ndead_letter_queue = "klaviyo-failed"\n',
      },
      ["wrangler.toml:4 'dead_letter_queue' keeps what failed for good."],
    ],
    [
      'not a consumer without one',
      { 'wrangler.toml': '[[queues.consumers]]\nqueue = "klaviyo"\n# dead_letter_queue = "x"\n' },
      [],
    ],
    ['not a letter', { 'a.js': `${CLIENT}const newsletter = make('letter');\n` }, []],
  ],
  'idempotency-store': [
    [
      'a key that Redis writes once',
      { 'a.js': `${HOOK}redis.set(id, '1', 'NX', 'EX', 60);\n` },
      ["a.js:2 'redis.set' keeps what was handled only once."],
    ],
    [
      'a row that is inserted once, in a file that the receiver imports',
      {
        'a.js': `import { store } from './store.js';\n${HOOK}`,
        'store.js': 'db.query(`INSERT INTO seen VALUES ($1) ON CONFLICT DO NOTHING`);\n',
      },
      ['store.js:1 This statement inserts a row only once.'],
    ],
    [
      'a name',
      { 'a.js': `${HOOK}async function alreadyProcessed(id) {}\n` },
      ["a.js:2 'alreadyProcessed' looks like it remembers what was handled."],
    ],
    [
      'a row with the id of the delivery',
      { 'a.js': `${HOOK}prisma.delivery.upsert({ where: { eventId }, create: {}, update: {} });\n` },
      ["a.js:2 'prisma.delivery.upsert' keeps what was handled only once."],
    ],
    [
      'rows without duplicates',
      { 'a.js': `${HOOK}prisma.event.createMany({ data, skipDuplicates: true });\n` },
      ["a.js:2 'prisma.event.createMany' keeps what was handled only once."],
    ],
    [
      'not any write',
      {
        'a.js': `${HOOK}users.insertOne(user);\nprisma.user.upsert({ where: { email } });\nprisma.user.createMany({ data });\n`,
      },
      [],
    ],
    ['not a cache that overwrites', { 'a.js': `${HOOK}redis.set(id, '1');\n` }, []],
    ['not a store of something else', { 'a.js': HOOK, 'b.js': "redis.set(id, '1', 'NX'); // klaviyo\n" }, []],
  ],
  'feature-flag': [
    [
      'a variable',
      { 'a.js': "if (process.env.KLAVIYO_ENABLED === 'true') start();\n" },
      ["a.js:1 The variable 'KLAVIYO_ENABLED' switches the integration."],
    ],
    [
      'a flag of LaunchDarkly',
      { 'a.js': "await client.variation('klaviyo-events', context, false);\n" },
      ["a.js:1 The flag 'klaviyo-events' switches the integration."],
    ],
    [
      'a flag of OpenFeature',
      { 'a.js': "await flags.getBooleanValue('use-klaviyo', false);\n" },
      ["a.js:1 The flag 'use-klaviyo' switches the integration."],
    ],
    [
      'not a name that is longer than any',
      { 'a.js': `start(process.env.${'KLAVIYO_WEBHOOK_'.repeat(5000)}ENABLE);\n` },
      [],
    ],
    ['not the words the wrong way round', { 'a.js': 'start(process.env.ACTIVE_KLAVIYO_LIST);\n' }, []],
    ['not the key', { 'a.js': 'new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY);\n' }, []],
    ['not another flag', { 'a.js': `${CLIENT}await client.variation('checkout', context);\n` }, []],
  ],
  'public-key': [
    [
      'a variable of the browser',
      { 'a.js': 'init(process.env.NEXT_PUBLIC_KLAVIYO_COMPANY_ID);\n' },
      ["a.js:1 The variable 'NEXT_PUBLIC_KLAVIYO_COMPANY_ID' holds the public key."],
    ],
    [
      'a page',
      {
        'index.html':
          '<p></p>\n<script src="https://static.klaviyo.com/onsite/js/klaviyo.js?company_id=AbC123"></script>\n',
      },
      ['index.html:2 The page names the account by its public key.'],
    ],
    [
      'the address of a call',
      { 'a.js': 'fetch(`https://a.klaviyo.com/client/events?company_id=${company}`);\n' },
      ['a.js:1 The address names the account by its public key.'],
    ],
    ['not a private key', { 'a.js': 'init(process.env.NEXT_PUBLIC_KLAVIYO_PRIVATE_KEY);\n' }, []],
    ['not a key that may be private', { 'a.js': 'init(import.meta.env.VITE_KLAVIYO_API_KEY);\n' }, []],
    ['not the id of a list', { 'a.js': 'init(process.env.PUBLIC_KLAVIYO_LIST_ID);\n' }, []],
    ['not a page without it', { 'index.html': '<a href="https://www.klaviyo.com">Klaviyo</a>\n' }, []],
  ],
  'phone-validation': [
    [
      'a library',
      { 'a.ts': `${CLIENT}import parse from 'libphonenumber-js/min';\n` },
      ["a.ts:2 'libphonenumber-js/min' validates phone numbers."],
    ],
    [
      'a pattern',
      { 'a.ts': `${CLIENT}const shape = /^\\+[1-9]\\d{1,14}$/;\n` },
      ['a.ts:2 This pattern describes numbers of E.164.'],
    ],
    ['a schema', { 'a.ts': `${CLIENT}z.string().e164();\n` }, ["a.ts:2 'z.string.().e164' validates phone numbers."]],
    ['not a pattern of digits', { 'a.ts': `${CLIENT}const shape = /^\\d{5,}$/;\n` }, []],
  ],
  'status-watch': [
    [
      'a preflight on a schedule',
      {
        [WORKFLOW]: workflow('      - run: npx klaviyo-lint preflight\n', "on:\n  schedule:\n    - cron: '17 * * * *'"),
      },
      [`${WORKFLOW}:8 The preflight runs on the schedule '17 * * * *'.`],
    ],
    [
      'the Action on a schedule, with a key',
      {
        [WORKFLOW]: workflow(
          '      - uses: klaviyo-lint/klaviyo-lint@v0\n        with:\n          klaviyo-private-key: x\n',
          "on:\n  schedule:\n    - cron: '17 * * * *'",
        ),
      },
      [`${WORKFLOW}:8 The preflight runs on the schedule '17 * * * *'.`],
    ],
    [
      'the address of the page',
      { 'monitors.yml': 'klaviyo: https://status.klaviyo.com/history.rss\n' },
      ["monitors.yml:1 Klaviyo's status page is watched here."],
    ],
    [
      'a request of the page',
      { 'a.js': "await fetch('https://status.klaviyo.com/api/v2/status.json');\n" },
      ["a.js:1 This code reads Klaviyo's status page."],
    ],
    [
      'a request of the page by a name',
      { 'a.js': "const STATUS = 'https://status.klaviyo.com/api';\nawait axios.get(STATUS);\n" },
      ["a.js:2 This code reads Klaviyo's status page."],
    ],
    [
      'a command',
      { [WORKFLOW]: workflow('      - run: curl -sf https://status.klaviyo.com/api/v2/status.json\n') },
      [`${WORKFLOW}:6 This command reads Klaviyo's status page.`],
    ],
    [
      'a command of several lines',
      {
        [WORKFLOW]: workflow(
          '      - run: |\n          curl -sf \\\n            --max-time 5 \\\n            https://status.klaviyo.com/api/v2/status.json\n',
        ),
      },
      [`${WORKFLOW}:7 This command reads Klaviyo's status page.`],
    ],
    [
      'a command of several lines in a script',
      { 'a.sh': '#!/bin/sh\ncurl \\\n  "https://status.klaviyo.com/api/v2/status.json"\n' },
      ["a.sh:2 This command reads Klaviyo's status page."],
    ],
    [
      'not an address in a comment behind a command',
      { 'a.sh': 'curl -sf https://shop.example # as https://status.klaviyo.com\n' },
      [],
    ],
    [
      'not an address in a comment below a command',
      {
        [WORKFLOW]: workflow(
          '      - run: |\n          curl -sf \\\n          # https://status.klaviyo.com\n            https://shop.example\n',
        ),
      },
      [],
    ],
    [
      'not an address on the line below a command that ended',
      { 'a.sh': 'curl -sf https://shop.example\necho https://status.klaviyo.com\n' },
      [],
    ],
    [
      'a target of Prometheus',
      {
        'p.yml': 'scrape_configs:\n  - static_configs:\n      - targets:\n          - https://status.klaviyo.com\n',
      },
      ["p.yml:4 Klaviyo's status page is watched here."],
    ],
    ['not a text of the code', { 'a.js': "const help = 'See https://status.klaviyo.com';\nlog(help);\n" }, []],
    ['not an address that is logged', { 'a.js': "console.log('https://status.klaviyo.com');\n" }, []],
    ['not a link', { 'links.json': { footer: [{ title: 'Klaviyo', url: 'https://status.klaviyo.com' }] } }, []],
    ['not the runbook of an alert', { 'monitors.yml': 'klaviyo:\n  runbook_url: https://status.klaviyo.com\n' }, []],
    ['not what is printed', { 'a.sh': 'echo see https://status.klaviyo.com\n' }, []],
    [
      'not a preflight by hand',
      { [WORKFLOW]: workflow('      - run: npx klaviyo-lint preflight\n', 'on: workflow_dispatch') },
      [],
    ],
    [
      'not the Action without a key',
      {
        [WORKFLOW]: workflow(
          '      - uses: klaviyo-lint/klaviyo-lint@v0\n',
          "on:\n  schedule:\n    - cron: '17 * * * *'",
        ),
      },
      [],
    ],
    [
      'not the key of another step',
      {
        [WORKFLOW]: workflow(
          '      - uses: klaviyo-lint/klaviyo-lint@v0\n      - uses: a/b@v1\n        with:\n          klaviyo-private-key: x\n',
          "on:\n  schedule:\n    - cron: '17 * * * *'",
        ),
      },
      [],
    ],
  ],
  'type-check-in-ci': [
    [
      'a command',
      { [WORKFLOW]: workflow('      - run: npm ci\n      - run: npx tsc --noEmit\n') },
      [`${WORKFLOW}:7 The types are checked here, against what the lock file installs.`],
    ],
    [
      'a script of the manifest, in several lines',
      {
        'package.json': { scripts: { types: 'tsc -p . --noEmit', all: 'npm run types' } },
        [WORKFLOW]: workflow('      - run: |\n          npm ci\n          npm run all\n'),
      },
      [`${WORKFLOW}:8 The script 'all' checks the types here, against what the lock file installs.`],
    ],
    [
      'a pipeline of GitLab',
      { '.gitlab-ci.yml': 'a:\n  script:\n    - pnpm install --frozen-lockfile\n    - pnpm tsc --noEmit\n' },
      ['.gitlab-ci.yml:4 The types are checked here, against what the lock file installs.'],
    ],
    [
      'one without an install from the lock file, which is weak',
      { [WORKFLOW]: workflow('      - run: npm install\n      - run: npx tsc --noEmit\n') },
      [
        `${WORKFLOW}:7 The types are checked here, but this file installs nothing from a lock file. Install with 'npm ci' before. (weak)`,
      ],
    ],
    ['not a build that writes', { [WORKFLOW]: workflow('      - run: npm ci\n      - run: npx tsc\n') }, []],
    ['not a script that nothing runs', { 'package.json': { scripts: { types: 'tsc --noEmit' } } }, []],
  ],
  rollback: [
    [
      'a setting of Fly',
      { 'fly.toml': 'app = "shop"\n[experimental]\nauto_rollback = true\n' },
      ["fly.toml:3 'auto_rollback' brings the previous version back when a rollout fails."],
    ],
    ['not a setting of Fly that is off', { 'fly.toml': '[experimental]\nauto_rollback = false\n' }, []],
    [
      'a command in a workflow',
      { [WORKFLOW]: workflow('      - run: kubectl rollout undo deployment/shop\n') },
      [`${WORKFLOW}:6 'kubectl rollout undo' brings the previous version back.`],
    ],
    [
      'a command in a script',
      { 'undo.sh': 'set -e\nvercel rollback\n' },
      ["undo.sh:2 'vercel rollback' brings the previous version back."],
    ],
    [
      'a Deployment',
      { 'k8s/a.yml': 'kind: Service\n---\nkind: Deployment\nspec: {}\n' },
      ["k8s/a.yml:3 A Kubernetes Deployment keeps its revisions: 'kubectl rollout undo' brings the previous one back."],
    ],
    ['an Argo Rollout', { 'k8s/a.yml': 'kind: Rollout\n' }, ['k8s/a.yml:1 An Argo Rollout can be undone.']],
    [
      'not a comment in a block',
      { [WORKFLOW]: workflow('      - run: |\n          # vercel rollback\n          vercel deploy\n') },
      [],
    ],
    ['not a comment', { 'undo.sh': '# vercel rollback\nvercel deploy\n' }, []],
    [
      'not a reference to a Deployment',
      { 'k8s/hpa.yml': 'kind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n' },
      [],
    ],
  ],
  'secret-store': [
    [
      'SOPS',
      { '.sops.yaml': 'creation_rules:\n  - age: age1\n' },
      ['.sops.yaml:2 SOPS encrypts secrets by these rules.'],
    ],
    [
      'External Secrets',
      { 'k8s/a.yml': 'kind: ExternalSecret\n' },
      ["k8s/a.yml:1 A resource of the kind 'ExternalSecret' reads secrets from a store."],
    ],
    [
      'the Action of Vault',
      { [WORKFLOW]: workflow('      - uses: hashicorp/vault-action@v3\n') },
      [`${WORKFLOW}:6 'hashicorp/vault-action' reads secrets from a store.`],
    ],
    [
      'a secret of GitHub',
      {
        [WORKFLOW]: workflow('      - run: deploy\n        env:\n          KEY: ${{ secrets.KLAVIYO_PRIVATE_KEY }}\n'),
      },
      [`${WORKFLOW}:8 The secret 'KLAVIYO_PRIVATE_KEY' is one of GitHub's.`],
    ],
    [
      'Doppler',
      { 'start.sh': 'doppler run -- node server.js\n' },
      ["start.sh:1 'doppler run' reads secrets from a store."],
    ],
    [
      'a secret manager in Terraform',
      { 'a.tf': 'resource "aws_secretsmanager_secret" "key" {\n  name = "klaviyo-key"\n}\n' },
      ["a.tf:2 Terraform keeps the secret 'klaviyo-key' in a store."],
    ],
    [
      'the client of one',
      { 'a.js': `${CLIENT}import { SecretManagerServiceClient } from '@google-cloud/secret-manager';\n` },
      ["a.js:2 '@google-cloud/secret-manager' reads secrets from a store."],
    ],
    [
      'not the secret of another service',
      { [WORKFLOW]: workflow('      - run: deploy\n        env:\n          KEY: ${{ secrets.NPM_TOKEN }}\n') },
      [],
    ],
  ],
};

test('every collector but those of alerts has cases', () => {
  const ids = collectors.map(({ id }) => id).filter(id => !id.startsWith('alert-'));
  expect(Object.keys(CASES).sort()).toEqual(ids.sort());
});

describe.each(Object.entries(CASES))('%s', (id, cases) => {
  test.each(cases)('%s', async (_, files, found) => {
    const seen = await evidenceIn(id as EvidenceId, files);
    expect(
      seen.map(({ path, line, message, isWeak }) => `${path}:${line} ${message}${isWeak ? ' (weak)' : ''}`),
    ).toEqual(found);
  });
});

test('of one collector five places are shown, the strong signs first', async () => {
  const steps = ['      - run: npx tsc --noEmit\n'];
  const weak = Object.fromEntries(
    Array.from({ length: 6 }, (_, index) => [`.github/workflows/a${index}.yml`, workflow(steps.join(''))]),
  );
  const facts = await factsIn({
    ...weak,
    '.github/workflows/z.yml': workflow('      - run: npm ci\n      - run: npx tsc --noEmit\n'),
  });
  const found = collectEvidence(KLAVIYO, facts, DEFAULT_THRESHOLDS).get('type-check-in-ci') ?? [];
  expect(found.map(({ path }) => path)).toEqual(
    ['z', 'a0', 'a1', 'a2', 'a3'].map(name => `.github/workflows/${name}.yml`),
  );
});

test('what is no YAML shows nothing', async () => {
  expect(
    await evidenceIn('rollback', { 'chart/a.yml': '{{- if .Values.on }}\nkind: Deployment\n{{- end }}\n' }),
  ).toEqual([]);
});
