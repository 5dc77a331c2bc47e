import type { Skipped } from '../../model/report.ts';
import { isSigned } from '../../vendors/klaviyo/sign.ts';
import { readSigned, type SourceFile } from '../lint/prefilter.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { componentSources } from './component-sources.ts';

/** Reads one component. @returns its sources that mention the vendor, or why it was not analyzed */
export function readComponent(read: FileReader, path: string): SourceFile[] | Skipped {
  const found = readSigned(read, path);
  if (found === undefined) return [];
  if ('reason' in found) return found;
  return componentSources({ path, ...found }).filter(({ text }) => isSigned(text));
}
