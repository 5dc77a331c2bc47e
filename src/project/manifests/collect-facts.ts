import type { Skipped } from '../../model/report.ts';
import { legacyDependencies, sdkDependencies, type Declaration, type DeclaredSdk } from './declaration.ts';
import { decodeText } from '../discovery/decode-text.ts';
import { collectEnvFiles } from './env-facts.ts';
import { readManifest } from './manifest.ts';
import { mentionsVendor } from '../../vendors/klaviyo/sign.ts';
import { SDK_PACKAGES, SDKS } from '../../vendors/sdks.ts';
import type { LegacyDependency, NodeVersion, RepositoryFacts } from '../../model/facts.ts';
import { sdkOf } from '../../model/sdk-in-use.ts';
import { failureReason } from '../discovery/failure.ts';
import { fileKind, type FileKind } from '../discovery/file-kind.ts';
import { createFileReader, type FileReader, type Unread } from '../discovery/read-file.ts';
import { surroundingsOf } from '../discovery/surroundings.ts';

type DeclarationReader = (text: string) => Declaration[];

/** The reader of catalogs is loaded when the first one is there that names a vendor's SDK. */
const READERS: Partial<Record<FileKind, (text: string) => Promise<DeclarationReader | undefined>>> = {
  manifest: async () => readManifest,
  catalog: async text =>
    mentionsVendor(text) || SDK_PACKAGES.some(sdk => text.includes(sdk))
      ? (await import('./catalog.ts')).readCatalogs
      : undefined,
};

/** What is known about the folder besides its files. */
export interface FactsFolder {
  /** A real path. */
  root: string;
  /** Every file that git or the walk lists, whichever of them are checked. */
  listed: readonly string[];
  /** Reads lock files and what is above the folder, by paths from the top of the repository; from the disk by default. */
  readTop?: FileReader | undefined;
  /** Where git is looked for. */
  searchPath?: string | undefined;
}

/**
 * Reads what the manifests declare and, if one declares an SDK, its versions in the lock files, and the env files. A file that cannot be read becomes
 * one entry of `skipped`, and the rest counts.
 *
 * @param folder without it, everything is read with `read`, and nothing that is installed is read
 */
export async function collectFacts(
  read: FileReader,
  files: readonly string[],
  folder?: FactsFolder,
): Promise<{ facts: RepositoryFacts; skipped: Skipped[] }> {
  const { sdks, legacy, skipped } = await readManifests(read, files);
  const envFiles = await collectEnvFiles(read, files, folder);
  const facts: RepositoryFacts = {
    sdkDependencies: [],
    lockFiles: [],
    legacyDependencies: legacy,
    envFiles,
    suppressions: [],
  };
  if (sdks.length === 0) return { facts, skipped };
  const shared = await sharedAbove(folder);
  // Loaded only where something declares the SDK.
  const { collectLockFacts } = await import('../locks/lock-facts.ts');
  const locked = await collectLockFacts(
    sdks,
    { read, ...(folder && { root: folder.root, readTop: folder.readTop, listed: new Set(folder.listed) }) },
    shared.sdks,
  );
  const nodeVersions = sdks.some(asksForNode) ? await nodeVersionsIn(read, files) : undefined;
  return {
    facts: {
      ...facts,
      sdkDependencies: locked.dependencies,
      lockFiles: locked.lockFiles,
      ...(nodeVersions && { nodeVersions }),
    },
    skipped: [...skipped, ...shared.skipped, ...locked.skipped],
  };
}

function asksForNode(declared: DeclaredSdk): boolean {
  return Object.values(SDKS).some(sdk => sdk.asksForNode && sdk.package === sdkOf(declared));
}

async function nodeVersionsIn(read: FileReader, files: readonly string[]): Promise<NodeVersion[]> {
  const { collectNodeVersions } = await import('./node-versions.ts');
  return collectNodeVersions(read, files);
}

/** Where a workspace above a checked folder may keep catalogs and overrides. */
const SHARED = ['package.json', 'pnpm-workspace.yaml', '.yarnrc.yml'];

/** The catalogs and overrides above a folder, in its repository. */
async function sharedAbove(folder: FactsFolder | undefined): Promise<Pick<ReadManifests, 'sdks' | 'skipped'>> {
  if (folder === undefined) return { sdks: [], skipped: [] };
  const { root, readTop: readGiven } = folder;
  const { top, prefix, fromTop, fromRoot } = surroundingsOf(root);
  const readTop = readGiven ?? createFileReader(top);
  const folders = prefix
    .split('/')
    .slice(0, -1)
    .map((_, index, all) => all.slice(0, index).join('/'));
  const paths = folders.flatMap(above => SHARED.map(name => fromRoot(`${above}/${name}`)));
  const { sdks, skipped } = await readManifests(path => readTop(fromTop(path)), paths);
  return { sdks: sdks.filter(({ section }) => section === 'catalog' || section === 'override'), skipped };
}

interface Declared {
  sdks: DeclaredSdk[];
  legacy: LegacyDependency[];
}

interface ReadManifests extends Declared {
  skipped: Skipped[];
}

async function readManifests(read: FileReader, files: readonly string[]): Promise<ReadManifests> {
  const all: ReadManifests = { sdks: [], legacy: [], skipped: [] };
  for (const path of files) {
    const found = await readManifestFile(read, path);
    if (found === undefined) continue;
    if ('reason' in found) all.skipped.push({ id: 'file', path, ...found });
    else {
      all.sdks.push(...found.sdks);
      all.legacy.push(...found.legacy);
    }
  }
  return all;
}

async function readManifestFile(read: FileReader, path: string): Promise<Declared | Unread | undefined> {
  const kind = fileKind(path);
  const loadReader = kind && READERS[kind];
  if (loadReader === undefined) return undefined;
  const bytes = read(path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const { text } = decodeText(bytes);
  const readDeclarations = await loadReader(text);
  if (readDeclarations === undefined) return undefined;
  try {
    const declarations = readDeclarations(text);
    return { sdks: sdkDependencies(path, text, declarations), legacy: legacyDependencies(path, text, declarations) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** A syntax error is the reader's own, and names the line. */
function reasonOf(error: unknown): string {
  return error instanceof SyntaxError ? error.message : failureReason(error);
}
