import { describe, expect, test } from 'vitest';
import { lintFiles, type LintedFiles } from '../../../src/project/lint/lint-files.ts';
import { everywhere, type RuleSettings } from '../../../src/project/discovery/rule-settings.ts';
import { rules } from '../../../eslint-plugin/rules/index.ts';
import { fakeKey } from '../../fake-keys.ts';

const CALL = 'curl https://a.klaviyo.com/api/lists';

async function lint(files: Record<string, string>, settings: RuleSettings = {}): Promise<LintedFiles> {
  const read = (path: string): Buffer | undefined => (files[path] === undefined ? undefined : Buffer.from(files[path]));
  return lintFiles(read, Object.keys(files), { root: '/checked', asOf: '2026-11-20', settings: everywhere(settings) });
}

const places = ({ findings }: LintedFiles): string[] =>
  findings.map(
    ({ ruleId, line, column, endLine, endColumn }) =>
      `${ruleId.replace('klaviyo/', '')} ${line}:${column}-${endLine}:${endColumn}`,
  );
const placesIn = async (text: string, settings?: RuleSettings): Promise<string[]> =>
  places(await lint({ 'a.sh': text }, settings));

test('a finding says all that a report needs', async () => {
  const text = 'echo\n  curl -d {} \\\n    https://a.klaviyo.com/api/lists -H "revision: 2026-07-15"\n';
  expect(await lint({ 'bin/sync.sh': text })).toEqual({
    findings: [
      {
        ruleId: 'klaviyo/no-raw-http',
        severity: 'error',
        message:
          "This call goes to 'POST /api/lists' from where the SDK cannot be imported, so nothing retries it or keeps its revision. Send 'POST /api/lists' with revision 2026-07-15, wait after a 429 as 'Retry-After' says, and allow the client in 'allowClients' of this rule.",
        path: 'bin/sync.sh',
        line: 2,
        column: 3,
        endLine: 3,
        endColumn: 62,
        helpUrl: rules['no-raw-http'].meta.docs.url,
        lineText: '  curl -d {} \\',
        construct: 'curl -d {} https://a.klaviyo.com/api/lists -H revision: 2026-07-15',
      },
    ],
    skipped: [],
    count: 1,
    analyzed: [],
  });
});

describe('a revision is reported where it is written, with a suggestion', () => {
  test.each([
    ['in the header', 'curl -H "revision: 2024-02-15" "https://a.klaviyo.com/client/events"', '1:20-1:30'],
    [
      'in a variable',
      'REVISION=2024-02-15\ncurl -H "revision: $REVISION" "https://a.klaviyo.com/client/events"',
      '1:10-1:20',
    ],
    ['in a default', 'curl -H "revision: ${REVISION:-2024-02-15}" "https://a.klaviyo.com/client/events"', '1:32-1:42'],
    [
      'in a list',
      'H=(\n  -H \'revision: 2024-02-15\'\n)\ncurl "${H[@]}" "https://a.klaviyo.com/client/events"',
      '2:17-2:27',
    ],
    [
      'behind a byte order mark',
      '\uFEFFcurl -H "revision: 2024-02-15" "https://a.klaviyo.com/client/events"',
      '1:20-1:30',
    ],
    [
      'behind line ends of Windows',
      'echo\r\ncurl -H "revision: 2024-02-15" \\\r\n  "https://a.klaviyo.com/client/events"',
      '2:20-2:30',
    ],
  ])('%s', async (_, text, place) => {
    const result = await lint({ 'a.sh': text });
    expect(places(result)).toEqual([`no-outdated-revision ${place}`]);
    const [suggestion] = result.findings[0]?.suggestions ?? [];
    expect(suggestion?.title).toBe("Send the newest stable revision, '2026-07-15'.");
    const [edit] = suggestion?.edits ?? [];
    expect(text.slice(edit?.start, edit?.end)).toBe('2024-02-15');
    expect(edit?.text).toBe('2026-07-15');
  });

  test('once, however many send it', async () => {
    const text =
      'R=2024-02-15\ncurl -H "revision: $R" "https://a.klaviyo.com/client/events"\ncurl -H "revision: $R" "https://a.klaviyo.com/client/profiles"';
    expect(await placesIn(text)).toEqual(['no-outdated-revision 1:3-1:13']);
  });

  test('without a suggestion where it is not written as it reads', async () => {
    const { findings } = await lint({
      'a.sh': 'curl -H $\'revision: 2024\\x2d02-15\' "https://a.klaviyo.com/client/events"',
    });
    expect(findings[0]).toMatchObject({ ruleId: 'klaviyo/no-outdated-revision', line: 1 });
    expect(findings[0]).not.toHaveProperty('suggestions');
  });
});

