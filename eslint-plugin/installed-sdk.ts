const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** An editor keeps the plugin for days, in which the SDK is updated. */
const KEPT_FOR_MS = 10_000;

interface Modules {
  fs: typeof import('node:fs');
  path: typeof import('node:path');
  module: typeof import('node:module');
}

type Manifest = Partial<Record<(typeof SECTIONS)[number] | 'peerDependencies', Partial<Record<string, unknown>>>> & {
  version?: unknown;
};

const kept = new Map<string, { until: number; version: string | undefined }>();

/**
 * The release of the SDK that a file is run with: the one that is installed for it, else the one that its manifest names exactly.
 * Undefined for a library whose users choose the release, where nobody says, and where there is no file system. Reads manifests as
 * data and runs nothing; an answer is kept for each folder for some seconds.
 *
 * @param file absolute
 * @param sdk the package
 */
export function installedSdk(file: string, sdk: string): string | undefined {
  const modules = builtIns();
  if (!modules?.path.isAbsolute(file)) return undefined;
  const folder = modules.path.dirname(file);
  const known = kept.get(`${sdk} ${folder}`);
  if (known && known.until > Date.now()) return known.version;
  const version = versionFor(folder, sdk, modules);
  kept.set(`${sdk} ${folder}`, { until: Date.now() + KEPT_FOR_MS, version });
  return version;
}

/** Not imported, because a browser has none of them and a bundler for it would fail. */
function builtIns(): Modules | undefined {
  const node = globalThis.process;
  if (typeof node?.getBuiltinModule !== 'function') return undefined;
  const [fs, path] = [node.getBuiltinModule('node:fs'), node.getBuiltinModule('node:path')];
  return { fs, path, module: node.getBuiltinModule('node:module') };
}

function versionFor(folder: string, sdk: string, modules: Modules): string | undefined {
  const folders = [...upwards(folder, modules.path)];
  const manifest = folders
    .map(above => readManifest(modules.path.join(above, 'package.json'), modules))
    .find(each => [...SECTIONS, 'peerDependencies' as const].some(section => each?.[section]?.[sdk] !== undefined));
  if (manifest?.peerDependencies?.[sdk] !== undefined) return undefined;
  const declared = SECTIONS.map(section => manifest?.[section]?.[sdk]).find(range => range !== undefined);
  return installedFor(folders, sdk, modules) ?? exact(declared);
}

function* upwards(folder: string, { dirname }: Modules['path']): Generator<string> {
  for (let at = folder, above = dirname(at); ; at = above, above = dirname(at)) {
    yield at;
    if (above === at) return;
  }
}

function installedFor(folders: readonly string[], sdk: string, modules: Modules): string | undefined {
  const places = folders.map(folder => modules.path.join(folder, 'node_modules', sdk, 'package.json'));
  const plugAndPlay = placeOfPlugAndPlay(folders[0]!, sdk, modules);
  for (const place of plugAndPlay === undefined ? places : [plugAndPlay]) {
    const version = exact(readManifest(place, modules)?.version);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** Where yarn's Plug'n'Play has the manifest of the SDK, which is in no folder. */
function placeOfPlugAndPlay(folder: string, sdk: string, { module, path }: Modules): string | undefined {
  if (globalThis.process.versions.pnp === undefined) return undefined;
  try {
    return module.createRequire(path.join(folder, 'any.js')).resolve(`${sdk}/package.json`);
  } catch {
    return undefined;
  }
}

/** What cannot be read, or is no manifest, says nothing. */
function readManifest(file: string, { fs }: Modules): Manifest | undefined {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function exact(version: unknown): string | undefined {
  return typeof version === 'string' && EXACT.test(version) ? version : undefined;
}
