import { createHash, type Hash } from 'node:crypto';
import { maskShapedKeys } from '../vendors/secrets.ts';
import { identitiesOf } from './identity.ts';
import type { Snippet } from './snippet.ts';

export type Severity = 'error' | 'warning';

/** Where something stands. Lines and columns are 1-based; `path` is relative to the checked directory, with `/`. */
export interface Location {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** One replacement in a file: the text from `start` to `end` (UTF-16 offsets) becomes `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
}

export interface Suggestion {
  title: string;
  edits: Edit[];
}

/** A change that keeps what the program does, so that it needs no confirmation. */
export interface Fix {
  edits: Edit[];
}

export interface RelatedLocation {
  path: string;
  line: number;
  message: string;
  /** A call on the way from the finding to the request that it is about; they stand in the order of the way. */
  isStep?: true;
}

/** The state of a key at the vendor: `unknown` if it could not be determined, or was not requested. */
export type KeyState = 'alive' | 'dead' | 'unknown';

export interface PastPlace {
  /** The full name of the first commit that holds it. */
  commit: string;
  /** The day of that commit, `YYYY-MM-DD`, in UTC. */
  day: string;
  /** Whether it still stands somewhere in HEAD. */
  isInHead: boolean;
}

/**
 * Whether a finding counts. Only a `new` one blocks: an `old` one existed at the base already, a `baselined` one is in the baseline, and
 * a `suppressed` one is silenced by a comment.
 */
export type FindingState = 'new' | 'old' | 'baselined' | 'suppressed';

/** The one model that every output renders. Plain data; no field ever holds a secret. */
export interface Finding extends Location {
  /** `klaviyo/<rule>`, `check/<id>` or `preflight/<id>`. */
  ruleId: string;
  severity: Severity;
  message: string;
  helpUrl: string;
  state: FindingState;
  /** 32 hexadecimal digits that survive moved lines and are the same in every output. */
  fingerprint: string;
  /**
   * 32 hexadecimal digits, and a number where several findings have the same ones. It survives formatting, renamed variables, moved
   * code and moved files, so that the base and the baseline know a finding by it.
   */
  identity: string;
  /** Whether the vendor accepts the key that the finding is about; present if it was verified. */
  keyState?: KeyState;
  /** Where the key that the finding is about came into the history; present if the history was searched. */
  history?: PastPlace;
  /** Present if the finding can be fixed safely; the same edits are the first of the suggestions. */
  fix?: Fix;
  suggestions?: Suggestion[];
  related?: RelatedLocation[];
  /** Where the run attached one, for outputs that show code; the JSON leaves it out. */
  snippet?: Snippet;
}

/** Why a comment in the code says that a finding may stay; empty where it says nothing. */
export interface Suppression {
  reason: string;
  /** The change since the base brings it; only where a base is known. */
  isNew?: boolean;
}

/** A finding that a comment in the code silences; it fails nothing, and every output has it. */
export interface SuppressedFinding extends Finding {
  state: 'suppressed';
  suppression: Suppression;
}

export type UnidentifiedSuppressed = UnidentifiedFinding & Pick<SuppressedFinding, 'suppression'>;

/** Returns whether a comment silences a finding. */
export function isSuppressed<Given extends object>(
  finding: Given,
): finding is Given & Pick<SuppressedFinding, 'suppression' | 'state'> {
  return 'suppression' in finding;
}

export type UnidentifiedFinding = Omit<Finding, 'fingerprint' | 'identity' | 'state'> & {
  /** The text of the finding's first line; only its hash is kept. */
  lineText: string;
  /** What it is about, without what formatters and renamed variables change, where a syntax tells; only its hash is kept. */
  construct?: string | undefined;
};

/**
 * Gives each finding its identity, and its fingerprint: a hash of rule, path and line text without white space, and of how many equal ones
 * stand before it. Keys are masked first, so that a fingerprint tells nothing about a key.
 *
 * @param findings in the order of the file
 * @returns them as `new`, and `suppressed` where a comment silences them
 */
export function identify<Given extends UnidentifiedFinding>(
  findings: readonly Given[],
): (Omit<Given, 'lineText' | 'construct'> & Pick<Finding, 'fingerprint' | 'identity' | 'state'>)[] {
  const identities = identitiesOf(findings);
  const nextAt = createPlaceCounter();
  return findings.map(({ lineText, construct: _, ...finding }, index) => {
    const fingerprint = nextAt(`${finding.ruleId}\0${finding.path}`, lineText);
    return {
      ...finding,
      state: isSuppressed(finding) ? 'suppressed' : 'new',
      fingerprint,
      identity: identities[index]!,
    };
  });
}

/** Hashes each line once, however long it is and however many findings it has. */
function createPlaceCounter(): (ruleAndPath: string, lineText: string) => string {
  const plain = new Map<string, string>();
  const places = new Map<string, Map<string, { hash: Hash; count: number }>>();
  return (ruleAndPath, lineText) => {
    const text = plain.get(lineText) ?? maskShapedKeys(lineText).replaceAll(/\s+/g, '');
    plain.set(lineText, text);
    const lines = places.get(ruleAndPath) ?? new Map<string, { hash: Hash; count: number }>();
    places.set(ruleAndPath, lines);
    const place = lines.get(text) ?? { hash: createHash('sha256').update(`${ruleAndPath}\0${text}\0`), count: 0 };
    lines.set(text, place);
    const fingerprint = place.hash.copy().update(String(place.count)).digest('hex').slice(0, 32);
    place.count += 1;
    return fingerprint;
  };
}
