import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCli } from '../../src/cli/run-cli.ts';
import { git } from '../project/temporary-folder.ts';
import { brokenByCheckJson, brokenByText } from './judge-output.ts';

export interface HostileFile {
  /** With `/`; what cannot be written on this disk is left out. */
  path: string;
  content: string | Uint8Array;
  /** A link to somewhere, in place of the content. */
  link?: string | undefined;
}

export interface HostileTree {
  files: readonly HostileFile[];
  format: 'text' | 'json' | 'sarif' | 'markdown';
  isRepository?: boolean;
}

/** Stands in files beside the tree, which nothing may read. */
export const OUTSIDE = 'OUTSIDE_OF_THE_TREE';
const OUTSIDE_FILE = `export const klaviyo = fetch('https://a.klaviyo.com/api/profiles?${OUTSIDE}');\n`;

/** Runs `check` over a tree as the command line does. @returns the promises that it broke */
export async function brokenByTree({ files, format, isRepository = false }: HostileTree): Promise<string[]> {
  const around = realpathSync(mkdtempSync(path.join(tmpdir(), 'fuzz-')));
  const root = path.join(around, 'tree');
  try {
    mkdirSync(path.join(around, 'outside'), { recursive: true });
    mkdirSync(root);
    for (const name of ['outside/secret.ts', 'secret.ts']) writeFileSync(path.join(around, name), OUTSIDE_FILE);
    const written = files.filter(file => isWritten(root, file)).map(file => file.path);
    if (isRepository) makeRepository(root);
    return await judge(root, format, new Set(written));
  } finally {
    rmSync(around, { recursive: true, force: true });
  }
}

function makeRepository(root: string): void {
  try {
    git(root, 'init', '--quiet');
  } catch {
    // A file called `.git` makes a broken one.
  }
}

async function judge(root: string, format: HostileTree['format'], written: ReadonlySet<string>): Promise<string[]> {
  const out: string[] = [];
  const reported: string[] = [];
  const exitCode = await runCli(['check', '--format', format], {
    workingFolder: root,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20'),
    writeOut: async text => void out.push(text),
    writeError: text => void reported.push(text),
  });
  const [report, errors] = [out.join(''), reported.join('')];
  const problems = [...brokenByText(report), ...brokenByText(errors)];
  if ((report + errors).includes(OUTSIDE)) problems.push('It read a file outside of the tree.');
  if (/\n {4}at /.test(errors)) problems.push(`It stopped with a stack: ${errors}`);
  if (
    report === '' &&
    (exitCode !== 2 || !/^klaviyo-lint: (?:'|(?:src\/)?klaviyo-lint\.json:\d+:\d+: ).+$/m.test(errors))
  )
    problems.push(`It printed no report and did not say why: ${exitCode} ${errors}`);
  if (format === 'json' && report !== '')
    problems.push(
      ...brokenByCheckJson(report, isNormal(written) ? new Set([...written, ...foldersOf(written), '.']) : undefined),
    );
  return problems;
}

/** A name that is no UTF-8, or composed otherwise, is reported as another one. */
function isNormal(paths: ReadonlySet<string>): boolean {
  return [...paths].every(name => name === name.normalize('NFC') && !/\p{Cs}/u.test(name));
}

function foldersOf(paths: ReadonlySet<string>): string[] {
  return [...paths].flatMap(name =>
    name
      .split('/')
      .slice(0, -1)
      .map((_, index, parts) => parts.slice(0, index + 1).join('/')),
  );
}

function isWritten(root: string, { path: name, content, link }: HostileFile): boolean {
  try {
    const file = path.join(root, name);
    if (path.relative(root, file).split(path.sep).join('/') !== name || name === '') return false;
    mkdirSync(path.dirname(file), { recursive: true });
    if (link === undefined) writeFileSync(file, content, { flag: 'wx' });
    else symlinkSync(link, file);
    return true;
  } catch {
    return false;
  }
}
