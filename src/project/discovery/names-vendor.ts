import { KLAVIYO, OTHER_VENDORS, type OtherVendor } from '../lint/lint-vendor.ts';
import { fileKind } from './file-kind.ts';
import type { FileReader } from './read-file.ts';

/** Returns whether a file mentions a vendor whose rules run in a project, or cannot be read. */
export type NamesVendor = (path: string) => boolean;

/**
 * Tells which files mention a vendor. The rules of some run only where the code uses the vendor, which is looked up when a file first
 * mentions it.
 *
 * @param own what is checked in any case
 */
export function createVendorNames(read: FileReader, own: readonly string[]): NamesVendor {
  const used = new Map<OtherVendor, boolean>();
  const isUsed = (vendor: OtherVendor): boolean => {
    const known = used.get(vendor) ?? own.some(path => isCode(path) && vendor.isUsedIn(textOf(path, read) ?? ''));
    used.set(vendor, known);
    return known;
  };
  return path => {
    const text = textOf(path, read);
    if (text === undefined || KLAVIYO.isSigned(text)) return true;
    return OTHER_VENDORS.some(vendor => vendor.isSigned(text) && isUsed(vendor));
  };
}

/** Prose uses nobody. */
function isCode(path: string): boolean {
  return fileKind(path) !== undefined;
}

function textOf(path: string, read: FileReader): string | undefined {
  const bytes = read(path);
  return bytes instanceof Uint8Array ? bytes.toString('latin1') : undefined;
}
