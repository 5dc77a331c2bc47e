// Usage: node bench/check.mjs [--rounds N] [--files N] [--cli FILE]
// Times the check and its alternatives on a generated repository, in turn, and prints medians, ratios and memory.
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { installAstGrep } from './ast-grep.mjs';
import { generate } from './generate.mjs';
import { measure } from './measure.mjs';
import { median } from './median.mjs';

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    files: { type: 'string', default: '20000' },
    cli: { type: 'string', default: join(here, '../dist/cli.js') },
  },
});

const repository = join(tmpdir(), `klaviyo-lint-bench-${values.files}`);
generate(repository, { files: Number(values.files) });

const astGrep = installAstGrep(join(here, '.cache/ast-grep'));
const node = process.execPath;
const eslint = join(here, '../node_modules/eslint/bin/eslint.js');
const RUNS = {
  'klaviyo-lint check': [node, resolve(values.cli), 'check', repository],
  'read every source': [node, join(here, 'read-all.mjs'), repository],
  'ast-grep': [astGrep, 'scan', '--config', join(here, 'ast-grep/sgconfig.yml'), repository],
  'ESLint, selectors': [node, eslint, '--config', join(here, 'eslint-pack.config.mjs'), '.'],
  'ESLint, no rule': [node, eslint, '--config', join(here, 'eslint-bare.config.mjs'), '.'],
};

const results = Object.fromEntries(Object.keys(RUNS).map(name => [name, []]));
for (let round = 1; round <= Number(values.rounds); round++) {
  for (const [name, command] of Object.entries(RUNS)) {
    const result = await measure({ command, folder: repository });
    results[name].push(result);
    console.error(`round ${round}: ${name} ${result.seconds.toFixed(2)} s`);
  }
}

const checked = median(results['klaviyo-lint check'].map(({ seconds }) => seconds));
console.table(
  Object.fromEntries(
    Object.entries(results).map(([name, runs]) => {
      const seconds = median(runs.map(run => run.seconds));
      return [
        name,
        {
          'median s': seconds.toFixed(2),
          'least s': Math.min(...runs.map(run => run.seconds)).toFixed(2),
          'times check': (seconds / checked).toFixed(2),
          'peak MB': Math.max(...runs.map(run => run.megabytes)).toFixed(0),
        },
      ];
    }),
  ),
);
