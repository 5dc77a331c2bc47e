import { describe, expect, test } from 'vitest';
import { rules } from '../../../eslint-plugin-customerio/rules/index.ts';
import { everywhere, type RuleSettings } from '../../../src/project/discovery/rule-settings.ts';
import { lintFiles, type LintedFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../virtual-files.ts';

async function lint(files: VirtualFiles, settings: RuleSettings = {}): Promise<LintedFiles> {
  return lintFiles(virtualReader(files), Object.keys(files), {
    root: '/checked',
    asOf: '2026-11-20',
    settings: everywhere(settings),
  });
}

async function placesIn(files: VirtualFiles, settings?: RuleSettings): Promise<string[]> {
  const { findings } = await lint(files, settings);
  return findings.map(({ ruleId, path, line, column }) => `${path}:${line}:${column} ${ruleId}`);
}

async function messageOf(command: string): Promise<string | undefined> {
  const { findings } = await lint({ 'a.sh': command });
  return findings[0]?.message;
}

const CALL = 'curl -X PUT https://track.customer.io/api/v1/customers/1 -d @person.json';

test('a finding says all that a report needs', async () => {
  expect(await lint({ 'bin/sync.sh': `echo\n  ${CALL}\n` })).toEqual({
    findings: [
      {
        ruleId: 'customerio/no-raw-http',
        severity: 'error',
        message:
          "This call goes to 'PUT /api/v1/customers/1' of 'track.customer.io', the host of accounts in the US, from where the SDK cannot be imported, so nothing repeats it after a failure. Repeat it after 429 and 5xx with '--fail --retry 5', send it to 'track-eu.customer.io' for an account in the EU, and allow the client in 'allowClients' of this rule.",
        path: 'bin/sync.sh',
        line: 2,
        column: 3,
        endLine: 2,
        endColumn: 3 + CALL.length,
        helpUrl: rules['no-raw-http'].meta.docs.url,
        lineText: `  ${CALL}`,
        construct: CALL,
      },
    ],
    skipped: [],
    count: 1,
    analyzed: [],
  });
});

describe('commands are found where they stand', () => {
  test.each<[string, VirtualFiles, string]>([
    ['in a script', { 'a.sh': CALL }, 'a.sh:1:1'],
    ['in an executable', { 'bin/send': `#!/bin/sh\n${CALL}\n` }, 'bin/send:2:1'],
    ['in a Dockerfile', { Dockerfile: `FROM alpine\nRUN ${CALL}\n` }, 'Dockerfile:2:5'],
    ['in a Makefile', { Makefile: `send:\n\t${CALL}\n` }, 'Makefile:2:2'],
    [
      'in a workflow',
      {
        '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${CALL}\n`,
      },
      '.github/workflows/a.yml:6:14',
    ],
    ['in a manifest', { 'package.json': `{ "scripts": { "send": "${CALL}" } }` }, 'package.json:1:25'],
    ['in a pipeline', { '.gitlab-ci.yml': `send:\n  script:\n    - ${CALL}\n` }, '.gitlab-ci.yml:3:7'],
  ])('%s', async (_, files, place) => {
    expect(await placesIn(files)).toEqual([`${place} customerio/no-raw-http`]);
  });

  test('and nowhere else', async () => {
    expect(
      await placesIn({
        'a.sh': 'curl https://status.customer.io/api/v2/status.json\necho "https://track.customer.io/api/v1/events"\n',
        'b.sh':
          'curl https://track.customer.io.example/api/v1/events\ncurl "https://$HOST.customer.io/api/v1/events"\n',
        'README.md': CALL,
        'package.json': '{ "homepage": "https://customer.io", "scripts": { "send": "node customerio.js" } }',
        Dockerfile: '# curl https://track.customer.io/api/v1/events\nFROM alpine\n',
      }),
    ).toEqual([]);
  });
});

describe('the advice fits the place', () => {
  test.each([
    [
      'an account in the EU',
      'curl https://api-eu.customer.io/v1/campaigns',
      "'api-eu.customer.io', the host of accounts in the EU",
    ],
    [
      'the other host',
      'curl https://api-eu.customer.io/v1/campaigns',
      "send it to 'api.customer.io' for an account in the US",
    ],
    ['an earlier host', 'curl https://beta-api.customer.io/v1/api/campaigns', "Send it to 'api.customer.io'"],
    [
      'the host of another API',
      "curl -d '{}' https://track.customer.io/v1/send/email",
      "while the SDK sends it to 'api.customer.io/v1/send/email'. Send it there",
    ],
    [
      'a path without a method',
      'curl https://api.customer.io/v1/nothing',
      "for which 'customerio-node' has no method. Check the path and the verb",
    ],
    ['wget', 'wget https://api.customer.io/v1/campaigns', "with '--tries=5 --retry-on-http-error=429,500,502,503,504'"],
    ['another client', 'http https://api.customer.io/v1/campaigns', 'after 429 and 5xx with growing pauses'],
    [
      'a path that is not known',
      'curl "https://api.customer.io/$API_PATH"',
      "'api.customer.io', the host of accounts in the US",
    ],
  ])('%s', async (_, command, expected) => {
    expect(await messageOf(command)).toContain(expected);
  });

  test('and no SDK is named that a shell cannot import', async () => {
    expect(await messageOf(CALL)).not.toContain('customerio-node');
  });
});

describe('a call is let pass', () => {
  test.each<[string, RuleSettings]>([
    ['by its client', { 'customerio/no-raw-http': { level: 'error', options: { allowClients: ['curl'] } } }],
    ['by its path', { 'customerio/no-raw-http': { level: 'error', options: { allowPaths: ['/api/v1/customers/*'] } } }],
    ['where the rule is off', { 'customerio/no-raw-http': { level: 'off' } }],
  ])('%s', async (_, settings) => {
    expect(await placesIn({ 'a.sh': CALL }, settings)).toEqual([]);
  });

  test('by a comment with a reason, which is reported', async () => {
    const text = `# klaviyo-lint-disable-next-line customerio/no-raw-http -- once a year\n${CALL}\n`;
    const { findings, suppressed } = await lint({ 'a.sh': text });
    expect(findings).toEqual([]);
    expect(suppressed?.map(({ ruleId, suppression }) => [ruleId, suppression])).toEqual([
      ['customerio/no-raw-http', { reason: 'once a year' }],
    ]);
  });

  test('but not by a comment about the rule of another vendor', async () => {
    const text = `# klaviyo-lint-disable-next-line klaviyo/no-raw-http -- once a year\n${CALL}\n`;
    expect(await placesIn({ 'a.sh': text })).toEqual(['a.sh:2:1 customerio/no-raw-http']);
  });
});

test('each vendor judges its own requests', async () => {
  const text = `${CALL}\ncurl -H 'revision: 2026-07-15' https://a.klaviyo.com/api/lists\n`;
  expect((await placesIn({ 'a.sh': text })).sort()).toEqual([
    'a.sh:1:1 customerio/no-raw-http',
    'a.sh:2:1 klaviyo/no-raw-http',
  ]);
});