test.each([
  ['2024-02-15', 'error'],
  ['2025-01-15', 'warning'],
  ['tomorrow', 'error'],
])('the revision %s is an %s, as in JavaScript', async (revision, severity) => {
  const { findings } = await lint({ 'a.sh': `curl -H "revision: ${revision}" https://a.klaviyo.com/client/events` });
  expect(findings.map(finding => finding.severity)).toEqual([severity]);
});

describe('a revision is missing', () => {
  test.each([
    ['to the API', 'curl https://a.klaviyo.com/api/lists', ['no-raw-http 1:1-1:37', 'require-revision 1:1-1:37']],
    ['to the API for browsers', 'curl https://a.klaviyo.com/client/events', ['require-revision 1:1-1:41']],
    ['to an API that is gone', 'curl https://a.klaviyo.com/api/v2/lists', ['no-legacy-api 1:1-1:40']],
    [
      'to an API that is gone and knew no revisions',
      "curl -H 'revision: 2022-10-17' https://a.klaviyo.com/api/track",
      ['no-legacy-api 1:1-1:63'],
    ],
    ['where the headers are not known', 'curl "$@" https://a.klaviyo.com/client/events', []],
    ['where none is needed', 'curl https://a.klaviyo.com/client/ip-allowlists', []],
    ['where the address is not known', 'curl "$URL"', []],
  ])('%s', async (_, text, expected) => {
    expect(await placesIn(`${text} # klaviyo`)).toEqual(expected);
  });
});

describe('where the host is not known', () => {
  test('the scheme of the key shows it', async () => {
    expect(
      await placesIn('curl -H "Authorization: Klaviyo-API-Key $KEY" -H "revision: 2026-07-15" "$BASE/profiles"'),
    ).toEqual(['no-raw-http 1:1-1:89']);
  });

  test.each([
    ['another scheme shows nothing', 'curl -H "Authorization: Bearer $KLAVIYO" "$BASE/profiles"'],
    [
      'another host is another host',
      'curl -H "Authorization: Klaviyo-API-Key $KEY" https://proxy.example/api/profiles',
    ],
  ])('%s', async (_, text) => {
    expect(await placesIn(text)).toEqual([]);
  });
});

describe('silent', () => {
  test.each([
    'curl https://status.klaviyo.com/api/v2/status.json',
    'curl https://static.klaviyo.com/onsite/js/klaviyo.js',
    'curl https://www.klaviyo.com/api/lists',
    'curl https://a.klaviyo.com.example/api/lists',
    'curl https://example.com/?to=https://a.klaviyo.com/api/lists',
    'curl https://a.klaviyo.com/oauth/token',
    'curl -H "revision: 2026-07-15" https://a.klaviyo.com/client/events',
    'curl -o a.klaviyo.com/api/lists https://shop.example/klaviyo',
    `echo '${CALL}'`,
    `# ${CALL}`,
  ])('%s', async text => {
    expect(await lint({ 'a.sh': `# klaviyo\n${text}` })).toEqual({ findings: [], skipped: [], count: 1, analyzed: [] });
  });
});

test.each(['README.md', 'notes.txt', 'a.ps1', 'a.py', 'a.yml', 'Makefile.txt', 'src/action.ts.snap'])(
  'a file like %s is not read',
  async path => {
    expect(await lint({ [path]: `${CALL}\n` })).toEqual({ findings: [], skipped: [], count: 0, analyzed: [] });
  },
);

