import { readComponent } from '../containers/read-component.ts';
import { fileKind } from '../discovery/file-kind.ts';
import { createLint } from '../lint/lint.ts';
import { readSource } from '../lint/prefilter.ts';

/**
 * Parses a text as the file that it is to become.
 *
 * @param root a real path
 * @returns why it does not parse; undefined if it does, or is no code
 */
export async function parseProblem(root: string, path: string, text: string): Promise<string | undefined> {
  const read = (): Buffer => Buffer.from(text);
  const found = fileKind(path) === 'component' ? readComponent(read, path) : readSource(read, path, () => true);
  if (found === undefined) return undefined;
  if ('reason' in found) return found.reason;
  const parse = await createLint({ root, asOf: '', rules: {} });
  for (const source of [found].flat()) {
    const { skipped } = await parse(source);
    if (skipped[0] !== undefined) return skipped[0].reason;
  }
  return undefined;
}
