import { readComponent } from '../containers/read-component.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import type { Skipped } from '../../model/report.ts';
import { LINT_VENDORS } from '../lint/lint-vendor.ts';
import { createLint } from '../lint/lint.ts';
import { readSource, type SourceFile } from '../lint/prefilter.ts';

/**
 * Parses a text as the file that it is to become.
 *
 * @param root a real path
 * @returns why it does not parse; undefined if it does, or is no code
 */
export async function parseProblem(root: string, path: string, text: string): Promise<string | undefined> {
  const read = (): Buffer => Buffer.from(text);
  const parse = await createLint({ root, asOf: '', rules: {} });
  for (const found of sourcesOf(read, path)) {
    if ('reason' in found) return found.reason;
    const { skipped } = await parse(found);
    if (skipped[0] !== undefined) return skipped[0].reason;
  }
  return undefined;
}

/** Of a component, what the rules of each vendor see: other scripts of a page may not have parsed before. */
function sourcesOf(read: FileReader, path: string): (SourceFile | Skipped)[] {
  if (fileKind(path) === 'component')
    return Object.values(LINT_VENDORS).flatMap((vendor): (SourceFile | Skipped)[] =>
      [readComponent(read, path, vendor)].flat(),
    );
  return [readSource(read, path, () => true) ?? []].flat();
}
