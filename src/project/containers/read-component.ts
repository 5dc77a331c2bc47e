import type { Skipped } from '../../report.ts';
import { isSigned } from '../../klaviyo/sign.ts';
import { readSigned, type SourceFile } from '../prefilter.ts';
import type { FileReader } from '../read-file.ts';
import { componentSources } from './component-sources.ts';

/** Reads one component. @returns its sources that say anything of the vendor, or why it was not looked at */
export function readComponent(read: FileReader, path: string): SourceFile[] | Skipped {
  const found = readSigned(read, path);
  if (found === undefined) return [];
  if ('reason' in found) return found;
  return componentSources({ path, ...found }).filter(({ text }) => isSigned(text));
}
