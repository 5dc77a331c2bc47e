import { describe, expect, test } from 'vitest';
import { readShellText } from '../../../src/project/shell/read-requests.ts';
import { placesIn, requestsIn } from './requests-in.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';

/** A workflow of one job; each step as YAML, at its place. */
function workflow(steps: string, job = '    runs-on: ubuntu-latest'): string {
  return `on: push\njobs:\n  a:\n${job}\n    steps:\n${steps}\n`;
}

const requests = (text: string): string[] => requestsIn(text, 'workflow');
const places = (text: string): string[] => placesIn(text, 'workflow');

describe('a command is found, and placed, in', () => {
  test.each([
    ['a plain scalar', `      - run: curl ${LISTS}`],
    ['a scalar in single quotes', `      - run: 'curl ${LISTS}'`],
    ['a scalar in double quotes', `      - run: "curl ${LISTS}"`],
    ['a literal block', `      - run: |\n          echo a\n          curl ${LISTS}`],
    ['a literal block with an indent of its own', `      - run: |2\n            echo a\n          curl ${LISTS}`],
    ['a literal block that is stripped', `      - run: |-\n\n\n          curl ${LISTS}`],
    ['a literal block with a comment at its head', `      - run: | # curl\n          curl ${LISTS}`],
    ['a folded block', `      - run: >\n          echo a &&\n          curl ${LISTS}`],
    ['a list in one line', `      - { name: a, run: "curl ${LISTS}" }`],
    ['a step with a shell', `      - shell: bash -eo pipefail {0}\n        run: curl ${LISTS}`],
    ['a step of sh', `      - run: curl ${LISTS}\n        shell: sh`],
    ['line ends of Windows', `      - run: |\r\n          echo a\r\n          curl ${LISTS}\r\n`],
    ['a step behind others', `      - uses: actions/checkout@v7\n      - name: b\n        run: curl ${LISTS}`],
  ])('%s', (_, steps) => {
    expect(requests(workflow(steps))).toEqual([`GET ${LISTS}`]);
    expect(places(workflow(steps))).toEqual([`curl ${LISTS}`]);
  });

  test('a literal block of several lines', () => {
    const steps = `      - run: |\n          curl -X POST \\\n            -H 'revision: 2026-07-15' \\\n            ${LISTS}\n          echo done`;
    expect(requests(workflow(steps))).toEqual([`POST ${LISTS}, revision: 2026-07-15`]);
    expect(places(workflow(steps))).toEqual([
      `curl -X POST \\\n            -H 'revision: 2026-07-15' \\\n            ${LISTS}`,
    ]);
  });

  test('a folded block of several lines', () => {
    const steps = `      - run: >-\n          curl\n          -X POST\n          ${LISTS}\n\n          curl ${LISTS}`;
    expect(requests(workflow(steps))).toEqual([`POST ${LISTS}`, `GET ${LISTS}`]);
    expect(places(workflow(steps))).toEqual([`curl\n          -X POST\n          ${LISTS}`, `curl ${LISTS}`]);
  });

  test('a scalar with escapes', () => {
    const steps = `      - run: "echo \\"a\\"\\ncurl \\"${LISTS}\\""\n      - run: 'echo ''a''; curl ''${LISTS}'' -s'`;
    expect(requests(workflow(steps))).toEqual([`GET ${LISTS}`, `GET ${LISTS}`]);
    expect(places(workflow(steps))).toEqual([`curl \\"${LISTS}\\"`, `curl ''${LISTS}'' -s`]);
  });

  test('a heredoc in a literal block ends where it does for the shell', () => {
    const steps = `      - run: |\n          cat <<EOF > a\n          curl ${LISTS}/1\n          EOF\n          curl ${LISTS}/2`;
    expect(requests(workflow(steps))).toEqual([`GET ${LISTS}/2`]);
  });
});

test('a composite action has steps too', () => {
  const text = `name: a\nruns:\n  using: composite\n  steps:\n    - run: curl ${LISTS}\n      shell: bash\n`;
  expect(requests(text)).toEqual([`GET ${LISTS}`]);
});

