import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { SdkRelease } from '../src/vendors/klaviyo/sdk-release.ts';
import { methodHistories } from './update-facts/method-history.ts';
import { readCalls } from './update-facts/read-calls.ts';
import { readMethods, type SdkMethod } from './update-facts/read-methods.ts';
import { readModels } from './update-facts/read-models.ts';
import { readPackage, type SdkPackage } from './update-facts/read-package.ts';
import { readPayloads } from './update-facts/read-payloads.ts';
import { readRelease } from './update-facts/read-release.ts';
import { removedExports } from './update-facts/removed-exports.ts';
import { renderModules, type Modules } from './update-facts/render.ts';
import { download, publishedVersions } from './update-facts/sdk-packages.ts';

/** The shape that a retired revision falls forward to. */
const OLDEST_SERVED = '2025-01-15';
const FOLDER = path.resolve('src/vendors/klaviyo/generated');

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
await (values.check ? check() : update());

/** Rewrites the facts from every release that the registry has. */
async function update(): Promise<void> {
  const modules = await generate(await publishedVersions());
  await mkdir(FOLDER, { recursive: true });
  for (const [file, text] of Object.entries(modules)) await writeFile(path.join(FOLDER, file), text);
}

/** Fails when the committed facts are not what their own releases give; a newer release is no fault. Offline if all are cached. */
async function check(): Promise<void> {
  const { SDK_RELEASES } = await import('../src/vendors/klaviyo/generated/sdk-releases.ts');
  const modules = await generate(SDK_RELEASES.map(({ version }) => version));
  for (const [file, text] of Object.entries(modules)) {
    if ((await readFile(path.join(FOLDER, file), 'utf8')) === text) continue;
    console.error(`${file} is not what the SDK's releases give. Run npm run update:facts.`);
    process.exitCode = 1;
  }
}

interface ReadRelease {
  version: string;
  sdk: SdkPackage;
  release: SdkRelease;
  methods: SdkMethod[];
  exports: readonly string[];
}

async function generate(versions: readonly string[]): Promise<Modules> {
  await download(versions);
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
