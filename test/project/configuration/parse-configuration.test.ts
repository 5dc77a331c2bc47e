import { describe, expect, test } from 'vitest';
import { type OwnSettings, parseConfiguration } from '../../../src/project/configuration/parse-configuration.ts';
import { type Problem, problemLine } from '../../../src/project/configuration/problem.ts';
import { fakeKey } from '../../fake-keys.ts';

const parsed = (text: string): OwnSettings | Problem[] => parseConfiguration('klaviyo-lint.json', text);

function problemsIn(text: string): string[] {
  const result = parsed(text);
  return Array.isArray(result) ? result.map(problemLine) : [];
}

const NOTHING = { isRoot: false, ignore: [], rules: {} };

test('all settings together, with comments and trailing commas', () => {
  const text = `{
  // for editors
  "$schema": "https://example.com/configuration.schema.json",
  "root": true,
  "ignore": ["/examples/"],
  "preset": "strict", /* all rules */
  "layers": { "routes": ["web/*"] },
  "failOn": "warning",
  "baseline": "lint/baseline.json",
  "checklist": { "require": ["A1", "B*", "*"] },
  "rules": { "no-raw-http": "off", },
}`;
  expect(parsed(text)).toEqual({
    isRoot: true,
    ignore: ['/examples/'],
    preset: 'strict',
    layers: { routes: ['web/*'] },
    failOn: 'warning',
    baseline: 'lint/baseline.json',
    requiredItems: ['A1', 'B*', '*'],
    rules: { 'klaviyo/no-raw-http': { level: 'off' } },
  });
});

test.each([
  ['an empty object', '{}', {}],
  ['a byte order mark and blanks', ' \n{}\n', {}],
  ['no baseline', '{ "baseline": false }', { baseline: false }],
  ['an unknown schema', '{ "$schema": "" }', {}],
])('%s is right', (_, text, expected) => {
  expect(parsed(text)).toEqual({ ...NOTHING, ...expected });
});

test.each([
  ['"off"', { level: 'off' }],
  ['"warn"', { level: 'warn' }],
  ['"error"', { level: 'error' }],
  ['0', { level: 'off' }],
  ['1', { level: 'warn' }],
  ['2', { level: 'error' }],
  ['["warn"]', { level: 'warn' }],
  ['[2, { "allowPaths": ["/api/lists"] }]', { level: 'error', options: { allowPaths: ['/api/lists'] } }],
  ['{ "allowPaths": ["/api/lists"] }', { options: { allowPaths: ['/api/lists'] } }],
  ['{}', { options: {} }],
])('a rule is set by %s', (setting, expected) => {
  expect(parsed(`{ "rules": { "klaviyo/no-raw-http": ${setting} } }`)).toEqual({
    ...NOTHING,
    rules: { 'klaviyo/no-raw-http': expected },
  });
});

test.each([
  ['no-raw-http', 'klaviyo/no-raw-http'],
  ['klaviyo/no-raw-http', 'klaviyo/no-raw-http'],
  ['floating-sdk-range', 'check/floating-sdk-range'],
  ['check/floating-sdk-range', 'check/floating-sdk-range'],
])('the id %s is one', (id, printed) => {
  expect(parsed(`{ "rules": { "${id}": "off" } }`)).toEqual({ ...NOTHING, rules: { [printed]: { level: 'off' } } });
});

