import { readFile } from 'node:fs/promises';
import { parseTarGzip } from 'nanotar';
import { Project, type SourceFile } from 'ts-morph';
import { declaresExports, readExports } from './read-exports.ts';
import { archiveOf } from './sdk-packages.ts';

/** The parts of a published SDK that hold facts, parsed and never executed. */
export interface SdkPackage {
  version: string;
  dependencies: Record<string, string>;
  /** One file per API class: TypeScript since 6, JavaScript before. */
  apiFiles: SourceFile[];
  /** Where sessions and retries live: `api/apis.ts` since 6, `src/ApiClient.js` before. */
  core: SourceFile;
  /** What can be imported from it, sorted. */
  exports: readonly string[];
}

/** `api/` holds the sources since 6, `src/` before; `dist/` repeats them compiled. */
const SOURCE = /^package\/(?:api\/\w+\.ts|src\/(?:api\/\w+|ApiClient)\.js)$/;
const CORE = /\/(?:apis\.ts|ApiClient\.js)$/;
const MANIFEST = 'package/package.json';

/**
 * Reads one version from the cache.
 *
 * @throws when the archive does not look like the SDK
 */
export async function readPackage(version: string): Promise<SdkPackage> {
  const files = await parseTarGzip(await readFile(archiveOf('klaviyo-api', version)), {
    filter: ({ name }) => name === MANIFEST || SOURCE.test(name) || declaresExports(name),
  });
  const project = new Project({ useInMemoryFileSystem: true, compilerOptions: { allowJs: true } });
  const sources = files
    .filter(({ name }) => SOURCE.test(name))
    .map(({ name, text }) => project.createSourceFile(`/${name}`, text));

  const core = sources.find(file => CORE.test(file.getFilePath()));
  const manifest = files.find(({ name }) => name === MANIFEST);
  if (core === undefined || manifest === undefined)
    throw new Error(`klaviyo-api ${version} has a layout that is not known.`);
  const { dependencies } = JSON.parse(manifest.text) as Pick<SdkPackage, 'dependencies'>;
  return { version, dependencies, core, apiFiles: sources.filter(file => file !== core), exports: readExports(files) };
}
