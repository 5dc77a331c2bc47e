// Usage: npm start [-- <path> [options of klaviyo-lint check]]
// Without a path: checks the two example storefronts, queries a simulated Klaviyo, and shows whether each verdict is the right one.
// With a path: checks that folder, and ends as the check does.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const CLI = path.join(root, 'dist', 'cli.js');
/** Npm changes the working folder to the project's and keeps the one it was called in here. */
const calledFrom = process.env.INIT_CWD ?? process.cwd();

build();
const [target, ...options] = process.argv.slice(2);
process.exitCode =
  target === undefined ? await showAll() : (await run(['check', path.resolve(calledFrom, target), ...options])).status;

function build() {
  const { status } = spawnSync(process.execPath, [path.join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** @returns {Promise<number>} the exit code: 0 if every verdict is the right one */
async function showAll() {
  const shows = [
    () => showCheck('broken-storefront', 'violated'),
    () => showCheck('clean-storefront', 'verified'),
    () => showPreflight('a key that works', 'healthy', 'verified'),
    () => showPreflight('a key that was revoked', 'revoked-key', 'violated'),
  ];
  let wrong = 0;
  for (const show of shows) wrong += (await show()) ? 0 : 1;
  console.log(wrong === 0 ? '\nEvery verdict is the right one.' : `\n${wrong} of ${shows.length} verdicts are wrong.`);
  return wrong === 0 ? 0 : 1;
}

async function showCheck(example, expected) {
  headline(`klaviyo-lint check examples/${example}`);
  return judge(await run(['check', path.join('examples', example)]), expected);
}

/** The key is made up for this one run, and the simulator knows it. */
async function showPreflight(title, scenario, expected) {
  headline(`klaviyo-lint preflight, with ${title}, against a simulated Klaviyo`);
  const { startSimulator } = await tsImport('../test/support/simulator.ts', import.meta.url);
  const key = `pk_${randomBytes(17).toString('hex')}`;
  const simulator = await startSimulator({ scenario, key });
  const env = {
    KLAVIYO_PRIVATE_KEY: key,
    KLAVIYO_LINT_API_URL: simulator.apiUrl,
    KLAVIYO_LINT_STATUS_URL: simulator.statusUrl,
  };
  const result = await run(['preflight'], { env, cwd: path.join(root, 'examples', 'clean-storefront') });
  await simulator.close();
  return judge(result, expected);
}

function headline(title) {
  console.log(`\n━━ ${title}\n`);
}

/** Runs the built command line and shows its output. */
async function run(args, { env = {}, cwd = root } = {}) {
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => {
    output += text;
    process.stdout.write(text);
  });
  const [status] = await once(child, 'close');
  return { status: status ?? 1, output };
}

function judge({ status, output }, expected) {
  const verdict = /^Verdict: (.+)$/m.exec(output)?.[1] ?? 'none';
  const isRight = verdict === expected && status === (expected === 'violated' ? 1 : 0);
  console.log(
    isRight
      ? `✔ '${verdict}' is the right verdict.`
      : `✘ '${verdict}' with exit code ${status} is wrong: '${expected}' is right.`,
  );
  return isRight;
}
