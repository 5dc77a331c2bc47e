import { decodeText } from '../discovery/decode-text.ts';
import type { PackageManager } from '../../model/facts.ts';
import { lineOf } from '../discovery/line-index.ts';
import type { FileReader } from '../discovery/read-file.ts';
import type { Lock, LockReader } from './lock.ts';

interface LockFormat {
  manager: PackageManager;
  /** Loaded when the first such file is there; none where the format cannot be read. */
  reader?: () => Promise<LockReader>;
  /** The command that writes the file anew. */
  command: string;
}

const npm: LockFormat = {
  manager: 'npm',
  reader: async () => (await import('./npm-lock.ts')).readNpmLock,
  command: 'npm install',
};

/** By the name of the file, in the order in which a manager looks for it. */
export const LOCK_FORMATS: Readonly<Record<string, LockFormat>> = {
  'npm-shrinkwrap.json': npm,
  'package-lock.json': npm,
  'pnpm-lock.yaml': {
    manager: 'pnpm',
    reader: async () => (await import('./pnpm-lock.ts')).readPnpmLock,
    command: 'pnpm install',
  },
  'yarn.lock': {
    manager: 'yarn',
    reader: async () => (await import('./yarn-lock.ts')).readYarnLock,
    command: 'yarn install',
  },
  'bun.lock': {
    manager: 'bun',
    reader: async () => (await import('./bun-lock.ts')).readBunLock,
    command: 'bun install',
  },
  'bun.lockb': { manager: 'bun', command: 'bun install --save-text-lockfile' },
};

/** A lock file that was read, or why it was not. */
export type ReadLock = { lock: Lock; text: string } | { reason: string };

/** Reads a lock file. @returns undefined if there is none */
export async function readLock(read: FileReader, path: string): Promise<ReadLock | undefined> {
  const { reader, command } = LOCK_FORMATS[path.slice(path.lastIndexOf('/') + 1)]!;
  const bytes = read(path);
  if (bytes === undefined) return undefined;
  if (!(bytes instanceof Uint8Array)) return { reason: bytes.reason };
  if (reader === undefined) return { reason: `it is binary; write one that can be read with '${command}'` };
  const { text } = decodeText(bytes);
  const fault = faultIn(bytes, text);
  if (fault !== undefined) return { reason: `${fault}; write it anew with '${command}'` };
  const parse = await reader();
  return readOrExplain(command, () => ({ lock: parse(text), text }));
}

/** Reads a lock file that may be broken. @returns why it could not be read, with the command that fixes it */
export function readOrExplain<Result>(command: string, read: () => Result): Result | { reason: string } {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: `${error.message}; write it anew with '${command}'` };
    if (error instanceof RangeError) return { reason: `it is nested too deeply; write it anew with '${command}'` };
    throw error;
  }
}

/** What the parsers would read over, or take a long time for. */
function faultIn(bytes: Buffer, text: string): string | undefined {
  if (text.trim() === '') return 'it is empty';
  if (bytes[0] === 0xff || bytes[0] === 0xfe) return 'it is UTF-16';
  if (bytes.includes(0)) return 'it holds NUL bytes';
  const found = FAULTS.map(([pattern, fault]) => [pattern.exec(text), fault] as const).find(
    ([match]) => match !== null,
  );
  return found && `${found[1]} (line ${lineOf(text, found[0]!.index)})`;
}

/** No package manager writes any of these. */
const FAULTS: readonly [pattern: RegExp, fault: string][] = [
  [/^(?:<{7}|={7}|>{7})(?: |\r?$)/m, 'it holds the marks of a merge conflict'],
  [/^[ \t]*(?:- )?["']?__proto__["']?[ \t]*:/m, "it has a key '__proto__'"],
  [/(?:: |- |\[|, )&\w+(?:[ \t\r\n[{]|$)/, 'it has an anchor of YAML'],
];
