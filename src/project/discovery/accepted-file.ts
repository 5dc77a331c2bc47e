import { UsageError } from '../../model/errors.ts';
import type { Notice } from '../../model/report.ts';
import { decodeText } from './decode-text.ts';
import { readGitFile } from '../git/git-files.ts';
import type { FileReader } from './read-file.ts';

/**
 * Which version of a file that decides over findings counts: that of the checked folder, that of a commit of its repository, or
 * none. Code that is not accepted yet must not loosen the check that it has to pass, so it is judged by the settings of its base.
 */
export type AcceptedSource = 'folder' | { commit: string } | 'nowhere';

export interface AcceptedFile {
  /** What stands in the checked folder; undefined where nothing does, or nothing of it may count. */
  own: string | undefined;
  /** What counts. */
  counting: string | undefined;
  /** Where the folder differs from what counts. */
  notice?: Notice;
}

export interface AcceptedReading {
  /** A real path. */
  root: string;
  source: AcceptedSource;
  read: FileReader;
  /** Where git is looked for. */
  searchPath?: string | undefined;
}

/** Reads a file that decides over findings. @throws UsageError if that of the folder cannot be read */
export async function readAcceptedFile(
  name: string,
  { root, source, read, searchPath }: AcceptedReading,
): Promise<AcceptedFile> {
  if (source === 'nowhere') return { own: undefined, counting: undefined };
  const own = readOwn(name, read);
  if (source === 'folder') return { own, counting: own };
  const counting = await readGitFile(root, source.commit, name, searchPath);
  return { own, counting, ...(own !== counting && { notice: noticeOf(name, counting !== undefined) }) };
}

function readOwn(name: string, read: FileReader): string | undefined {
  const bytes = read(name);
  if (bytes === undefined) return undefined;
  if (!(bytes instanceof Uint8Array)) throw new UsageError(`'${name}' was not read: ${bytes.reason}.`);
  return decodeText(bytes).text;
}

function noticeOf(path: string, isInBase: boolean): Notice {
  const message = isInBase
    ? `'${path}' is changed here, and that of the base counts until this is merged. Review what it will loosen.`
    : `'${path}' does not count, because the base has none that can be read. Review what it will loosen, and fetch the base.`;
  return { path, message };
}
