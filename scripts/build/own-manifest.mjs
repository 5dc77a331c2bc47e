import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the programs read of the manifest of this repository. */
const READ = ({ name, version, description, devDependencies }) => ({
  name,
  version,
  description,
  devDependencies: { 'klaviyo-api': devDependencies['klaviyo-api'] },
});

/** esbuild plugin: only what is read of the manifest is bundled, so that a script or a tool for tests does not change the bundle. */
export const ownManifest = root => ({
  name: 'own-manifest',
  setup(build) {
    const manifest = path.join(root, 'package.json');
    build.onLoad({ filter: /[\\/]package\.json$/ }, args => {
      if (args.path !== manifest) return undefined;
      return { contents: JSON.stringify(READ(JSON.parse(readFileSync(manifest, 'utf8')))), loader: 'json' };
    });
  },
});
