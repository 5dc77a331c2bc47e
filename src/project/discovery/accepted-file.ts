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
  /** Why what stands in the checked folder was not read, as a clause; only where something does. */
  unread?: string;
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

/** Reads a file that decides over findings. */
export async function readAcceptedFile(
  name: string,
  { root, source, read, searchPath }: AcceptedReading,
): Promise<AcceptedFile> {
  if (source === 'nowhere') return { own: undefined, counting: undefined };
  const { own, ...unread } = readOwn(name, read);
  if (source === 'folder') return { own, counting: own, ...unread };
  const counting = await readGitFile(root, source.commit, name, searchPath);
  return { own, counting, ...unread, ...(own !== counting && { notice: noticeOf(name, counting !== undefined) }) };
}

function readOwn(name: string, read: FileReader): Pick<AcceptedFile, 'own' | 'unread'> {
  const bytes = read(name);
  if (bytes === undefined) return { own: undefined };
  return bytes instanceof Uint8Array ? { own: decodeText(bytes).text } : { own: undefined, unread: bytes.reason };
}

/** Says that a file differs from the one that counts. */
export function noticeOf(path: string, isInBase: boolean): Notice {
  const message = isInBase
    ? `'${path}' is changed here, and that of the base counts until this is merged. Review what it will loosen.`
    : `'${path}' does not count, because the base has none that can be read. Review what it will loosen, and fetch the base.`;
  return { path, message };
}
