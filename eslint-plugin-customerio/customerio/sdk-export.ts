import type { Api, Region } from '../../src/vendors/customerio/hosts.ts';
import { isSdkModule } from '../../src/vendors/customerio/sdk-release.ts';
import type { ExternalValue, Value } from '../../eslint-plugin/values/value.ts';

/** The classes that the modules of releases before 3 export by default. Source: customerio-node 0.1.0 to 2.1.1; read 2026-11-22. */
const DEFAULT_EXPORTS: readonly [module: RegExp, name: string][] = [
  [/^customerio-node(?:\/(?:(?:dist\/)?lib\/)?track)?$/, 'TrackClient'],
  [/^customerio-node\/(?:(?:dist\/)?lib\/)?api$/, 'APIClient'],
];

/** The name of an export of the SDK; undefined for what comes from elsewhere. */
export function sdkExport({ module, path }: ExternalValue): string | undefined {
  if (module === undefined || !isSdkModule(module)) return undefined;
  return path.length > 0 ? path.at(-1) : DEFAULT_EXPORTS.find(([pattern]) => pattern.test(module))?.[1];
}

/** The export of the SDK that a value is. */
export function exportOf(value: Value): string | undefined {
  return value.kind === 'external' ? sdkExport(value) : undefined;
}

/** The class of the SDK of which a value is an object. */
export function classOf(value: Value): string | undefined {
  return value.kind === 'externalCall' && value.constructed ? exportOf(value.callee) : undefined;
}

/** The API of a client, by its class. */
export const API_OF_CLIENT: Readonly<Record<string, Api>> = {
  TrackClient: 'track',
  APIClient: 'app',
  PipelinesClient: 'pipelines',
};

const REGIONS: Readonly<Record<string, Region>> = { RegionUS: 'us', RegionEU: 'eu' };

/** The region that a value is, if it is one of the SDK. */
export function regionOf(value: Value): Region | undefined {
  const name = exportOf(value);
  return name !== undefined && Object.hasOwn(REGIONS, name) ? REGIONS[name] : undefined;
}