describe('what is wrong is said with its place and a way out', () => {
  test.each<[string, string, unknown]>([
    [
      'no JSON',
      '{\n  "ignore": [}',
      '2:14: This is not valid JSON. Correct it; comments and trailing commas are allowed.',
    ],
    ['nothing', '', '1:1: This is not valid JSON. Correct it; comments and trailing commas are allowed.'],
    ['no object', '["/examples/"]', '1:1: A list does not fit here. Write an object.'],
    ['nearly a setting', '{ "ignores": [] }', "1:3: The setting 'ignores' does not exist. Did you mean 'ignore'?"],
    [
      'a setting that nobody knows',
      '{ "colours": [] }',
      "1:3: The setting 'colours' does not exist. Use one such as '$schema', 'root', 'ignore', 'preset', 'layers', 'failOn', 'baseline', 'checklist'.",
    ],
    [
      'nearly a threshold',
      '{ "thresholds": { "latencySecond": 2 } }',
      "1:19: The setting 'latencySecond' does not exist. Did you mean 'latencySeconds'?",
    ],
    [
      'a threshold outside of what is possible',
      '{ "thresholds": { "webhookSeconds": 6 } }',
      '1:37: This number does not fit here. Write one from 0.1 to 5.',
    ],
    [
      'a threshold that is a text',
      '{ "thresholds": { "latencySeconds": "5" } }',
      '1:37: A text does not fit here. Write a number.',
    ],
    [
      'a fraction where only whole numbers make sense',
      '{ "thresholds": { "preflightDays": 1.5 } }',
      '1:36: A number does not fit here. Write a whole number.',
    ],
    [
      'nearly a threshold of Customer.io',
      '{ "customerio": { "thresholds": { "errorPercents": 2 } } }',
      "1:35: The setting 'errorPercents' does not exist. Did you mean 'errorPercent'?",
    ],
    [
      'a share of more than everything',
      '{ "customerio": { "thresholds": { "bouncePercent": 101 } } }',
      '1:52: This number does not fit here. Write one from 0 to 100.',
    ],
    [
      'a part of something in a queue',
      '{ "customerio": { "thresholds": { "queueDepth": 0.5 } } }',
      '1:49: A number does not fit here. Write a whole number.',
    ],
    ['one pattern instead of a list', '{ "ignore": "/a/" }', '1:13: A text does not fit here. Write a list.'],
    ['an empty pattern', '{ "ignore": [""] }', '1:14: This value is not allowed here. Write one that is not empty.'],
    [
      'a pattern that would never end',
      '{ "ignore": ["/a", "**/a/**/b/**/c"] }',
      '1:20: This pattern cannot be matched in a reasonable time. Write a simpler one.',
    ],
    ['nearly a preset', '{ "preset": "strickt" }', "1:13: This value is not allowed here. Did you mean 'strict'?"],
    ['no preset', '{ "preset": "all" }', "1:13: This value is not allowed here. Use 'recommended' or 'strict'."],
    [
      'nearly a rule',
      '{ "rules": { "no-raw-htp": "off" } }',
      "1:14: No rule or check has the id 'no-raw-htp'. Did you mean 'no-raw-http'?",
    ],
    [
      'a rule of another family',
      '{ "rules": { "check/no-raw-http": "off" } }',
      "1:14: No rule or check has the id 'check/no-raw-http'. Did you mean 'klaviyo/no-raw-http'?",
    ],
    [
      'a rule that nobody knows',
      '{ "rules": { "semi": "off" } }',
      "1:14: No rule or check has the id 'semi'. Write its id as the report prints it.",
    ],
    [
      'nearly a level',
      '{ "rules": { "no-raw-http": "warning" } }',
      "1:29: This is no level of a rule or check. Use 'off', 'warn' or 'error'.",
    ],
    [
      'nearly an option',
      '{ "rules": { "no-raw-http": { "allowPath": [] } } }',
      "1:31: The option 'allowPath' does not exist. Did you mean 'allowPaths'?",
    ],
    [
      'options of a rule without',
      '{ "rules": { "require-revision": {} } }',
      '1:34: This rule or check has no options. Use "off", "warn" or "error".',
    ],
    [
      'options of a rule without, in a list',
      '{ "rules": { "require-revision": ["warn", {}] } }',
      '1:43: This rule or check has no options. Leave them out.',
    ],
    [
      'an empty list',
      '{ "rules": { "no-raw-http": [] } }',
      '1:29: This list is empty. Write a level in it, or "off", "warn" or "error" without a list.',
    ],
    [
      'more than the options',
      '{ "rules": { "no-raw-http": ["warn", {}, {}] } }',
      '1:42: A level and the options are all that this list holds. Leave out the rest.',
    ],
    [
      'a path twice',
      '{ "rules": { "no-raw-http": { "allowPaths": ["/a", "/a"] } } }',
      '1:52: This entry stands in the list twice. Leave one out.',
    ],
    [
      'no whole number',
      '{ "rules": { "outdated-sdk-revision": { "warnDaysBefore": 1.5 } } }',
      '1:59: A number does not fit here. Write a whole number.',
    ],
    [
      'a negative number',
      '{ "rules": { "outdated-sdk-revision": { "warnDaysBefore": -1 } } }',
      '1:59: This number does not fit here. Write one from 0 to 9007199254740991.',
    ],
    [
      'no fingerprint',
      '{ "rules": { "no-hardcoded-key": { "allow": [{ "fingerprint": "x", "reason": "y" }] } } }',
      '1:63: This value is not allowed here. Write the fingerprint from the report, 16 or 32 hexadecimal digits.',
    ],
    [
      'a reason that is missing',
      '{ "rules": { "no-hardcoded-key": { "allow": [{ "fingerprint": "0123456789abcdef" }] } } }',
      "1:46: The entry 'reason' is missing here. Add it.",
    ],
    [
      'a baseline that is true',
      '{ "baseline": true }',
      "1:15: This value is not allowed here. Write a path below the folder of this file, with '/', or false.",
    ],
    ...['../a.json', 'a/../../b.json', '/etc/passwd', 'C:/a.json', String.raw`a\\b.json`].map(
      (path): [string, string, string] => [
        `the baseline ${path}`,
        `{ "baseline": "${path}" }`,
        "1:15: This value is not allowed here. Write a path below the folder of this file, with '/', or false.",
      ],
    ),
    [
      'an unknown item of the checklist',
      '{ "checklist": { "require": ["Z1"] } }',
      expect.stringMatching(/^1:30: This value is not allowed here\. /),
    ],
    [
      'a name twice',
      '{ "ignore": [], "ignore": ["*"] }',
      "1:17: 'ignore' is set here for the second time. Leave one out.",
    ],
    [
      'a rule by both of its ids',
      '{ "rules": { "no-raw-http": 1, "klaviyo/no-raw-http": 0 } }',
      "1:32: 'klaviyo/no-raw-http' is set here for the second time. Leave one out.",
    ],
  ])('%s', (_, text, expected) => {
    const [problem = '', ...others] = problemsIn(text).map(line => line.replace('klaviyo-lint.json:', ''));
    expect([problem, others]).toEqual([expected, []]);
  });
});

