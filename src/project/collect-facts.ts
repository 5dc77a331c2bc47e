import type { Skipped } from '../report.ts';
import { sdkDependencies, type Declaration } from './declaration.ts';
import { decodeText } from './decode-text.ts';
import type { RepositoryFacts, SdkDependency } from './facts.ts';
import { failureReason } from './failure.ts';
import { fileKind, type FileKind } from './file-kind.ts';
import type { FileReader, Unread } from './read-file.ts';

type DeclarationReader = (text: string) => Declaration[];

/** Loaded when the first such file is there. */
const READERS: Partial<Record<FileKind, () => Promise<DeclarationReader>>> = {
  manifest: async () => (await import('./manifest.ts')).readManifest,
  catalog: async () => (await import('./catalog.ts')).readCatalogs,
};

/** Reads what the manifests declare. A manifest that cannot be read becomes one entry of `skipped`, and the rest counts. */
export async function collectFacts(read: FileReader, files: readonly string[]): Promise<{ facts: RepositoryFacts; skipped: Skipped[] }> {
  const facts: RepositoryFacts = { sdkDependencies: [] };
  const skipped: Skipped[] = [];
  for (const path of files) {
    const readDeclarations = await loadReader(path);
    const found = readDeclarations && readManifestFile(read, path, readDeclarations);
    if (Array.isArray(found)) facts.sdkDependencies.push(...found);
    else if (found !== undefined) skipped.push({ id: 'file', path, ...found });
  }
  return { facts, skipped };
}

async function loadReader(path: string): Promise<DeclarationReader | undefined> {
  const kind = fileKind(path);
  return kind && (await READERS[kind]?.());
}

function readManifestFile(read: FileReader, path: string, readDeclarations: DeclarationReader): SdkDependency[] | Unread | undefined {
  const bytes = read(path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const { text } = decodeText(bytes);
  try {
    return sdkDependencies(path, text, readDeclarations(text));
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** A syntax error is the reader's own, and names the line. */
function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : failureReason(error);
}
