/** One thing to make, and what its templates need to know. */
export interface NewUnit {
  /** Kebab-case. */
  id: string;
  /** The id as the name of a variable. */
  variable: string;
  /** The version that will bring it. */
  since: string;
  /** Today, `YYYY-MM-DD`. */
  today: string;
  /** How many probes there are, so that a new one runs last. */
  probes: number;
}

/** Texts by path from the root of the repository. */
export type NewFiles = Record<string, string>;
