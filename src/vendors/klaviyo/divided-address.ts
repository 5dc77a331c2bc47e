import { HOLE, inLabels, inPieces } from '../host-in-pieces.ts';
import { ADDRESS_END } from './hosts.ts';

/** A host of the API in source, in pieces, as a list, or with something for the subdomain. */
export const DIVIDED_ADDRESS = new RegExp(
  String.raw`(?:${inPieces('a.klaviyo.com')}|${inLabels('a.klaviyo.com')}|//${HOLE}\.klaviyo\.com)${ADDRESS_END}`,
  'i',
);

/** The host of the API in source, with something for the name that stands elsewhere. */
export const NAMELESS_ADDRESS = new RegExp(String.raw`//a\.${HOLE}\.com${ADDRESS_END}`);
