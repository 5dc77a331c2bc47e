import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { placesIn, requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

describe('a pipeline', () => {
  test.each([
    ['a list of a job', `sync:\n  script:\n    - echo a\n    - curl ${LISTS}\n`],
    ['one command of a job', `sync:\n  script: curl ${LISTS}\n`],
    ['what comes before', `default:\n  before_script:\n    - curl ${LISTS}\n`],
    ['a step of CircleCI', `jobs:\n  a:\n    steps:\n      - checkout\n      - run: curl ${LISTS}\n`],
    [
      'a named step of CircleCI',
      `jobs:\n  a:\n    steps:\n      - run:\n          name: a\n          command: curl ${LISTS}\n`,
    ],
    ['a task', `tasks:\n  sync:\n    cmds:\n      - curl ${LISTS}\n`],
    ['a block', `a:\n  script:\n    - |\n      echo a\n      curl ${LISTS}\n`],
  ])('has the commands of %s', (_, text) => {
    expect(requestsIn(text, 'pipeline')).toEqual([`GET ${LISTS}`]);
    expect(placesIn(text, 'pipeline')).toEqual([`curl ${LISTS}`]);
  });

  test.each([
    ['of the pipeline', `variables:\n  API: ${LISTS}\na:\n  script:\n    - curl "$API"\n`],
    ['of the job', `a:\n  variables: { API: "${LISTS}" }\n  script: [curl "$API"]\n`],
    ['of a command before', `a:\n  script:\n    - API=${LISTS}\n    - curl "$API"\n`],
  ])('has variables %s', (_, text) => {
    expect(requestsIn(text, 'pipeline')).toEqual([`GET ${LISTS}`]);
  });

  test('knows every variable of a long list of commands', () => {
    const commands = Array.from(
      { length: 500 },
      (_, at) => `    - V${at}=${LISTS}?n=${at}\n    - curl "$V${at}" "\${V0}"\n`,
    );
    const expected = Array.from({ length: 500 }, (_, at) => [`GET ${LISTS}?n=${at}`, `GET ${LISTS}?n=0`]);
    expect(requestsIn(`a:\n  script:\n${commands.join('')}`, 'pipeline')).toEqual(expected.flat());
  });

  test.each([
    ['a description', `a:\n  description: curl ${LISTS}\n`],
    ['a variable', `variables:\n  script: curl ${LISTS}\n`],
    ['a reference', 'a:\n  script:\n    - !reference [.b, script]\n'],
    ['nothing', ''],
  ])('has no command in %s', (_, text) => {
    expect(requestsIn(text, 'pipeline')).toEqual([]);
  });
});

describe('a makefile', () => {
  test.each([
    ['a recipe', `sync:\n\tcurl ${LISTS}\n`, [`GET ${LISTS}`]],
    ['a recipe that is not shown', `sync: a b\n\t@-curl ${LISTS}\n`, [`GET ${LISTS}`]],
    ['a recipe of several lines', `sync:\n\tcurl -X POST \\\n\t  ${LISTS}\n`, [`POST ${LISTS}`]],
    ['a variable', `API := ${LISTS}\nsync:\n\tcurl $(API)/x\n`, [`GET ${LISTS}/x`]],
    ['a variable of the shell', `sync:\n\tcurl ${LISTS}/$$ID\n`, [`GET ${LISTS}/*`]],
    ['a call of the shell', `sync:\n\techo $(shell curl ${LISTS})\n`, [`GET ${LISTS}`]],
  ])('has %s', (_, text, expected) => {
    expect(requestsIn(text, 'makefile')).toEqual(expected);
  });

  test('has each request in its place', () => {
    expect(placesIn(`a:\n\techo\n\t@curl ${LISTS}\n`, 'makefile')).toEqual([`curl ${LISTS}`]);
  });

  test.each([`# curl ${LISTS}\n`, `HELP = curl ${LISTS}\n`, `sync:\n\t# curl ${LISTS}\n`])('has none in %j', text => {
    expect(requestsIn(text, 'makefile')).toEqual([]);
  });
});

describe('a package.json', () => {
  test('has scripts', () => {
    const text = JSON.stringify({ scripts: { a: 'tsc', sync: `curl -H "revision: 2024-02-15" ${LISTS} && echo` } });
    expect(requestsIn(text, 'manifest')).toEqual([`GET ${LISTS}, revision: 2024-02-15`]);
    expect(placesIn(text, 'manifest')).toEqual([`curl -H \\"revision: 2024-02-15\\" ${LISTS}`]);
  });

  test.each([`{ "a": "curl ${LISTS}" }`, `{ "scripts": "curl ${LISTS}" }`, `{ "scripts": { "a": 1 } }`, '{', '[]'])(
    'has none in %j',
    text => {
      expect(requestsIn(text, 'manifest')).toEqual([]);
    },
  );
});

test.each([
  ['.gitlab-ci.yml', `a:\n  script: curl ${LISTS}\n`],
  ['ci/deploy.gitlab-ci.yml', `a:\n  script: curl ${LISTS}\n`],
  ['.gitlab/ci/a.yaml', `a:\n  script: curl ${LISTS}\n`],
  ['.circleci/config.yml', `a:\n  run: curl ${LISTS}\n`],
  ['bitbucket-pipelines.yml', `a:\n  script: [curl ${LISTS}]\n`],
  ['Makefile', `a:\n\tcurl ${LISTS}\n`],
  ['build/rules.mk', `a:\n\tcurl ${LISTS}\n`],
  ['web/package.json', `{ "scripts": { "a": "curl ${LISTS}" } }`],
  ['.husky/pre-push', `curl ${LISTS}\n`],
  ['sync.zsh', `curl ${LISTS}\n`],
])('%s is read', async (path, text) => {
  const { findings } = await lintFiles(() => Buffer.from(text), [path], { root: '/checked', asOf: '2026-11-20' });
  expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual(['klaviyo/no-raw-http', 'klaviyo/require-revision']);
});

test.each([
  ['openapi.yml', `a:\n  script: curl ${LISTS}\n`],
  ['package.json', '{ "dependencies": { "klaviyo-api": "23.0.0" } }'],
  ['docs/gitlab-ci.md', `curl ${LISTS}`],
])('%s is not', async (path, text) => {
  const result = await lintFiles(() => Buffer.from(text), [path], { root: '/checked', asOf: '2026-11-20' });
  expect(result).toEqual({ findings: [], skipped: [], count: 0, analyzed: [] });
});
