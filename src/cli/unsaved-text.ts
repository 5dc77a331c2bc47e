import { UsageError } from '../model/errors.ts';
import type { UnsavedText } from '../project/discovery/unsaved-text.ts';
import type { CliIo } from './cli-io.ts';

export interface StdinArguments {
  stdin?: boolean;
  stdinFilename?: string;
}

/**
 * Reads the text of standard input where the command line says that it stands for a file.
 *
 * @throws UsageError where only one of the two options is given, or a path too
 */
export async function readUnsavedText(
  { stdin = false, stdinFilename }: StdinArguments,
  paths: readonly string[],
  { readIn }: CliIo,
): Promise<UnsavedText | undefined> {
  if (!stdin && stdinFilename === undefined) return undefined;
  if (!stdin) throw new UsageError("'--stdin-filename' names the file of a text. Give the text too, with '--stdin'.");
  if (stdinFilename === undefined)
    throw new UsageError("'--stdin' needs the name of the file that the text is of. Add '--stdin-filename'.");
  if (paths.length > 0)
    throw new UsageError("'--stdin' checks one text. Leave the paths out, or check the files without it.");
  if (readIn === undefined) throw new UsageError('There is no standard input. Name the file instead.');
  return { path: stdinFilename, bytes: await readIn() };
}
