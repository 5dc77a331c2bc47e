import type { VendorSetting } from '../../src/model/configuration-report.ts';
import { SDKS } from '../../src/vendors/sdks.ts';

interface Part {
  properties?: Readonly<Record<string, Part>>;
  default?: unknown;
}

/** Lists what the schema of the configuration has for single vendors: each member that has no further ones. */
export function vendorSettings(schema: object): VendorSetting[] {
  const { properties = {} } = schema as Part;
  return Object.entries(properties).flatMap(([name, part]) =>
    Object.hasOwn(SDKS, name) ? settingsIn([name], part) : [],
  );
}

function settingsIn(path: readonly string[], part: Part): VendorSetting[] {
  if (part.properties === undefined) return [{ path, default: part.default ?? null }];
  return Object.entries(part.properties).flatMap(([name, member]) => settingsIn([...path, name], member));
}