describe('variables come from the env of', () => {
  test.each([
    ['the workflow', `env:\n  BASE: https://a.klaviyo.com/api\n${workflow('      - run: curl $BASE/lists')}`],
    [
      'the job',
      workflow(
        '      - run: curl $BASE/lists',
        '    runs-on: ubuntu-latest\n    env:\n      BASE: https://a.klaviyo.com/api',
      ),
    ],
    ['the step', workflow('      - run: curl $BASE/lists\n        env:\n          BASE: "https://a.klaviyo.com/api"')],
    [
      'the step before that of the job',
      workflow(
        '      - run: curl $BASE/lists\n        env: { BASE: "https://a.klaviyo.com/api" }',
        '    env: { BASE: "https://shop.example" }',
      ),
    ],
  ])('%s', (_, text) => {
    expect(requests(text)).toEqual([`GET ${LISTS}`]);
  });

  test('nowhere else', () => {
    expect(
      requests(
        workflow(
          `      - run: echo\n        env: { BASE: "https://a.klaviyo.com/api" }\n      - run: curl "$BASE/lists"`,
        ),
      ),
    ).toEqual(['GET */lists']);
  });
});

describe('an expression is a hole', () => {
  test.each([
    ['in an address', `curl ${LISTS}/\${{ inputs.id }}`, `GET ${LISTS}/*`],
    ['in quotation marks', `curl "\${{ env.BASE }}/lists"`, 'GET */lists'],
    ['with quotation marks of its own', `curl ${LISTS}/\${{ format('{0}', 'it''s "x"') }}`, `GET ${LISTS}/*`],
    ['that may be several arguments', `curl \${{ inputs.options }} ${LISTS}`, `? ${LISTS}, …`],
    [
      'in a header',
      `curl -H "Authorization: Klaviyo-API-Key \${{ secrets.KEY }}" ${LISTS}`,
      `GET ${LISTS}, authorization: Klaviyo-API-Key *`,
    ],
    ['in the name of a header', `curl -H "\${{ inputs.name }}: x" ${LISTS}`, `GET ${LISTS}, …`],
  ])('%s', (_, command, expected) => {
    expect(requests(workflow(`      - run: |\n          ${command}`))).toEqual([expected]);
  });

  test('in a variable', () => {
    expect(requests(workflow(`      - run: curl "${LISTS}/$ID"\n        env: { ID: "\${{ inputs.id }}" }`))).toEqual([
      `GET ${LISTS}/*`,
    ]);
  });
});

describe('a step is left out', () => {
  test.each([
    ['of PowerShell', workflow(`      - run: curl ${LISTS}\n        shell: pwsh`)],
    ['of Python', workflow(`      - run: curl ${LISTS}\n        shell: python`)],
    ['on Windows', workflow(`      - run: curl ${LISTS}`, '    runs-on: windows-latest')],
    [
      'on one of several that are Windows',
      workflow(`      - run: curl ${LISTS}`, '    runs-on: [self-hosted, windows]'),
    ],
    [
      'where the workflow chooses another shell',
      `defaults:\n  run:\n    shell: pwsh\n${workflow(`      - run: curl ${LISTS}`)}`,
    ],
    [
      'where the job chooses another shell',
      workflow(`      - run: curl ${LISTS}`, '    defaults: { run: { shell: pwsh } }'),
    ],
    [
      'that says it in another field',
      workflow(`      - name: curl ${LISTS}\n        uses: x/y@v1\n        with: { run: "curl ${LISTS}" }`),
    ],
    ['of an action without a shell', `runs:\n  using: composite\n  steps:\n    - run: curl ${LISTS}\n`],
    ['in a comment', workflow(`      # - run: curl ${LISTS}\n      - run: echo`)],
    ['in no list', `jobs:\n  a:\n    steps:\n      run: curl ${LISTS}\n`],
  ])('%s', (_, text) => {
    expect(requests(text)).toEqual([]);
  });

  test('on Windows, unless it says that it is for bash', () => {
    expect(
      requests(workflow(`      - run: curl ${LISTS}\n        shell: bash`, '    runs-on: windows-latest')),
    ).toEqual([`GET ${LISTS}`]);
  });
});

describe('what is no workflow sends nothing', () => {
  test.each([
    '',
    'a',
    '- a',
    'jobs:',
    'jobs: []',
    'jobs: { a: }',
    'jobs: { a: { steps: [1, [], { run: }, { run: [] }] } }',
    'runs: { using: node24, main: a.js }',
  ])('%j', text => {
    expect(readShellText('workflow', text)).toEqual({ requests: [] });
  });
});

test('text that is not YAML is reported with its line', () => {
  expect(readShellText('workflow', 'a: b\n c: d\n: [')).toEqual({
    requests: [],
    reason: expect.stringMatching(/^it is not valid YAML \(line \d\)$/),
  });
});

test('a step that does not parse is reported with its line in the file, and the others count', () => {
  const result = readShellText(
    'workflow',
    workflow(`      - run: |\n          echo a\n          if x; then\n      - run: curl ${LISTS}`),
  );
  expect(result.reason).toMatch(/^a command in it does not parse \(line [89]\)$/);
  expect(result.requests).toHaveLength(1);
});
