import { posix } from 'node:path';
import type { Skipped } from '../../model/report.ts';
import { fileKind, type SourceLanguage } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { isSigned } from '../../vendors/klaviyo/sign.ts';
import { mentionsAnyVendor } from '../../vendors/signs.ts';
import { decodeText, type DecodedText } from '../discovery/decode-text.ts';
import { encodingOf } from '../discovery/text-encoding.ts';

/** A file, or a part of one, that mentions the vendor. */
export interface SourceFile {
  path: string;
  /** Its name for the engine where that is not the path: the engine needs the extension, and one name for each part. */
  name?: string;
  language: SourceLanguage;
  /** Without a byte order mark. */
  text: string;
  hasByteOrderMark: boolean;
  /** It stands in a command, where no edit of code is right. */
  isEmbedded?: boolean;
}

/** The largest that anybody wrote by hand in 130 public integrations has 0.3 MB; bundles of some megabytes take minutes. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** Why a file is not analyzed that is larger. */
export const TOO_LARGE = 'it is larger than 1 MB';

/** Extensions that parsers do not know. */
const FOREIGN_EXTENSION = /\.(?:gs|es6|es|jsm)$/i;

/** @returns the path that stands for a source in a program and before the rules */
export function moduleName({ path, name = path }: SourceFile): string {
  return name;
}

/** The sources by the files that they are of, or are parts of. */
export function sourcesByPath(sources: readonly SourceFile[]): ReadonlyMap<string, readonly SourceFile[]> {
  const found = new Map<string, SourceFile[]>();
  for (const source of sources) {
    const ofFile = found.get(source.path);
    if (ofFile) ofFile.push(source);
    else found.set(source.path, [source]);
  }
  return found;
}

/**
 * Reads one file of JavaScript or TypeScript, if it mentions the vendor.
 *
 * @param isWanted what tells so
 * @returns the source; why it was not analyzed; or undefined if it is no source, or none that matters
 */
export function readSource(
  read: FileReader,
  path: string,
  isWanted: (text: string) => boolean = isSigned,
): SourceFile | Skipped | undefined {
  const kind = fileKind(path);
  if (kind === 'shell') return readExecutable(read, path, isWanted);
  if (kind !== 'javascript' && kind !== 'typescript') return undefined;
  const found = readSigned(read, path, MAX_SOURCE_BYTES, isWanted);
  if (found === undefined || 'reason' in found) return found;
  return { path, ...(FOREIGN_EXTENSION.test(path) && { name: `${path}?.js` }), language: kind, ...found };
}

const LONGEST_SHEBANG = 200;
const RUNTIMES = new Map<string, SourceLanguage>([
  ['node', 'javascript'],
  ['nodejs', 'javascript'],
  ['zx', 'javascript'],
  ['bun', 'typescript'],
  ['deno', 'typescript'],
  ['tsx', 'typescript'],
  ['ts-node', 'typescript'],
]);

/** A script without an extension is what its first line says that runs it. */
function readExecutable(
  read: FileReader,
  path: string,
  isWanted: (text: string) => boolean,
): SourceFile | Skipped | undefined {
  const bytes = posix.extname(path) === '' ? read(path) : undefined;
  const start = bytes instanceof Uint8Array ? bytes.toString('latin1', 0, LONGEST_SHEBANG) : '';
  const language = RUNTIMES.get(interpreterIn(start));
  const found = language && readSigned(read, path, MAX_SOURCE_BYTES, text => mayHoldSign(text) && isWanted(text));
  if (language === undefined || found === undefined) return undefined;
  if ('reason' in found) return found;
  return { path, name: `${path}?.${language === 'typescript' ? 'ts' : 'js'}`, language, ...found };
}

function mayHoldSign(text: string): boolean {
  return isSigned(text) || mentionsAnyVendor(text);
}

function interpreterIn(text: string): string {
  const [line = ''] = text.split('\n');
  if (!line.startsWith('#!')) return '';
  const words = line.slice('#!'.length).trim().split(/\s+/);
  const isEnv = posix.basename(words[0] ?? '') === 'env';
  return posix.basename(words.slice(isEnv ? 1 : 0).find(word => !word.startsWith('-')) ?? '');
}

/**
 * Reads one file, as bytes, and decodes it only if it mentions the vendor.
 *
 * @param most how many bytes are read at most
 * @returns the text; why it was not analyzed; or undefined if it does not
 */
export function readSigned(
  read: FileReader,
  path: string,
  most = MAX_SOURCE_BYTES,
  isWanted: (text: string) => boolean = isSigned,
): DecodedText | Skipped | undefined {
  const bytes = read(path);
  if (bytes === undefined) return undefined;
  if (!(bytes instanceof Uint8Array)) return { id: 'file', path, reason: bytes.reason };
  const encoding = encodingOf(bytes);
  const searched = encoding.startsWith('utf-16') ? decodeText(bytes).text : bytes.toString('latin1');
  if (!isWanted(searched)) return undefined;
  // Without the vendor's name there can only be a key, and keys are searched in files of any size.
  if (bytes.length > most) return mentionsAnyVendor(searched) ? { id: 'file', path, reason: TOO_LARGE } : undefined;
  if (encoding === 'binary') return { id: 'file', path, reason: 'it is binary' };
  return decodeText(bytes);
}