test.each(['a.sh', 'a.bash', 'bin/a.SH', 'Dockerfile', 'docker/Dockerfile.prod', 'app.dockerfile', 'Containerfile'])(
  'a file like %s is read',
  async path => {
    const { findings } = await lint({
      [path]: `RUN=1\nRUN ${CALL}\n`.replace(/^RUN=1\nRUN /, /docker|container/i.test(path) ? 'FROM a\nRUN ' : '\n'),
    });
    expect(findings.map(({ path: at, line }) => `${at} ${line}`)).toEqual([`${path} 2`, `${path} 2`]);
  },
);

test.each(['.github/workflows/a.yml', 'sub/.github/workflows/b.yaml', 'action.yml', 'actions/x/action.yaml'])(
  'a file like %s is read for its steps',
  async path => {
    const steps = `steps:\n      - run: ${CALL}\n        shell: bash\n`;
    const { findings } = await lint({
      [path]: path.includes('workflows') ? `jobs:\n  a:\n    ${steps}` : `runs:\n    ${steps}`,
    });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['klaviyo/no-raw-http', 'klaviyo/require-revision']);
  },
);

describe('a file without an extension is read', () => {
  test.each([
    '#!/bin/sh',
    '#!/bin/bash -e',
    '#!/usr/bin/env bash',
    '#! /usr/bin/env -S bash -e',
    '#!/usr/local/bin/dash',
  ])('for the first line %j', async line => {
    expect((await lint({ 'bin/sync': `${line}\n${CALL}\n` })).findings).toHaveLength(2);
  });

  test.each(['', '#!/usr/bin/env perl', '#!/usr/bin/python3', '# !/bin/sh', '#!/bin/fish', '#!/bin/shell'])(
    'not for the first line %j',
    async line => {
      expect(await lint({ 'bin/sync': `${line}\n${CALL}\n` })).toEqual({
        findings: [],
        skipped: [],
        count: 0,
        analyzed: [],
      });
    },
  );
});

describe('a comment silences the next line', () => {
  const DISABLE = '# klaviyo-lint-disable-next-line';
  const ALL = `${DISABLE} klaviyo/no-raw-http, klaviyo/require-revision -- a health check`;

  test.each([
    ['for one rule', `${DISABLE} klaviyo/no-raw-http -- a health check\n${CALL}`, ['require-revision 2:1-2:37']],
    [
      'not for a rule that only the reason names',
      `${DISABLE} klaviyo/no-raw-http -- a health check, klaviyo/require-revision\n${CALL}`,
      ['require-revision 2:1-2:37'],
    ],
    ['for two rules', `${DISABLE} klaviyo/no-raw-http, klaviyo/require-revision -- a health check\n${CALL}`, []],
    [
      'for what stands in the lines of its command',
      `${DISABLE} klaviyo/no-outdated-revision -- a test\ncurl \\\n  -H "revision: 2024-02-15" https://a.klaviyo.com/client/events`,
      [],
    ],
    [
      'not without a rule',
      `${DISABLE} -- a health check\n${CALL}`,
      ['no-raw-http 2:1-2:37', 'require-revision 2:1-2:37'],
    ],
    [
      'not without a reason',
      `${DISABLE} klaviyo/no-raw-http\n${CALL}`,
      ['no-raw-http 2:1-2:37', 'require-revision 2:1-2:37'],
    ],
    [
      'not for another rule',
      `${DISABLE} klaviyo/no-hardcoded-key -- a test\n${CALL}`,
      ['no-raw-http 2:1-2:37', 'require-revision 2:1-2:37'],
    ],
    ['not for the line after it', `${ALL}\n\n${CALL}`, ['no-raw-http 3:1-3:37', 'require-revision 3:1-3:37']],
    ['not for its own line', `${CALL} ${ALL}`, ['no-raw-http 1:1-1:37', 'require-revision 1:1-1:37']],
    [
      'not by another name',
      `# klaviyo-lint-disable-next-lines\n${CALL}`,
      ['no-raw-http 2:1-2:37', 'require-revision 2:1-2:37'],
    ],
  ])('%s', async (_, text, expected) => {
    expect(await placesIn(text)).toEqual(expected);
  });

  test('in a workflow, as a comment of YAML', async () => {
    const text = `jobs:\n  a:\n    steps:\n      ${ALL}\n      - run: ${CALL}\n`;
    const { findings, suppressed = [] } = await lint({ '.github/workflows/a.yml': text });
    expect(findings).toEqual([]);
    expect(suppressed.map(({ ruleId, line, suppression }) => [ruleId, line, suppression.reason])).toEqual([
      ['klaviyo/no-raw-http', 5, 'a health check'],
      ['klaviyo/require-revision', 5, 'a health check'],
    ]);
  });
});

