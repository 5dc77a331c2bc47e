/** The packages of this repository, which always have the same version. */
const OWN = ['klaviyo-lint', 'klaviyo-lint-core', 'eslint-plugin-klaviyo', 'eslint-plugin-customerio'];

interface Manifest {
  name?: string;
  version?: string;
  dependencies?: Record<string, string>;
  /** Of a lock file. */
  packages?: Record<string, Manifest>;
}

/**
 * A manifest, or the lock file, with another version of our packages, and with the same layout.
 *
 * @throws {Error} if one of them has neither the old version nor none
 */
export function releasedManifest(text: string, versions: { from: string; to: string }): string {
  const manifest = JSON.parse(text) as Manifest;
  raise(manifest, versions);
  for (const entry of Object.values(manifest.packages ?? {})) raise(entry, versions);
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function raise(manifest: Manifest, { from, to }: { from: string; to: string }): void {
  if (manifest.name !== undefined && OWN.includes(manifest.name) && manifest.version !== undefined) {
    if (manifest.version !== from) throw new Error(`'${manifest.name}' is ${manifest.version}, and not ${from}.`);
    manifest.version = to;
  }
  for (const name of OWN) if (manifest.dependencies?.[name] !== undefined) manifest.dependencies[name] = to;
}
