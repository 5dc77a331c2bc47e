/** The SDK of the project that goes live, as its manifest and lock file name it. */
export interface ProjectSdk {
  /** The version that `node_modules` holds. */
  installed?: string;
  /** The version that the lock file holds. */
  locked?: string;
  /** The range that the manifest declares. */
  declared?: string;
}

/** A place in the code of the project. */
export interface CodePlace {
  /** Relative to the project, with `/`. */
  path: string;
  /** 1-based. */
  line: number;
}

/** One call of the vendor's API in the code, through the SDK or raw. */
export interface OperationUse extends CodePlace {
  /** The SDK's method, `ProfilesApi.getProfile`, or the raw call, `GET /api/profiles/{id}`. */
  operation: string;
  /** Empty when the operation is not known. */
  scopes: readonly string[];
  /** Calls a second and a minute, when the operation is known. */
  limit?: { burstPerSecond: number; steadyPerMinute: number };
}

/** A revision that a raw call in the code sends. */
export interface RevisionUse extends CodePlace {
  revision: string;
}

/** What the static analysis found in the project. */
export interface CodeUse {
  /** By path and line. */
  operations: readonly OperationUse[];
  revisions: readonly RevisionUse[];
  /** How many files could not be looked at. */
  unread: number;
}
