import type { Region } from '../../src/vendors/customerio/hosts.ts';
import { isSdkModule } from '../../src/vendors/customerio/sdk-release.ts';
import type { Value } from '../../eslint-plugin/values/value.ts';

/** The name of the export of the SDK that a value is; undefined for what comes from elsewhere. */
export function exportOf(value: Value): string | undefined {
  return value.kind === 'external' && isSdkModule(value.module) ? value.path.at(-1) : undefined;
}

/** The class of the SDK of which a value is an object. */
export function classOf(value: Value): string | undefined {
  return value.kind === 'externalCall' && value.constructed ? exportOf(value.callee) : undefined;
}

const REGIONS: Readonly<Record<string, Region>> = { RegionUS: 'us', RegionEU: 'eu' };

/** The region that a value is, if it is one of the SDK. */
export function regionOf(value: Value): Region | undefined {
  const name = exportOf(value);
  return name !== undefined && Object.hasOwn(REGIONS, name) ? REGIONS[name] : undefined;
}
