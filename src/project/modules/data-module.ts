import { decodeText } from '../discovery/decode-text.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { encodingOf } from '../discovery/text-encoding.ts';
import { MAX_SOURCE_BYTES, type SourceFile } from '../lint/prefilter.ts';

/** Settings have some kilobytes; what is larger, and does not name the vendor, is data of another kind, such as all postal codes. */
const MAX_SETTINGS_BYTES = 64 * 1024;

/** Returns whether a file is JSON that code may import; nobody imports manifests and configurations for addresses in them. */
export function isDataFile(path: string): boolean {
  return /\.json$/i.test(path) && !/(?:^|[/])(?:package(?:-lock)?|composer|tsconfig[^/]*|jsconfig)\.json$/i.test(path);
}

/**
 * Reads JSON as the module that its importers get.
 *
 * @param isWanted tells whether one that is too large for settings is of interest
 * @returns undefined if it is no JSON, or too large
 */
export function readDataModule(
  path: string,
  read: FileReader,
  isWanted: (text: string) => boolean,
): SourceFile | undefined {
  const bytes = isDataFile(path) ? read(path) : undefined;
  if (!(bytes instanceof Uint8Array) || bytes.length > MAX_SOURCE_BYTES || encodingOf(bytes) === 'binary')
    return undefined;
  const decoded = decodeText(bytes);
  if ((bytes.length > MAX_SETTINGS_BYTES && !isWanted(decoded.text)) || !isJson(decoded.text)) return undefined;
  return { path, language: 'typescript', ...decoded };
}

/** Finds the JSON that names what an expression matches, such as the host of an API. */
export function dataModulesNaming(name: RegExp, files: readonly string[], read: FileReader): SourceFile[] {
  return files.flatMap(path => {
    const bytes = isDataFile(path) ? read(path) : undefined;
    if (!(bytes instanceof Uint8Array) || !name.test(bytes.toString('latin1'))) return [];
    return readDataModule(path, read, () => true) ?? [];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
