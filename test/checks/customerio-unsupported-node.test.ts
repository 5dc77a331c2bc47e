import { describe, expect, test } from 'vitest';
import check from '../../src/checks/customerio-unsupported-node.ts';
import { checkFiles, customerioManifest } from '../check-files.ts';

const messages = async (files: Record<string, string>): Promise<string[]> =>
  (await checkFiles(check, files)).map(
    ({ message, at, severity = 'error' }) => `${severity} ${at.path}:${at.line} ${message}`,
  );
const withEngines = (node: string, version = '5.2.0'): Record<string, string> => ({
  'package.json': customerioManifest(version, { engines: { node } }),
});
const workflow = (rest: string): Record<string, string> => ({
  'package.json': customerioManifest('5.2.0'),
  '.github/workflows/ci.yml': `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n${rest}`,
});
const MATRIX = `    strategy:
      matrix:
        node: [20, 22, '24.x']
    steps:
      - uses: actions/checkout@v6
      - uses: actions/setup-node@v6
        with:
          node-version: \${{ matrix.node }}
      - run: npm ci && npm test
`;

describe('engines', () => {
  test('that admit no fitting Node are an error', async () => {
    expect(await messages(withEngines('18.x || 20.x'))).toEqual([
      "error package.json:6 customerio-node 5.2.0 needs Node >=22, but 'engines' admits only '18.x || 20.x'. Move to a Node that it supports.",
    ]);
  });

  test('that admit older ones, too, are a warning', async () => {
    expect(await messages(withEngines('>=18'))).toEqual([
      "warning package.json:6 customerio-node 5.2.0 needs Node >=22, but 'engines' also admits older ones with '>=18'. Write '>=22', so that an install on an older one is refused.",
    ]);
  });

  test.each(['>=22', '22.x', '^22.11.0 || >=24', '24', 'what ever'])("'%s' is fine", async node => {
    expect(await messages(withEngines(node))).toEqual([]);
  });

  test('4.4.0 asks for no Node', async () => {
    expect(await messages(withEngines('18.x', '4.4.0'))).toEqual([]);
  });

  test('4.5.0 does, inside of a minor release', async () => {
    expect(await messages(withEngines('18.x', '4.5.0'))).toHaveLength(1);
    expect(await messages(withEngines('18.x', '^4.4.0'))).toHaveLength(1);
  });
});

describe('version files', () => {
  test.each(['20', 'v20.11.1', '18.x', 'lts/iron', 'lts/hydrogen', '# ours\n20.9.0', 'node-v20.1.0'])(
    "'%s' is too old",
    async text => {
      const files = { 'package.json': customerioManifest('5.2.0'), '.nvmrc': `${text}\n` };
      expect(await messages(files)).toHaveLength(1);
    },
  );

  test.each(['22', 'v22.1.0', '24', 'lts/jod', 'lts/*', 'node', 'stable', 'latest', '>=18', ''])(
    "'%s' is fine",
    async text => {
      const files = { 'package.json': customerioManifest('5.2.0'), '.node-version': `${text}\n` };
      expect(await messages(files)).toEqual([]);
    },
  );

  test('the nearest at or above the manifest counts', async () => {
    const files = { '.nvmrc': '20\n', 'apps/mailer/package.json': customerioManifest('5.2.0') };
    expect(await messages(files)).toEqual([
      "error .nvmrc:1 customerio-node 5.2.0 needs Node >=22, but this file names '20'. Move to a Node that it supports.",
    ]);
    expect(await messages({ ...files, 'apps/mailer/.nvmrc': '24\n' })).toEqual([]);
    expect(await messages({ ...files, '.nvmrc': '24\n', 'apps/site/.nvmrc': '20\n' })).toEqual([]);
  });
});

describe('workflows', () => {
  test('each entry of a matrix that is too old', async () => {
    expect(await messages(workflow(MATRIX))).toEqual([
      "error .github/workflows/ci.yml:7 customerio-node 5.2.0 needs Node >=22, but this workflow runs on '20'. Move to a Node that it supports.",
    ]);
  });

  test('what is included in a matrix, and a version that is written down', async () => {
    const included = MATRIX.replace(
      "node: [20, 22, '24.x']",
      "include:\n          - node: '18'\n          - node: '24'",
    );
    expect(await messages(workflow(included))).toMatchObject([expect.stringContaining("runs on '18'")]);
    const written = MATRIX.replace('${{ matrix.node }}', "'20.x'").replace(', 22', '');
    expect(await messages(workflow(written))).toMatchObject([expect.stringContaining("runs on '20.x'")]);
  });

  test.each([
    [
      'an excluded entry',
      MATRIX.replace("node: [20, 22, '24.x']", "node: [22]\n        exclude:\n          - node: '18'"),
    ],
    ['a job that does not use the project', MATRIX.replace('npm ci && npm test', 'npx semantic-release')],
    ['a job in another folder', MATRIX.replace('- run: npm', '- working-directory: site\n        run: npm')],
    ['a version that is not written down', MATRIX.replace('${{ matrix.node }}', '${{ inputs.node }}')],
    ['a version file', MATRIX.replace('node-version: ${{ matrix.node }}', 'node-version-file: .nvmrc')],
    ['the newest', MATRIX.replace('${{ matrix.node }}', 'lts/*')],
  ])('%s is not reported', async (_, rest) => {
    expect(await messages(workflow(rest))).toEqual([]);
  });

  test('that are broken say nothing', async () => {
    const files = { 'package.json': customerioManifest('5.2.0'), '.github/workflows/ci.yml': 'jobs: [' };
    expect(await messages(files)).toEqual([]);
  });
});

test('without the SDK nothing is read of Node', async () => {
  const files = {
    'package.json': JSON.stringify({ dependencies: { 'klaviyo-api': '23.0.0' }, engines: { node: '18' } }),
  };
  expect(await messages(files)).toEqual([]);
});
