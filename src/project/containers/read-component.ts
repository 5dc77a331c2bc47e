import type { Skipped } from '../../model/report.ts';
import { isPage } from '../../vendors/browser-module.ts';
import { KLAVIYO, type LintVendor } from '../lint/lint-vendor.ts';
import { MAX_SOURCE_BYTES, readSigned, type SourceFile, TOO_LARGE } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { componentSources } from './component-sources.ts';

/** Of a page that was saved, most is markup. */
const MAX_PAGE_BYTES = 8 * MAX_SOURCE_BYTES;

/** Reads one component, if it mentions the vendor. @param isWanted what tells so of the whole file; a sign by default @returns its sources that mention the vendor, or why it was not analyzed */
export function readComponent(
  read: FileReader,
  path: string,
  vendor: LintVendor = KLAVIYO,
  isWanted: (text: string) => boolean = vendor.isSigned,
): SourceFile[] | Skipped {
  const found = readSigned(read, path, isPage(path) ? MAX_PAGE_BYTES : MAX_SOURCE_BYTES, isWanted);
  if (found === undefined) return [];
  if ('reason' in found) return found;
  const sources = componentSources({ path, ...found }, vendor).filter(({ text }) => vendor.isSigned(text));
  const isLarge = sources.some(({ text }) => text.replaceAll(/\s/g, '').length > MAX_SOURCE_BYTES);
  return isLarge ? { id: 'file', path, reason: TOO_LARGE } : sources;
}
