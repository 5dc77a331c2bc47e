import { posix } from 'node:path';
import { validRange } from 'semver';
import type { DataEntry } from '../../model/evidence-facts.ts';
import type { NodeVersion } from '../../model/facts.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { locate } from '../discovery/line-index.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { dataEntries } from '../evidence/data-entries.ts';
import { parseJsonObject, stringOf, tableOf } from './json-tree.ts';

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
/** What tells that a job installs or runs the project on the Node that it set up. */
const USES_PROJECT = /\b(?:npm\s+(?:ci|i|install|clean-install|t|test|run|start)|yarn|pnpm|bun)\b/;

/** The major versions behind the names of long-term releases. Source: nodejs/Release, schedule.json; read 2026-11-22. */
const CODENAMES: Readonly<Record<string, number>> = {
  argon: 4,
  boron: 6,
  carbon: 8,
  dubnium: 10,
  erbium: 12,
  fermium: 14,
  gallium: 16,
  hydrogen: 18,
  iron: 20,
  jod: 22,
  krypton: 24,
};

/**
 * Reads what the manifests, the version files and the workflows of a repository say about the Node that runs it. What names no
 * version, such as `lts/*`, follows the newest, and is left out, as is a file that cannot be read.
 *
 * @param files relative to the checked folder
 */
export function collectNodeVersions(read: FileReader, files: readonly string[]): NodeVersion[] {
  return files.flatMap(path => {
    const reader = readerOf(path);
    const bytes = reader && read(path);
    if (reader === undefined || !(bytes instanceof Uint8Array)) return [];
    try {
      return reader(path, decodeText(bytes).text);
    } catch (error) {
      // A manifest that is broken is reported by what reads dependencies.
      if (error instanceof SyntaxError || error instanceof RangeError) return [];
      throw error;
    }
  });
}

type Reader = (path: string, text: string) => NodeVersion[];

function readerOf(path: string): Reader | undefined {
  const name = posix.basename(path);
  if (name === 'package.json') return engines;
  if (name === '.nvmrc' || name === '.node-version') return versionFile;
  return WORKFLOW.test(path) ? workflow : undefined;
}

function engines(path: string, text: string): NodeVersion[] {
  const node = tableOf(tableOf(parseJsonObject(text), text).get('engines')?.value, text).get('node')?.value;
  const written = stringOf(node);
  if (node === undefined || written === undefined) return [];
  return found('engines', path, written, locate(path, text, node.offset, node.offset + node.length));
}

function versionFile(path: string, text: string): NodeVersion[] {
  const [line] = [...text.matchAll(/^[ \t]*([^\s#][^\r\n#]*)/gm)];
  const written = line?.[1]?.trim();
  if (line === undefined || written === undefined) return [];
  const start = line.index + line[0].indexOf(written);
  return found('version-file', path, written, locate(path, text, start, start + written.length));
}

/** What `actions/setup-node` installs in the jobs that then use the project; a job that works in another folder is left out. */
function workflow(path: string, text: string): NodeVersion[] {
  const entries = dataEntries(text).filter(({ document }) => document === undefined);
  if (entries.some(({ keys }) => keys[0] === 'defaults' && keys.at(-1) === 'working-directory')) return [];
  const jobs = new Set(entries.flatMap(({ keys: [top, job] }) => (top === 'jobs' && job !== undefined ? [job] : [])));
  return [...jobs].flatMap(job => {
    const own = entries.filter(({ keys }) => keys[0] === 'jobs' && keys[1] === job);
    const isElsewhere = own.some(({ keys }) => keys.at(-1) === 'working-directory');
    const usesProject = own.some(({ keys, value }) => keys.at(-1) === 'run' && USES_PROJECT.test(value));
    if (isElsewhere || !usesProject) return [];
    return own.filter(isSetup).flatMap(setup =>
      installedIn(own, setup).flatMap(({ value, line }) => {
        const width = text.split('\n')[line - 1]?.length ?? 0;
        return found('workflow', path, value, { path, line, column: 1, endLine: line, endColumn: width + 1 });
      }),
    );
  });
}

function isSetup({ keys, value }: DataEntry): boolean {
  return keys.at(-1) === 'uses' && /^actions\/setup-node@/.test(value);
}

/** The values that a step installs: one, or those of the matrix that it names. */
function installedIn(job: readonly DataEntry[], { keys }: DataEntry): DataEntry[] {
  const at = [...keys.slice(0, -1), 'with', 'node-version'].join('\0');
  const given = job.find(entry => entry.keys.join('\0') === at);
  if (given === undefined) return [];
  const [, name] = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(given.value.trim()) ?? [];
  if (name === undefined) return given.value.includes('${{') ? [] : [given];
  return job.filter(({ keys: [, , strategy, matrix, first, , last] }) => {
    if (strategy !== 'strategy' || matrix !== 'matrix') return false;
    return first === name || (first === 'include' && last === name);
  });
}

function found(by: NodeVersion['by'], path: string, text: string, at: NodeVersion['at']): NodeVersion[] {
  const range = nodeRange(text);
  const folder = by === 'workflow' || !path.includes('/') ? '' : posix.dirname(path);
  return range === undefined ? [] : [{ by, text, range, folder, at }];
}

/** As nvm and setup-node read it; undefined for what follows the newest release, and for what is none. */
function nodeRange(text: string): string | undefined {
  const [, codename] = /^lts\/([a-z]+)$/i.exec(text) ?? [];
  const major = codename === undefined ? undefined : CODENAMES[codename.toLowerCase()];
  return validRange(major === undefined ? text.replace(/^node[@-]?(?=v?\d)/, '') : String(major)) ?? undefined;
}
