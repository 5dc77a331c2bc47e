import type { Skipped } from '../../model/report.ts';
import { fileKind, type FileKind } from '../discovery/file-kind.ts';
import { readSigned } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';

export type ShellFileKind = Extract<
  FileKind,
  'shell' | 'dockerfile' | 'workflow' | 'makefile' | 'pipeline' | 'manifest'
>;

const KINDS: ReadonlySet<FileKind> = new Set<ShellFileKind>([
  'shell',
  'dockerfile',
  'workflow',
  'makefile',
  'pipeline',
  'manifest',
]);

/** What a manifest or a pipeline has in it that sends something; most of those that name the vendor only depend on its SDK. */
const SENDS = /klaviyo\.com|klaviyo-api-key/i;

/** A file with commands of a shell that mentions the vendor. */
export interface ShellFile {
  path: string;
  kind: ShellFileKind;
  /** Without a byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
}

/** No script is as long; the parser takes seconds for what is made to exhaust it. */
export const MAX_SHELL_CHARACTERS = 128 * 1024;

/** Husky runs these with `sh`. */
const GIT_HOOK = /(?:^|\/)\.(?:husky|githooks)\/[a-z-]+$/;
const HAS_EXTENSION = /[^/]\.[^./]+$/;
const SHEBANG = /^#!\s*(?:\S*\/)?(?:env\s+(?:-S\s+)?)?(?:ba|da|a|k)?sh(?:\s|$)/;

/**
 * Reads one file with commands of a shell.
 *
 * @param root the checked folder
 * @returns the file; why it was not analyzed; or undefined if it is none, or none that matters
 */
export function readShellFile(read: FileReader, path: string, root?: string): ShellFile | Skipped | undefined {
  const kind = fileKind(path, root);
  if (!isShellKind(kind)) return undefined;
  const found = readSigned(read, path);
  if (kind === 'manifest' || kind === 'pipeline') return readIfSending(found, path, kind);
  if (found === undefined || 'reason' in found) return isNamed(path) || kind !== 'shell' ? found : undefined;
  if (kind === 'shell' && !isScript(path, found.text)) return undefined;
  if (found.text.length > MAX_SHELL_CHARACTERS) return { id: 'file', path, reason: 'it is larger than 128 KB' };
  return { path, kind, ...found };
}

function isScript(path: string, text: string): boolean {
  return isNamed(path) || SHEBANG.test(text) || GIT_HOOK.test(path);
}

function isShellKind(kind: FileKind | undefined): kind is ShellFileKind {
  return kind !== undefined && KINDS.has(kind);
}

/** Of these files only the commands are read here. */
function readIfSending(
  found: ReturnType<typeof readSigned>,
  path: string,
  kind: ShellFileKind,
): ShellFile | Skipped | undefined {
  if (found === undefined || 'reason' in found) return kind === 'pipeline' ? found : undefined;
  if (!SENDS.test(found.text)) return undefined;
  if (found.text.length > MAX_SHELL_CHARACTERS) return { id: 'file', path, reason: 'it is larger than 128 KB' };
  return { path, kind, ...found };
}

/** Whether the name is that of a script; otherwise the first line decides. */
function isNamed(path: string): boolean {
  return HAS_EXTENSION.test(path);
}
