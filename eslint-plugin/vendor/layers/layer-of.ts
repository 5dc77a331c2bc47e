import { matches } from '../allowed.ts';

/** From the top down: each calls those below it only. */
export const LAYERS = ['routes', 'services', 'sdk'] as const;
/** Entries beside the routes, and the configuration below all, have names in the reference layout only. */
export type Layer = (typeof LAYERS)[number] | 'entries' | 'config';

const RANKS: Record<Layer, number> = { routes: 0, entries: 0, services: 1, sdk: 2, config: 3 };

/** Whether a file of one layer must not import one of another. A service may start a job, and the configuration of a project may know its SDK. */
export function isUpwards(from: Layer, to: Layer): boolean {
  if ((from === 'services' && to === 'entries') || (from === 'config' && to === 'sdk')) return false;
  return RANKS[to] < RANKS[from];
}

export const PRESETS = ['reference', 'next', 'nest'] as const;

/** Which files belong to which layer. */
export interface Layering {
  /** What names of folders and files mean; by default whichever of the presets a file is of. */
  preset?: (typeof PRESETS)[number];
  /** Files of each layer, matched from the root of the project; they come before the preset. `*` stands for any text. */
  layers?: Partial<Record<(typeof LAYERS)[number], string[]>>;
}

const FOLDERS: Record<string, Layer> = {
  routes: 'routes',
  webhooks: 'routes',
  controllers: 'routes',
  services: 'services',
  jobs: 'entries',
  middleware: 'entries',
  health: 'entries',
  config: 'config',
};

/** Folders around all layers. In the vendor's folder below `lib` may be anything, services too. */
const ROOTS = new Set(['src', 'app', 'server', 'backend', 'api']);
/** The suffixes of Nest; those that are no layer's keep a file out of all. */
const NEST =
  /\.(controller|resolver|gateway|service|client|module|dto|entity|guard|interceptor|pipe|decorator|middleware|provider|strategy)(?:\.[cm]?[jt]s)?$/;
const NEST_LAYERS: Record<string, Layer> = {
  controller: 'routes',
  resolver: 'routes',
  gateway: 'routes',
  service: 'services',
  client: 'sdk',
};
const NEXT_ROUTE = /(?:^|\/)(?:app\/(?:.*\/)?route|pages\/api\/.+)(?:\.[cm]?[jt]sx?)?$/;

/**
 * The layer that a file belongs to, as its path or the options say; undefined where they say nothing, or two things at once.
 *
 * @param path inside of the project, with `/`
 * @param sdkFolder the folder of the SDK layer, which is the vendor's id
 */
export function layerOf(path: string, { preset, layers }: Layering, sdkFolder: string): Layer | undefined {
  const named = LAYERS.filter(layer => layers?.[layer]?.some(pattern => matches(pattern, path)));
  if (named.length > 0 || (layers && preset === undefined)) return only(named);
  switch (preset) {
    case 'reference':
      return layerByFolder(path, sdkFolder);
    case 'next':
      return NEXT_ROUTE.test(path) ? 'routes' : layerByFolder(path, sdkFolder);
    case 'nest':
      return layerBySuffix(path);
    default:
      if (NEXT_ROUTE.test(path)) return 'routes';
      return NEST.test(path) ? layerBySuffix(path) : layerByFolder(path, sdkFolder);
  }
}

function layerBySuffix(path: string): Layer | undefined {
  return NEST_LAYERS[NEST.exec(path)?.[1] ?? ''];
}

/** Only folders at the top count: what is in `features/orders/services` is arranged by something else. */
function layerByFolder(path: string, sdkFolder: string): Layer | undefined {
  const inPackage = path.replace(/^(?:packages|apps|libs)\/[^/]+\//, '');
  const segments = inPackage.slice(inPackage.lastIndexOf('/src/') + 1).split('/');
  const folders = segments.slice(0, -1);
  // A folder may be imported by its name.
  const [last = ''] = segments.slice(-1);
  const named = last.includes('.') ? folders : segments;
  const root = named.findIndex(folder => !ROOTS.has(folder));
  const layer = layerNamed(named[root], sdkFolder);
  // The SDK's folder in `services` is a service, and `routes` in the SDK's folder may be anything.
  return layer === 'sdk' && folders.slice(root + 1).some(folder => layerNamed(folder, sdkFolder) !== undefined)
    ? undefined
    : layer;
}

function layerNamed(folder = '', sdkFolder: string): Layer | undefined {
  if (folder === sdkFolder) return 'sdk';
  return Object.hasOwn(FOLDERS, folder) ? FOLDERS[folder] : undefined;
}

function only(layers: readonly Layer[]): Layer | undefined {
  return layers.length === 1 ? layers[0] : undefined;
}
