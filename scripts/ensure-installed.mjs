// Runs before `npm start` and `npm test`: installs what the lock file names, when that is not there or older than the lock file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const LOCK = path.join(root, 'package-lock.json');
/** Npm writes it at the end of every installation. */
const INSTALLED = path.join(root, 'node_modules', '.package-lock.json');
/** For which lock file we installed; a checkout may make an unchanged one look newer. */
const STAMP = path.join(root, 'node_modules', '.installed-for');

if (!isInstalled()) {
  console.error('Installing the dependencies with npm ci …');
  const problem = install();
  if (problem === undefined) writeFileSync(STAMP, lockHash());
  else console.error(problem);
  process.exitCode = problem === undefined ? 0 : 1;
}

function isInstalled() {
  const installed = statSync(INSTALLED, { throwIfNoEntry: false });
  return installed !== undefined && (installed.mtimeMs >= statSync(LOCK).mtimeMs || readStamp() === lockHash());
}

/** @returns {string | undefined} what went wrong */
function install() {
  // Without a network npm would wait for minutes before it fails.
  const impatient = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000', '--prefer-offline'];
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...impatient];
  // On Windows npm is a script, which only a shell can start; the arguments are ours.
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status === 0) return undefined;
  const output = error?.message ?? `${stdout}${stderr}`.trim();
  const isOffline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(output);
  const advice = isOffline
    ? 'The npm registry could not be reached. Connect to the network, or set the registry or proxy that you use with npm config, and try again.'
    : 'The dependencies could not be installed. Fix what npm names above, and try again.';
  return `${output}\n\n${advice}`;
}

function readStamp() {
  return statSync(STAMP, { throwIfNoEntry: false }) && readFileSync(STAMP, 'utf8');
}

function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}
