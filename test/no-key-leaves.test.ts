import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.ts';
import { audit } from '../src/audit/audit.ts';
import { recordedRun, type Situation } from './action/recorded-run.ts';
import { fakeKey, fakeNewKey } from './fake-keys.ts';
import { addFiles, git, temporaryRepository } from './project/temporary-folder.ts';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** Ways in which a key may stand in a field that is printed. */
const FORMS: readonly ((key: string) => string)[] = [
  key => key,
  key => `a${key}b`,
  key => `x/${key}`,
  key => `${key}${key}`,
  key => base64(key),
  key => base64(`ab${key}:`),
  key => `${key}\n::error::${key}`,
];

const SEEDS = Array.from({ length: FORMS.length }, (_, seed) => seed);

function keyOf(seed: number): string {
  return seed % 2 === 0 ? fakeKey(900 + seed) : fakeNewKey(900 + seed);
}

/** Any eight digits of the key in a row, plain or behind base64, are more than may leave. */
function leaked(output: string, key: string): string[] {
  const digits = key.slice(-34);
  const pieces = Array.from({ length: digits.length - 7 }, (_, at) => digits.slice(at, at + 8));
  const decoded = (output.match(/[A-Za-z0-9+/_-]{12,}/g) ?? []).flatMap(run =>
    [0, 1, 2, 3].map(at => Buffer.from(run.slice(at), 'base64').toString('latin1')),
  );
  return [output, ...decoded].flatMap(text => pieces.filter(piece => text.includes(piece)));
}

interface Outcome {
  code: number;
  output: string;
}

async function cli(root: string, args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  let output = '';
  const add = (text: string): void => void (output += text);
  const code = await runCli(args, {
    workingFolder: root,
    environment: { PATH: process.env['PATH'], ...environment },
    now: new Date('2026-11-20T00:00:00Z'),
    writeOut: async text => add(text),
    writeError: add,
  });
  return { code, output };
}

/** Everything in the tree that may come to be printed says the key: names, values, specifiers, entries of locks, addresses, code. */
function hostileFiles(key: string, said: string): Record<string, string> {
  const name = said.replaceAll(/[\0\n]/g, ' ').slice(0, 200);
  return {
    [`${name}/package.json`]: JSON.stringify({
      name: said,
      dependencies: {
        'klaviyo-api': said,
        [said]: 'npm:klaviyo-api@^1',
        a: `npm:klaviyo-api@${said}`,
        b: `git+https://user:${said}@example.org/klaviyo-api.git`,
      },
    }),
    'broken/package.json': `{ "dependencies": { "klaviyo-api": "${key}`,
    'locked/package.json': '{ "dependencies": { "klaviyo-api": "^20.0.0" } }',
    'locked/package-lock.json': JSON.stringify({
      lockfileVersion: 3,
      packages: {
        'node_modules/klaviyo-api': { version: said, resolved: `https://example.org/${said}` },
        [`node_modules/${said}`]: { version: '1.0.0' },
      },
    }),
    'pnpm-workspace.yaml': `catalog:\n  klaviyo-api: "^${name}"\n  ${JSON.stringify(said)}: npm:klaviyo-api@^1\n`,
    [`src/${name}.js`]: `fetch('https://a.klaviyo.com/api/${key}', { headers: { Authorization: 'Klaviyo-API-Key ${key}', revision: '${key}' } });\nklaviyo(\`${key.slice(0, 9)}\${'${key.slice(9)}'}\`);\n`,
    'src/broken.ts': `klaviyo('${key}'; ${key}`,
    'src/imports.ts': `import { ${key} } from '${key}';\nimport 'klaviyo-api';\n${key}.createProfile('${key}');\n`,
    'env/.env': `KLAVIYO_PRIVATE_KEY=${key}\nKLAVIYO_${key}_SECRET=${key}\n`,
    'a.sh': `curl -H "Authorization: Klaviyo-API-Key ${key}" "https://a.klaviyo.com/api/v2/${key}?api_key=${key}"\n`,
    'notes.txt': `${said}\n`,
  };
}

