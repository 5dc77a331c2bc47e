import path from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';

/**
 * The text of a file that a script writes, as `npm run format` would leave it.
 * @param root the folder of the repository
 * @param file from the root, with `/`
 */
export async function formatted(root: string, file: string, text: string): Promise<string> {
  const filepath = path.join(root, file);
  const { ignored, inferredParser } = await getFileInfo(filepath, { ignorePath: path.join(root, '.prettierignore') });
  return ignored || inferredParser === null ? text : format(text, { ...(await resolveConfig(filepath)), filepath });
}
