import type { WrittenKey } from '../keys/key-search.ts';

/** How a key came into the history, at the place where it stood first. */
export interface PastKey extends WrittenKey {
  /** The full name of the commit. */
  commit: string;
  /** Its day, `YYYY-MM-DD`, in UTC. */
  day: string;
  isInHead: boolean;
  /** Where it stands, if that is not the content of a file. */
  within?: 'file name' | 'commit' | 'tag' | 'reference';
}
