import { SDK_PACKAGES } from '../../vendors/sdks.ts';

/** One copy of a package that a lock file installs. */
export interface LockedCopy {
  /** The name it is installed under. */
  name: string;
  /** The package it is a copy of; another one than an SDK where an alias puts a fork in its place. */
  packageName: string;
  /** Absent where the lock file does not say, as for the archive of a commit. */
  version?: string;
  /** The version of axios that it loads; absent where there is none, or the lock file does not say. */
  axios?: string;
  /** Place of the entry's name, in UTF-16 offsets. */
  start: number;
  end: number;
}

/** What a manifest requests. `folder` is relative to the folder of the lock file; empty for that one itself. */
export interface Wanted {
  folder: string;
  name: string;
  specifier: string;
}

/** The content of a lock file, as far as it concerns an SDK. */
export interface Lock {
  /** Every copy of an SDK, also what only other packages load. */
  copies: LockedCopy[];
  /** Whether the manifest of a folder is locked in it; undefined where the format does not say. */
  covers(folder: string): boolean | undefined;
  /** @returns the copy that a manifest loads; undefined if the lock file does not hold what the manifest requests */
  copyFor(wanted: Wanted): LockedCopy | undefined;
}

/** @throws {SyntaxError} if it is broken; the message gives the reason, and the line where one is known */
export type LockReader = (text: string) => Lock;

export function isSdk({ packageName }: Pick<LockedCopy, 'packageName'>): boolean {
  return SDK_PACKAGES.includes(packageName);
}
