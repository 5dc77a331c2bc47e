import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { findRepository, gitStart, placeOf } from './git-files.ts';

/** Reads objects of one repository with git, in streams. */
export interface GitObjects {
  /** From the top of the repository to the folder, with a slash at its end; empty for the top. */
  prefix: string;
  /** What git prints, without being interpreted; `input` is what it reads, a line each. @throws GitFailure */
  run(command: readonly string[], input?: Iterable<string>): AsyncIterable<Buffer>;
}

export class GitFailure extends Error {
  override name = 'GitFailure';
}

/** A history that takes longer is not walked to its end. */
const TIMEOUT_MS = 15 * 60_000;

/** What was found in time still gets its commit and day. */
const GRACE_MS = 10_000;

/**
 * @param root a real path
 * @param deadline when git is killed, but for a grace, in the milliseconds of `performance.now()`
 * @returns undefined where no repository is
 */
export function openGitObjects(
  root: string,
  searchPath: string | undefined,
  deadline = Infinity,
): GitObjects | undefined {
  const top = findRepository(root);
  if (top === undefined) return undefined;
  const way = root.slice(top.length).replaceAll('\\', '/').replace(/^\/+/, '');

  async function* run(command: readonly string[], input?: Iterable<string>): AsyncGenerator<Buffer> {
    const { args, options } = gitStart([...placeOf(top!), ...command], top!, searchPath);
    const child = spawn('git', args, {
      ...options,
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: Math.max(GRACE_MS, Math.min(TIMEOUT_MS, Math.ceil(deadline - performance.now()))),
      killSignal: 'SIGKILL',
    });
    const ended = new Promise<number | null>(resolve => child.once('error', () => resolve(-1)).once('close', resolve));
    // Git may end before it has read all.
    child.stdin.on('error', () => undefined);
    Readable.from(withLineFeeds(input ?? [])).pipe(child.stdin);
    try {
      yield* child.stdout as AsyncIterable<Buffer>;
      if ((await ended) !== 0) throw new GitFailure(`git ${command[0]} failed`);
    } finally {
      child.kill('SIGKILL');
    }
  }

  return { prefix: way === '' ? '' : `${way}/`, run };
}

function* withLineFeeds(lines: Iterable<string>): Generator<string> {
  for (const line of lines) yield `${line}\n`;
}

/** Cuts a stream at one byte, and decodes the pieces. */
export async function* piecesOf(stream: AsyncIterable<Buffer>, separator: '\n' | '\0'): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    let bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    for (let end = bytes.indexOf(separator); end >= 0; end = bytes.indexOf(separator)) {
      yield bytes.toString('utf8', 0, end);
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

/** One object as `cat-file --batch` prints it. */
export interface GitObject {
  id: string;
  type: string;
  bytes: Buffer;
}

/** Reads the output of `cat-file --batch`; what is missing is left out. */
export async function* objectsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<GitObject> {
  const waiting: Buffer[] = [];
  let length = 0;
  let needed = 0;
  for await (const chunk of stream) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < needed) continue;
    const read = readObjects(Buffer.concat(waiting.splice(0)));
    yield* read.objects;
    waiting.push(read.rest);
    ({ length } = read.rest);
    ({ needed } = read);
  }
}

interface ReadObjects {
  objects: GitObject[];
  /** The beginning of the next object. */
  rest: Buffer;
  /** How many bytes of it there must be. */
  needed: number;
}

/** Each object is a line with its name, kind and size, then its bytes and a line feed. */
function readObjects(bytes: Buffer): ReadObjects {
  const objects: GitObject[] = [];
  let at = 0;
  for (let end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', at)) {
    const [id = '', type = '', size] = bytes.toString('latin1', at, end).split(' ');
    const start = end + 1;
    const next = size === undefined ? start : start + Number(size) + 1;
    if (next > bytes.length) return { objects, rest: bytes.subarray(at), needed: next - at };
    if (size !== undefined) objects.push({ id, type, bytes: bytes.subarray(start, next - 1) });
    at = next;
  }
  return { objects, rest: bytes.subarray(at), needed: 0 };
}
