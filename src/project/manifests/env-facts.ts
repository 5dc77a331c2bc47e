import { decodeText } from '../discovery/decode-text.ts';
import { isEnvFile, readEnvFile } from './env-file.ts';
import type { EnvFile } from '../../model/facts.ts';
import { listTrackedFiles } from '../git/git-files.ts';
import type { FileReader } from '../discovery/read-file.ts';

/**
 * Reads the env files that git tracks, or that no `.gitignore` covers.
 *
 * @param folder without it, nothing is known of git
 */
export async function collectEnvFiles(
  read: FileReader,
  files: readonly string[],
  folder?: { root: string; searchPath?: string | undefined },
): Promise<EnvFile[]> {
  const found = files.filter(isEnvFile).flatMap(path => {
    const bytes = read(path);
    return bytes instanceof Uint8Array ? [readEnvFile(path, decodeText(bytes).text)] : [];
  });
  const telling = found.filter(({ secrets }) => secrets.length > 0);
  if (telling.length === 0) return [];
  const tracked = new Set(
    folder &&
      (await listTrackedFiles(
        folder.root,
        telling.map(({ path }) => path),
        folder.searchPath,
      )),
  );
  return telling.map(file => ({ ...file, isTracked: tracked.has(file.path) }));
}
