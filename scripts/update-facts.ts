import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { customerioFacts } from './update-facts/customerio/customerio-facts.ts';
import { klaviyoFacts } from './update-facts/klaviyo-facts.ts';
import type { Modules } from './update-facts/render.ts';
import { publishedVersions, type SdkName } from './update-facts/sdk-packages.ts';

/** Whose facts are read from the releases of an SDK. */
interface VendorFacts {
  sdk: SdkName;
  folder: string;
  /** The releases that the committed facts name. */
  committed: () => Promise<{ SDK_RELEASES: readonly { version: string }[] }>;
  generate: (versions: readonly string[]) => Promise<Modules>;
}

const VENDORS: readonly VendorFacts[] = [
  {
    sdk: 'klaviyo-api',
    folder: 'src/vendors/klaviyo/generated',
    committed: () => import('../src/vendors/klaviyo/generated/sdk-releases.ts'),
    generate: klaviyoFacts,
  },
  {
    sdk: 'customerio-node',
    folder: 'src/vendors/customerio/generated',
    committed: () => import('../src/vendors/customerio/generated/sdk-releases.ts'),
    generate: customerioFacts,
  },
];

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
for (const vendor of VENDORS) await (values.check ? check(vendor) : update(vendor));

/** Rewrites the facts from every release that the registry has. */
async function update({ sdk, folder, generate }: VendorFacts): Promise<void> {
  const modules = await generate(await publishedVersions(sdk));
  await mkdir(folder, { recursive: true });
  for (const [file, text] of Object.entries(modules)) await writeFile(path.join(folder, file), text);
}

/** Fails when the committed facts are not what their own releases give; a newer release is no fault. Offline if all are cached. */
async function check({ folder, committed, generate }: VendorFacts): Promise<void> {
  const { SDK_RELEASES } = await committed();
  const modules = await generate(SDK_RELEASES.map(({ version }) => version));
  for (const [file, text] of Object.entries(modules)) {
    if ((await readFile(path.join(folder, file), 'utf8')) === text) continue;
    console.error(`${path.join(folder, file)} is not what the SDK's releases give. Run npm run update:facts.`);
    process.exitCode = 1;
  }
}
