import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { trappedRepository } from './trapped-repository.ts';

const CLI = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist', 'cli.js');
const FOUND = ['package.json check/floating-sdk-range', 'src/profiles.ts klaviyo/no-raw-http'];

interface Found {
  findings: { path: string; ruleId: string }[];
}

interface Outcome extends Found {
  ledger: { leftOut: readonly { places: readonly string[] }[] };
}

const placesOf = ({ findings }: Found): string[] => findings.map(({ path: file, ruleId }) => `${file} ${ruleId}`);

const outcomeOf = (status: number | null | undefined, report: Outcome | undefined): object => ({
  status,
  found: report && placesOf(report).filter(place => place.endsWith('no-raw-http')),
  left: report?.ledger.leftOut.flatMap(({ places }) => places),
});

describe('nothing of a repository in which everything is a trap is run', () => {
  it.each(['json', 'sarif', 'text', 'markdown', 'gitlab', 'junit', 'github'])(
    'by the command line, inside of it, with --format %s',
    format => {
      const { folder, traces } = trappedRepository();
      const run = spawnSync(process.execPath, [CLI, 'check', '--format', format], {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      });
      expect([run.status, readdirSync(traces)]).toEqual([1, []]);
      if (format === 'json') expect(placesOf(JSON.parse(run.stdout))).toEqual(FOUND);
    },
  );

  it.each(['push', 'pull_request'])('by the Action, on %s', async event => {
    const { folder, traces } = trappedRepository();
    const run = await runBundle(downloadAction(), {
      files: folder,
      event,
      payload: { pull_request: { base: { sha: 'a'.repeat(40) } } },
    });
    expect([run.exitCode, readdirSync(traces)]).toEqual([1, []]);
    expect(run.report && placesOf(run.report)).toEqual(FOUND);
  });

  it.each([
    ['a configuration of ESLint', ['node', 'eslint.config.js'], 'eslint_config_js'],
    ['a package of its node_modules', ['node', '-e', "require('typescript')"], 'package typescript'],
    ['a script of its manifest', ['npm', 'run', 'lint'], 'script_lint'],
    ['a program that its git names', ['git', 'status'], 'core.fsmonitor'],
  ])('and the trap is live: %s', (_, [command = '', ...args], trace) => {
    const { folder, traces } = trappedRepository();
    try {
      execFileSync(command, args, {
        cwd: folder,
        stdio: 'ignore',
        env: { PATH: process.env.PATH, HOME: folder, npm_config_script_shell: '/bin/sh' },
      });
    } catch {
      // What the trap says does not matter.
    }
    expect(readdirSync(traces)).toContain(trace);
  });
});

describe('templates inside of each other are no way to end the process', () => {
  // Acorn since 8.17 handles an exhausted stack with regular expressions, which V8 then has no stack to compile: it aborts.
  const files = {
    'src/deep.js': `fetch('https://a.klaviyo.com/api/profiles');\nconst text = ${'`${'.repeat(2000)}1${'}`'.repeat(2000)};\n`,
    'src/profiles.js': "fetch('https://a.klaviyo.com/api/profiles');\n",
  };
  const expected = { status: 1, found: ['src/profiles.js klaviyo/no-raw-http'], left: ['src/deep.js'] };

  it('on the command line', () => {
    const run = spawnSync(process.execPath, [CLI, 'check', '--format', 'json'], {
      cwd: writeRepository(files),
      encoding: 'utf8',
    });
    expect(outcomeOf(run.status, JSON.parse(run.stdout))).toEqual(expected);
  });

  it('in the Action', async () => {
    const run = await runBundle(downloadAction(), { files });
    expect(outcomeOf(run.exitCode, run.report)).toEqual(expected);
  });
});
