import { HOLE, inPieces } from '../host-in-pieces.ts';
import { ADDRESS_END, APIS, FORMER_HOSTS, HOSTS, REGIONS } from './hosts.ts';

const EACH = [...APIS.flatMap(api => REGIONS.map(region => HOSTS[api][region])), ...Object.values(FORMER_HOSTS)];

/** A host of the API in source, in pieces, or with something for the subdomain or for its region. */
export const DIVIDED_ADDRESS = new RegExp(
  String.raw`(?:${EACH.map(inPieces).join('|')}|//(?:track|api|cdp)?-?${HOLE}\.customer\.io)${ADDRESS_END}`,
  'i',
);
