import { CLIENTS } from './hosts.ts';

const CLASSES: ReadonlySet<string> = new Set(Object.values(CLIENTS));

/** The classes that modules of releases before 3 export as a whole. Source: customerio-node 0.1.0 to 2.1.1; read 2026-11-22. */
const WHOLE_MODULES: readonly (readonly [module: RegExp, apiClass: string])[] = [
  [/^customerio-node(?:\/(?:(?:dist\/)?lib\/)?track)?$/, 'TrackClient'],
  [/^customerio-node\/(?:(?:dist\/)?lib\/)?api$/, 'APIClient'],
];

/** The client that an export of the SDK is; undefined for what is none. @param path of the export; empty or `default` for the module itself */
export function clientClass(module: string, path: readonly string[]): string | undefined {
  const name = path.at(-1) ?? 'default';
  if (name === 'default') return WHOLE_MODULES.find(([pattern]) => pattern.test(module))?.[1];
  return CLASSES.has(name) ? name : undefined;
}
