import type { Skipped } from '../../model/report.ts';
import { fileKind, type SourceLanguage } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { isSigned, namesVendor } from '../../vendors/klaviyo/sign.ts';
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
}

/** The largest that anybody wrote by hand in 130 public integrations has 0.3 MB; bundles of some megabytes take minutes. */
export const MAX_SOURCE_BYTES = 1024 * 1024;

/** @returns the path that stands for a source in a program and before the rules */
export function moduleName({ path, name = path }: SourceFile): string {
  return name;
}

/**
 * Reads one file of JavaScript or TypeScript, if it mentions the vendor.
 *
 * @returns the source; why it was not analyzed; or undefined if it is no source, or none that matters
 */
export function readSource(read: FileReader, path: string): SourceFile | Skipped | undefined {
  const language = fileKind(path);
  if (language !== 'javascript' && language !== 'typescript') return undefined;
  const found = readSigned(read, path);
  if (found === undefined || 'reason' in found) return found;
  return { path, ...(path.endsWith('.gs') && { name: `${path}?.js` }), language, ...found };
}

/**
 * Reads one file, as bytes, and decodes it only if it mentions the vendor.
 *
 * @returns the text; why it was not analyzed; or undefined if it does not
 */
export function readSigned(read: FileReader, path: string): DecodedText | Skipped | undefined {
  const bytes = read(path);
  if (bytes === undefined) return undefined;
  if (!(bytes instanceof Uint8Array)) return { id: 'file', path, reason: bytes.reason };
  const encoding = encodingOf(bytes);
  const isUtf16 = encoding.startsWith('utf-16');
  const searched = isUtf16 ? decodeText(bytes).text : bytes.toString('latin1');
  if (!isSigned(searched)) return undefined;
  // Without the vendor's name there can only be a key, and keys are searched in files of any size.
  if (bytes.length > MAX_SOURCE_BYTES)
    return namesVendor(searched) ? { id: 'file', path, reason: 'it is larger than 1 MB' } : undefined;
  if (encoding === 'binary') return { id: 'file', path, reason: 'it is binary' };
  return decodeText(bytes);
}
