import { allowingRule } from '../messages/about-keys.ts';
import type { BaselineEntry } from '../model/baseline.ts';
import type { Finding } from '../model/finding.ts';
import { matchKnown } from '../model/match-known.ts';
import { isBaselinable } from './states.ts';

/** What a baseline becomes, and how it differs from what it was. */
export interface BaselineUpdate {
  /** Sorted by path, rule and identity. */
  entries: BaselineEntry[];
  /** How many entries are added and removed. */
  added: number;
  removed: number;
  /** Findings that it could accept and does not. */
  notAccepted: number;
  /** Entries that no finding needs, and that stay. */
  stale: number;
  /** Findings about keys, which no baseline accepts. */
  keys: number;
  /** The rules whose `allow` lets those keys pass. */
  allowingRules: string[];
}

export interface UpdateOptions {
  /** Whether findings are accepted that are not in it yet. */
  add: boolean;
  /** Whether entries are removed that no finding needs any more. */
  prune: boolean;
  /** Files that were not analyzed, whose entries stay. */
  unseen: ReadonlySet<string>;
}

/**
 * Brings a baseline up to date. Without an option it only follows its findings to where they are now.
 *
 * @param entries those that it has
 */
export function updateBaseline(
  entries: readonly BaselineEntry[],
  findings: readonly Finding[],
  { add, prune, unseen }: UpdateOptions,
): BaselineUpdate {
  const able = findings.filter(isBaselinable);
  const matched = matchKnown(able, entries);
  const used = new Set(matched.values());
  const unneeded = entries.filter(entry => !used.has(entry));
  const kept = prune ? unneeded.filter(({ path }) => unseen.has(path)) : unneeded;
  const accepted = able.filter((_, index) => add || matched.has(index));
  return {
    entries: numbered([...accepted.map(entryOf), ...kept]),
    added: accepted.length - matched.size,
    removed: unneeded.length - kept.length,
    notAccepted: able.length - accepted.length,
    stale: kept.filter(({ path }) => !unseen.has(path)).length,
    keys: findings.length - able.length,
    allowingRules: [
      ...new Set(findings.filter(finding => !isBaselinable(finding)).map(({ ruleId }) => allowingRule(ruleId))),
    ].sort(),
  };
}

function entryOf({ identity, ruleId, path }: Finding): BaselineEntry {
  return { identity, ruleId, path };
}

/** An entry that stays may have the number of one that came. */
function numbered(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const taken = new Set<string>();
  return entries
    .map(entry => {
      const [group = ''] = entry.identity.split('-');
      let identity = entry.identity;
      for (let nth = 2; taken.has(identity); nth += 1) identity = `${group}-${nth}`;
      taken.add(identity);
      return { ...entry, identity };
    })
    .sort((left, right) => compare(orderOf(left), orderOf(right)));
}

function orderOf({ path, ruleId, identity }: BaselineEntry): string {
  return [path, ruleId, identity].join('\0');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
