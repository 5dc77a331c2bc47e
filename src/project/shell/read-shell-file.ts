import type { Skipped } from '../../model/report.ts';
import type { DecodedText } from '../discovery/decode-text.ts';
import { fileKind, type FileKind } from '../discovery/file-kind.ts';
import { MAX_SOURCE_BYTES, readSigned } from '../lint/prefilter.ts';
import { KLAVIYO, type LintVendor } from '../lint/lint-vendor.ts';
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

/** A file with commands of a shell that mentions the vendor. */
export interface ShellFile {
  path: string;
  kind: ShellFileKind;
  /** Without a byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
}

interface ShellReading {
  root?: string;
  vendor?: LintVendor;
  /** What tells that a text mentions the vendor. */
  isWanted?: (text: string) => boolean;
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
 * @param from the checked folder, and who has to be mentioned; Klaviyo by default
 * @returns the file; why it was not analyzed; or undefined if it is none, or none that matters
 */
export function readShellFile(
  read: FileReader,
  path: string,
  { root, vendor = KLAVIYO, isWanted = vendor.isSigned }: ShellReading = {},
): ShellFile | Skipped | undefined {
  const kind = fileKind(path, root);
  if (!isShellKind(kind)) return undefined;
  const found = readSigned(read, path, MAX_SOURCE_BYTES, isWanted);
  if (kind === 'manifest' || kind === 'pipeline')
    return readIfSending(found, { path, kind, isSentTo: vendor.isSentTo });
  if (!isText(found)) return isNamed(path) || kind !== 'shell' ? found : undefined;
  if (kind === 'shell' && !isScript(path, found.text)) return undefined;
  return ifNotTooLong({ path, kind, ...found });
}

function ifNotTooLong(file: ShellFile): ShellFile | Skipped {
  return file.text.length > MAX_SHELL_CHARACTERS
    ? { id: 'file', path: file.path, reason: 'it is larger than 128 KB' }
    : file;
}

function isText(found: ReturnType<typeof readSigned>): found is DecodedText {
  return found !== undefined && !('reason' in found);
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
  { path, kind, isSentTo }: Pick<ShellFile, 'path' | 'kind'> & Pick<LintVendor, 'isSentTo'>,
): ShellFile | Skipped | undefined {
  if (!isText(found)) return kind === 'pipeline' ? found : undefined;
  if (!isSentTo.test(found.text)) return undefined;
  return ifNotTooLong({ path, kind, ...found });
}

/** Whether the name is that of a script; otherwise the first line decides. */
function isNamed(path: string): boolean {
  return HAS_EXTENSION.test(path);
}