describe('the settings of a rule hold', () => {
  test.each<[string, RuleSettings, string[]]>([
    ['off', { 'klaviyo/no-raw-http': { level: 'off' } }, ['require-revision 1:1-1:37']],
    [
      'a path that is allowed',
      { 'klaviyo/no-raw-http': { options: { allowPaths: ['/api/lists'] } } },
      ['require-revision 1:1-1:37'],
    ],
    [
      'a file that is allowed',
      { 'klaviyo/no-raw-http': { options: { allowFiles: ['*.sh'] } } },
      ['require-revision 1:1-1:37'],
    ],
    [
      'a client that is allowed',
      { 'klaviyo/no-raw-http': { options: { allowClients: ['curl'] } } },
      ['require-revision 1:1-1:37'],
    ],
    [
      'another client',
      { 'klaviyo/no-raw-http': { options: { allowClients: ['axios'] } } },
      ['no-raw-http 1:1-1:37', 'require-revision 1:1-1:37'],
    ],
  ])('%s', async (_, settings, expected) => {
    expect(await placesIn(CALL, settings)).toEqual(expected);
  });

  test('a warning', async () => {
    const { findings } = await lint({ 'a.sh': CALL }, { 'klaviyo/no-raw-http': { level: 'warn' } });
    expect(findings.map(({ severity }) => severity)).toEqual(['warning', 'error']);
  });
});

test('a key in an address does not come into a message', async () => {
  const { findings } = await lint({ 'a.sh': `curl https://a.klaviyo.com/api/v2/list/${fakeKey()}` });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.message).not.toContain(fakeKey());
});

describe('what was not looked at is reported', () => {
  test('a script that does not parse, with the line, and the rest counts', async () => {
    const { findings, skipped } = await lint({ 'a.sh': `${CALL}\nif x; then\n` });
    expect(findings).toHaveLength(2);
    expect(skipped).toEqual([
      { id: 'file', path: 'a.sh', reason: expect.stringMatching(/^a command in it does not parse \(line [23]\)$/) },
    ]);
  });

  test('a script that is larger than anybody writes', async () => {
    const { skipped } = await lint({ 'a.sh': `# klaviyo\n${'x'.repeat(128 * 1024)}` });
    expect(skipped).toEqual([{ id: 'file', path: 'a.sh', reason: 'it is larger than 128 KB' }]);
  });

  test('not a large file that may be anything', async () => {
    expect((await lint({ LICENSE: `klaviyo\n${'x'.repeat(128 * 1024)}`, data: 'klaviyo\0' })).skipped).toEqual([]);
  });

  test('not a script that says nothing of the vendor', async () => {
    expect(await lint({ 'a.sh': 'if x; then' })).toEqual({ findings: [], skipped: [], count: 0, analyzed: [] });
  });
});

test.each([
  ['.github', 'workflows/a.yml', true],
  ['.github/workflows', 'a.yml', true],
  ['shop', '.github/workflows/a.yml', true],
  ['shop', 'workflows/a.yml', false],
  ['my.github', 'workflows/a.yml', false],
])("in the checked folder '%s', '%s' is a workflow: %s", async (root, path, isWorkflow) => {
  const text = `jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${CALL}\n`;
  const { count } = await lintFiles(name => (name === path ? Buffer.from(text) : undefined), [path], {
    root: `/checked/${root}`,
    asOf: '2026-11-20',
  });
  expect(count).toBe(isWorkflow ? 1 : 0);
});
