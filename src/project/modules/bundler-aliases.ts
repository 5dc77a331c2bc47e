import { posix } from 'node:path';
import { decodeText } from '../discovery/decode-text.ts';
import { fileKind } from '../discovery/file-kind.ts';
import type { FileReader } from '../discovery/read-file.ts';
import { encodingOf } from '../discovery/text-encoding.ts';

/** The aliases that one file sets up, for a folder and all below it. */
export interface FolderAliases {
  folder: string;
  aliases: [name: string, target: string][];
}

/** The names that configurations and build scripts of bundlers have. */
const CONFIG = /config|vite|webpack|rspack|rsbuild|rollup|esbuild|craco|gatsby-node|build|bundle/i;
const ALIAS = /\b(?:alias(?:es)?|resolveAlias)\b/;
const VENDOR = /klaviyo|customerio/i;
/** Where a project keeps the configurations of the folder above. */
const OF_PARENT = /^(?:\.?configs?|build|webpack|scripts|tools|internals|\.storybook)$/;

/** Reads the aliases of packages that the configurations of bundlers set up. The engine is loaded where one may concern a vendor. */
export async function readBundlerAliases(files: readonly string[], read: FileReader): Promise<FolderAliases[]> {
  const configs = files.flatMap(path => {
    const text = CONFIG.test(posix.basename(path)) ? codeOf(path, read) : '';
    return ALIAS.test(text) && VENDOR.test(text) ? [{ path, text }] : [];
  });
  if (configs.length === 0) return [];
  const [{ createLeanParser }, { bundlerAliases }] = await Promise.all([
    import('./typescript.ts'),
    import('../lint/eslint-linter.ts'),
  ]);
  const parser = createLeanParser();
  return configs.flatMap(({ path, text }) => {
    try {
      const parsed = parser.parseForESLint(text, { filePath: path });
      const aliases = bundlerAliases({ ...parsed, fileName: path, path, text });
      return aliases.length > 0 ? [{ folder: folderOf(path), aliases }] : [];
    } catch {
      // What does not parse is reported where it is linted.
      return [];
    }
  });
}

function codeOf(path: string, read: FileReader): string {
  const kind = fileKind(path);
  const bytes = kind === 'javascript' || kind === 'typescript' ? read(path) : undefined;
  return bytes instanceof Uint8Array && encodingOf(bytes) !== 'binary' ? decodeText(bytes).text : '';
}

function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return OF_PARENT.test(posix.basename(folder)) ? posix.dirname(folder) : folder;
}
