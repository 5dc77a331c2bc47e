import type { SdkRelease } from '../../src/vendors/klaviyo/sdk-release.ts';
import { methodHistories } from './method-history.ts';
import { readCalls } from './read-calls.ts';
import { readMethods, type SdkMethod } from './read-methods.ts';
import { readModels } from './read-models.ts';
import { readPackage, type SdkPackage } from './read-package.ts';
import { readPayloads } from './read-payloads.ts';
import { readRelease } from './read-release.ts';
import { removedExports } from './removed-exports.ts';
import { renderModules, type Modules } from './render.ts';
import { download } from './sdk-packages.ts';

/** The shape that a retired revision falls forward to. */
const OLDEST_SERVED = '2025-01-15';

interface ReadRelease {
  version: string;
  sdk: SdkPackage;
  release: SdkRelease;
  methods: SdkMethod[];
  exports: readonly string[];
}

/** The facts about Klaviyo that these releases of its SDK give, as modules. */
export async function klaviyoFacts(versions: readonly string[]): Promise<Modules> {
  await download('klaviyo-api', versions);
  const read: ReadRelease[] = [];
  for (const version of versions) {
    const sdk = await readPackage(version);
    read.push({ version, sdk, release: readRelease(sdk), methods: readMethods(sdk), exports: sdk.exports });
  }
  const newest = read.at(-1)!;
  const older = read
    .filter(({ release: { revision } }, index) => isServed(revision) && read[index + 1]?.release.revision !== revision)
    .slice(0, -1);
  return renderModules({
    releases: read.map(({ release }) => release),
    methods: newest.methods,
    payloads: await readPayloads(newest.sdk, newest.methods),
    histories: methodHistories(read),
    removedExports: removedExports(read),
    calls: readCalls(newest.sdk),
    models: await readModels(newest.version),
    older: await Promise.all(
      older.reverse().map(async ({ version, release, sdk, methods }) => ({
        revision: release.revision,
        methods: methods.filter(({ aliasOf }) => aliasOf === undefined),
        calls: readCalls(sdk),
        models: await readModels(version),
      })),
    ),
  });
}

/** Whether the simulator serves a revision in its own shape. */
function isServed(revision: string): boolean {
  return revision >= OLDEST_SERVED;
}
