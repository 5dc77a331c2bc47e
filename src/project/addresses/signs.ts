import { decodeAnyText, encodingOf } from '../discovery/text-encoding.ts';
import { isCode, hasNoAddresses } from './searched-files.ts';

const NAME = /klaviyo(?:\.com|["'`])|customer\.io|[:=] ?["']?pk_(?:["']?\r?$|\$?\{\{)/im;
const NAMES = ['klaviyo', 'KLAVIYO.COM', 'customer.io', 'pk_'].map(name => Buffer.from(name));

/**
 * Returns whether a file may name the API of a vendor where no rule reads it: as the configuration of a proxy, of a deployment, in markup, or
 * as code of another language.
 *
 * @param path of a file that is not one of JavaScript or TypeScript; those are read by the rules
 */
export function mayNameAddress(path: string, bytes: Buffer): boolean {
  if (isCode(path) || hasNoAddresses(path)) return false;
  const encoding = encodingOf(bytes);
  if (encoding === 'binary') return false;
  if (encoding !== 'utf-8') return NAME.test(decodeAnyText(bytes) ?? '');
  // Nearly all files have none of these, and to search their bytes costs nothing.
  return NAMES.some(name => bytes.includes(name)) && NAME.test(bytes.toString('latin1'));
}
