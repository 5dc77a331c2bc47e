import { withoutConnectionHints } from './connection-hints.ts';
import type { LintVendor } from '../lint/lint-vendor.ts';

/** A content security policy lists what a browser may load. */
const POLICY = /-src(?:-elem|-attr)?\s|\b(?:form-action|frame-ancestors)\s/;
/** What stands before an address in a text that asks for it, and not in one that people read. */
const REQUEST =
  /^\S*$|\b(?:curl|wget|https?|xh|fetch|nc|openssl|proxy\w*|GET|POST|PUT|PATCH|DELETE|CONNECT)\b|[=:>"'`(]$|\n$/;

const INDENT = /(?<=\n)[ \t]{1,100}$/;

/** Returns whether a text has an address of a vendor's API, or the beginning of one or of a key, so that it may be used, and does not only speak of it. */
export function namesAddress(
  written: string,
  vendor: Pick<LintVendor, 'address' | 'dividedAddress' | 'beginning' | 'hidesName'>,
): boolean {
  const { address, dividedAddress, beginning, hidesName } = vendor;
  const text = withoutConnectionHints(written);
  if (beginning.test(text) || hidesName?.(text)) return true;
  if (POLICY.test(text)) return false;
  const found = address.exec(text);
  if (found === null) return dividedAddress.test(text);
  return REQUEST.test(
    text
      .slice(0, found.index)
      .replace(/(?:https?:)?\/\/$/i, '')
      .replace(INDENT, ''),
  );
}
