// Usage: node bench/run.mjs [check | eslint] [OPTION]…
// Runs one benchmark with its options, or both without any.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const NAMES = ['check', 'eslint'];
const [name, ...options] = process.argv.slice(2);
if (name !== undefined && !NAMES.includes(name)) throw new Error(`'${name}' is none of ${NAMES.join(', ')}.`);

for (const wanted of name === undefined ? NAMES : [name]) {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${wanted}.mjs`), ...options], {
    stdio: 'inherit',
  });
  process.exitCode ||= status ?? 1;
}
