import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

const POLL_MS = 5;

/**
 * Runs a program to its end and takes its time and its highest memory.
 *
 * @param {{ command: string[], folder: string }} run
 * @returns {Promise<{ seconds: number, megabytes: number }>} `megabytes` is NaN where the system does not tell
 */
export function measure({ command: [program, ...args], folder }) {
  return new Promise((resolve, reject) => {
    let kilobytes = Number.NaN;
    let errors = '';
    const startedAt = performance.now();
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    const poll = setInterval(() => (kilobytes = highWaterMark(child.pid) ?? kilobytes), POLL_MS);
    child.stderr.on('data', data => (errors += data));
    child.on('error', reject);
    child.on('close', code => {
      clearInterval(poll);
      const seconds = (performance.now() - startedAt) / 1000;
      // 1 means findings, for each of the programs.
      if (code === 0 || code === 1) resolve({ seconds, megabytes: kilobytes / 1024 });
      else reject(new Error(`${program} ended with ${code}: ${errors.slice(-2000)}`));
    });
  });
}

/** Linux keeps the highest resident size of a process. */
function highWaterMark(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) || undefined;
  } catch {
    return undefined;
  }
}
