// What the bundles use of Node.js, for a browser.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Node's own module of that name is not meant, hence the slash. */
export { Buffer } from 'buffer/';

interface Hash {
  update(text: string): Hash;
  digest(): string;
}

/** `createHash('sha256')` of `node:crypto`, with hexadecimal digits, as the fingerprint of a key needs it. */
export function createHash(): Hash {
  const hash = sha256.create();
  const self: Hash = {
    update(text) {
      hash.update(utf8ToBytes(text));
      return self;
    },
    digest: () => bytesToHex(hash.digest()),
  };
  return self;
}

/** There is no environment and one folder; without `nextTick` TypeScript sees that this is not Node.js. */
export const process = {
  env: {},
  argv: [],
  platform: 'linux',
  versions: {},
  cwd: () => '/',
  emitWarning: () => undefined,
};
