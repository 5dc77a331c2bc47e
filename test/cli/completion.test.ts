import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { temporaryFolder } from '../project/temporary-folder.ts';

async function cli(...args: string[]): Promise<{ code: number; out: string; told: string }> {
  let out = '';
  let told = '';
  const code = await runCli(args, {
    workingFolder: temporaryFolder(),
    environment: {},
    now: new Date('2026-11-20T23:00:00Z'),
    writeOut: async text => void (out += text),
    writeError: text => void (told += text),
  });
  return { code, out, told };
}

/** What bash offers behind these words; the last one is being typed. */
function offered(script: string, ...words: string[]): string[] {
  const typed = ['klaviyo-lint', ...words];
  const ask = `${script}\nCOMP_WORDS=(${typed.map(word => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length}\n_klaviyo_lint\nprintf '%s\\n' "\${COMPREPLY[@]}"\n`;
  const answer = execFileSync('bash', ['--noprofile', '--norc', '-u', '-s'], { input: ask, encoding: 'utf8' });
  return answer.split('\n').filter(word => word !== '');
}

describe('completion', () => {
  test.skipIf(process.platform === 'win32')('for bash offers commands, options and what a value may be', async () => {
    const { code, out } = await cli('completion', 'bash');
    expect(code).toBe(0);
    expect(offered(out, 'c')).toEqual(['check', 'checklist', 'config', 'completion']);
    expect(offered(out, 'check', '--st')).toEqual(['--stdin', '--stdin-filename']);
    expect(offered(out, 'check', '--format', '')).toEqual([
      'text',
      'json',
      'sarif',
      'markdown',
      'gitlab',
      'junit',
      'github',
    ]);
    expect(offered(out, 'check', 'src', '--fail-on', 'w')).toEqual(['warning']);
    expect(offered(out, 'checklist', '--format', 'h')).toEqual(['html']);
    expect(offered(out, 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test.skipIf(process.platform === 'win32')('for bash leaves paths to the shell', async () => {
    const { out } = await cli('completion', 'bash');
    expect(offered(out, 'check', 'src/a')).toEqual([]);
    expect(offered(out, 'check', '--output', '')).toEqual([]);
    expect(out).toMatch(/\ncomplete -o default -F _klaviyo_lint klaviyo-lint\n$/);
  });

  test('for zsh describes commands, options and what a value may be', async () => {
    const { out } = await cli('completion', 'zsh');
    expect(out).toMatch(/^#compdef klaviyo-lint\n/);
    expect(out).toContain("    'check:check the code and the manifests of a repository; nothing of it is run'\n");
    expect(out).toContain("'*--fail-on[the lowest level that fails]:value:(error warning never)'");
    expect(out).toContain(
      String.raw`'*--output[where the report is written; standard output by default]:value:_files'`,
    );
    expect(out).toContain("'1:argument:(bash zsh fish)'");
    expect(out.match(/\n {8}'\*--/g)?.length).toBeGreaterThan(30);
  });

  test('for fish describes commands, options and what a value may be', async () => {
    const { out } = await cli('completion', 'fish');
    const lines = out.split('\n');
    expect(lines).toContain(
      "complete -c klaviyo-lint -f -n __fish_use_subcommand -a check -d 'check the code and the manifests of a repository; nothing of it is run'",
    );
    expect(lines).toContain(
      "complete -c klaviyo-lint -n '__fish_seen_subcommand_from check' -l fail-on -x -a 'error warning never' -d 'the lowest level that fails'",
    );
    expect(lines).toContain(
      "complete -c klaviyo-lint -n '__fish_seen_subcommand_from completion' -f -a 'bash zsh fish'",
    );
    expect(lines.filter(line => !/^complete -c klaviyo-lint .* -(?:d|a) '(?:[^'\\]|\\[\\'])*'$/.test(line))).toEqual([
      '',
    ]);
  });

  test.skipIf(process.platform === 'win32')('quotes what a shell would read', async () => {
    const { out } = await cli('completion', 'zsh');
    // Each line of options is one word for a shell with POSIX' quotation marks.
    const words = [...out.matchAll(/^ {8}('.*')(?: \\)?$/gm)].map(([, word]) => word);
    const read = execFileSync('bash', ['-s'], { input: `printf '%s\\n' ${words.join(' ')}`, encoding: 'utf8' });
    expect(read.trimEnd().split('\n')).toHaveLength(words.length);
  });

  test('of another shell ends with 2', async () => {
    expect(await cli('completion', 'tcsh')).toEqual({
      code: 2,
      out: '',
      told: "error: command-argument value 'tcsh' is invalid for argument 'shell'. Allowed choices are bash, zsh, fish.\n",
    });
  });
});