test('everything that is wrong is found at once, in its order', () => {
  const text = '{\n  "presets": 1,\n  "failOn": "maybe",\n  "rules": { "semi": 1 }\n}\n';
  expect(problemsIn(text).map(line => line.split(' ')[0])).toEqual([
    'klaviyo-lint.json:2:3:',
    'klaviyo-lint.json:3:13:',
    'klaviyo-lint.json:4:14:',
  ]);
});

describe('names that mean something to JavaScript are names like others', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s', name => {
    expect(problemsIn(`{ "${name}": {} }`)[0]).toContain(`The setting '${name}' does not exist.`);
    expect(problemsIn(`{ "rules": { "${name}": "off" } }`)[0]).toContain(`No rule or check has the id '${name}'.`);
    expect(problemsIn(`{ "rules": { "no-raw-http": { "${name}": [] } } }`)[0]).toContain(`The option '${name}'`);
  });
});

test('what is nested too deeply is said, and nothing breaks', () => {
  for (const text of ['['.repeat(200_000), `${'['.repeat(200_000)}${']'.repeat(200_000)}`, '{"a":'.repeat(200_000)])
    expect(problemsIn(text)).toEqual([
      'klaviyo-lint.json:1:1: This is nested too deeply. Write the settings that are documented.',
    ]);
});

describe('the frame', () => {
  const frameOf = (text: string): string[] => (parsed(text) as Problem[])[0]?.frame ?? [];

  test('shows the line, with a caret below what is meant', () => {
    expect(frameOf('{\n\t"ignores": []\n}')).toEqual(['  2 |  "ignores": []', '    |  ^^^^^^^^^']);
  });

  test('shows a part of a long line', () => {
    const [line = '', caret = ''] = frameOf(
      `{ ${'"ignore": ["a"],'.padEnd(5000)} "ignores": [${'"a",'.repeat(5000)}] }`,
    );
    expect(line.length).toBeLessThan(180);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('"ignores"');
  });

  test.each([
    ['as a name', (key: string) => `{ "${key}": 1 }`],
    ['as a value', (key: string) => `{ "preset": "${key}" }`],
    ['before what is wrong', (key: string) => `{ "ignore": ["${key}"], "presets": 1 }`],
    ['after it', (key: string) => `{ "presets": "${key}" }`],
    ['as a rule', (key: string) => `{ "rules": { "klaviyo/${key}": 1 } }`],
    ['in base64', (key: string) => `{ "presets": "${Buffer.from(key).toString('base64')}" }`],
    ['with escapes', (key: string) => `{ "presets": "${key.replace('_', String.raw`\u005f`)}" }`],
  ])('holds no key, which stands there %s', (_, textWith) => {
    const key = fakeKey();
    const shown = (parsed(textWith(key)) as Problem[]).flatMap(problem => [problemLine(problem), ...problem.frame]);
    expect(shown.length).toBeGreaterThan(0);
    const told = shown.join('\n');
    expect(told).not.toContain(key);
    expect(told).not.toContain(key.slice(5, 20));
    expect(told).not.toContain(Buffer.from(key).toString('base64').slice(4, 24));
  });

  test('stands below a masked name', () => {
    const [line = '', caret = ''] = frameOf(`{ "${fakeKey()}": 1 }`);
    expect(line.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toMatch(/^"pk_….."$/);
  });
});
