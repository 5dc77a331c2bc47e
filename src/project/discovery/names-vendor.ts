import { isSigned } from '../../vendors/klaviyo/sign.ts';
import type { FileReader } from './read-file.ts';

/** Returns whether a file mentions the vendor, or cannot be read. */
export function mayNameVendor(path: string, read: FileReader): boolean {
  const bytes = read(path);
  return !(bytes instanceof Uint8Array) || isSigned(bytes.toString('latin1'));
}