describe.each(SEEDS.map(seed => [seed, keyOf(seed), FORMS[seed % FORMS.length]!] as const))(
  'case %i',
  (seed, key, form) => {
    const said = form(key);

    test('no report of a check holds the key, in any format, also of the history', async () => {
      const root = temporaryRepository(hostileFiles(key, said));
      git(root, 'checkout', '--quiet', '-b', `b-${seed}-${key}`);
      git(root, 'commit', '--quiet', '-m', said, '--author', `${key} <${key}@example.org>`);
      for (const format of ['text', 'json', 'sarif', 'markdown', 'gitlab', 'junit', 'github']) {
        const { code, output } = await cli(root, ['check', '--history', '--format', format], {
          FORCE_COLOR: '1',
        });
        expect(code).toBe(1);
        expect(output).toMatch(/pk(?:_|&#95;)…/);
        expect(leaked(output, key)).toEqual([]);
      }
    });

    test('no checklist holds the key, in any format', async () => {
      const root = temporaryRepository({
        ...hostileFiles(key, said),
        '.klaviyo-lint/attestations.yml': `attestations:\n  - item: ${JSON.stringify(said)}\n  - { item: F1, statement: ${JSON.stringify(said)}, owner: ${JSON.stringify(said)}, date: 2026-11-01, expiry: 2027-05-01, link: https://example.com/ }\n`,
        'alerts.yml': `groups:\n  - rules:\n      - alert: klaviyo ${key}\n        expr: sum(increase(klaviyo_total{status="429"}[1m])) > 5\n`,
        'undo.sh': `doppler run -- ${key}\nkubectl rollout undo ${key} # klaviyo\n`,
        [`k8s/${key}.yml`]: 'kind: Deployment\n',
      });
      for (const format of ['text', 'json', 'markdown', 'html']) {
        const { code, output } = await cli(root, ['checklist', '--format', format]);
        expect(code).toBe(1);
        expect(leaked(output, key)).toEqual([]);
      }
    });

    test('no error holds the key', async () => {
      const root = temporaryRepository({ 'a.txt': 'a' });
      const configurations = [
        `{ "${key}": 1 }`,
        `{ "rules": { "klaviyo/${key}": "off" } }`,
        `{ "rules": { "klaviyo/no-raw-http": { "${key}": 1 } } }`,
        `{ "rules": { "klaviyo/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-${key}": "off" } }`,
        `{ "ignore": "${key}" }`,
        key,
        `{ "rules": { "klaviyo/no-hardcoded-key": { "allow": [{ "fingerprint": "${key}" }] } } }`,
      ];
      for (const text of configurations) {
        addFiles(root, { 'klaviyo-lint.json': text, 'a.js': 'klaviyo();' });
        const { code, output } = await cli(root, ['check']);
        expect([text, code]).toEqual([text, 2]);
        expect(leaked(output, key)).toEqual([]);
      }
      addFiles(root, { 'klaviyo-lint.json': '{}' });
      for (const args of [
        ['check', said],
        ['check', '--format', said],
        ['check', '--as-of', said],
        ['check', `--${said}`],
        [said],
        ['check', '--output', `${said}/x`],
        ['check', '--fail-on', said],
        ['preflight', said],
      ]) {
        const { code, output } = await cli(root, args);
        expect(code).toBe(2);
        expect(leaked(output, key)).toEqual([]);
      }
      const { output } = await cli(root, ['preflight'], {
        KLAVIYO_PRIVATE_KEY: key,
        KLAVIYO_LINT_API_URL: `https://${key}.example.org`,
      });
      expect(leaked(output, key)).toEqual([]);
    });

    test('nothing that the Action says or writes holds the key', async () => {
      const report = await audit({
        root: temporaryRepository(hostileFiles(key, said)),
        asOf: '2026-11-20',
        failOn: 'error',
        snippets: true,
      });
      const situations: Situation[] = [
        {
          report,
          payload: { pull_request: { base: { sha: said }, head: { ref: said, repo: { full_name: said } } } },
          event: 'pull_request',
          env: { GITHUB_REPOSITORY: said, GITHUB_SHA: said, GITHUB_SERVER_URL: 'https://github.com' },
        },
        { report: new Error(`failed at ${said}`) },
        { inputs: { path: said } },
        { inputs: { 'fail-on': said, preflight: said } },
        { preflight: new Error(said), inputs: { 'klaviyo-private-key': fakeKey(1) } },
      ];
      for (const situation of situations) {
        const { calls, outputs } = await recordedRun(situation);
        const files = [outputs['report-file'], outputs['sarif-file'], outputs['preflight-report-file']].flatMap(file =>
          typeof file === 'string' ? [readFileSync(file, 'utf8')] : [],
        );
        const printed = calls.filter(([name]) => name !== 'setSecret');
        expect(leaked(JSON.stringify(printed) + files.join('\n'), key)).toEqual([]);
      }
    });
  },
);

test('the search for leaks sees a key that is printed, also in base64', () => {
  const key = fakeKey(7);
  expect(leaked(`a ${key.slice(5, 20)} b`, key)).not.toEqual([]);
  expect(leaked(`a ${base64(`x${key}`)} b`, key)).not.toEqual([]);
});
