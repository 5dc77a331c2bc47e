import type { BaselineEntry } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import type { Notice, Skipped } from '../model/report.ts';
import type { AcceptedFile } from '../project/discovery/accepted-file.ts';
import { counted } from '../reporters/counted.ts';
import type { CountingBaseline } from './read-baseline.ts';

/**
 * Reads the texts of a baseline.
 *
 * @param name its path
 * @throws UsageError if that of the folder cannot be read or is wrong
 */
export function readTexts(
  { own: ownText, counting: countingText, unread, notice }: AcceptedFile,
  name: string,
): CountingBaseline {
  if (unread !== undefined) throw new UsageError(`'${name}' was not read: ${unread}.`);
  const own = ownText === undefined ? undefined : parseBaseline(ownText, name);
  const entries = countingText === ownText ? own : acceptedBefore(countingText, name);
  return {
    entries,
    own,
    ...(notice && { notice: entries === undefined ? notice : editNotice(own ?? [], entries, name) }),
  };
}

/**
 * What a reviewer should know of the baseline.
 *
 * @param edit where the folder differs from what counts
 * @param stale the entries that no finding needs
 * @param unseen what was not analyzed, and may hold what an entry accepts
 * @param path of the baseline
 */
export function noticesAbout(
  edit: Notice | undefined,
  stale: readonly BaselineEntry[],
  unseen: readonly Skipped[],
  path: string,
): Notice[] {
  const hidden = new Set(unseen.map(({ path }) => path));
  const count = stale.filter(({ path }) => !hidden.has(path)).length;
  const [are, them] = count === 1 ? ['is', 'it'] : ['are', 'them'];
  const message = `${counted(count, 'entry', 'entries')} of the baseline ${are} not found any more. Remove ${them} with 'klaviyo-lint baseline --prune'.`;
  return [...(edit ? [edit] : []), ...(count > 0 ? [{ path, message }] : [])];
}

/** A wrong one accepts nothing, so that the change that corrects it can pass. */
function acceptedBefore(text: string | undefined, name: string): BaselineEntry[] | undefined {
  try {
    return text === undefined ? undefined : parseBaseline(text, name);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

function editNotice(own: readonly BaselineEntry[], entries: readonly BaselineEntry[], path: string): Notice {
  const added = withoutIdentities(own, entries).length;
  const removed = withoutIdentities(entries, own).length;
  const advice = added > 0 ? ' Review what it will accept.' : '';
  return {
    path,
    message: `This change adds ${counted(added, 'entry', 'entries')} to the baseline and removes ${removed}, and that of the base counts until it is merged.${advice}`,
  };
}

function withoutIdentities(entries: readonly BaselineEntry[], others: readonly BaselineEntry[]): BaselineEntry[] {
  const identities = new Set(others.map(({ identity }) => identity));
  return entries.filter(({ identity }) => !identities.has(identity));
}

function parseBaseline(text: string, name: string): BaselineEntry[] {
  const value = parseJson(text, name);
  const findings: unknown = isObject(value) && value['schemaVersion'] === 1 ? value['findings'] : undefined;
  if (!Array.isArray(findings) || !findings.every(isEntry)) throw wrong(name, 'does not have the form of a baseline');
  return findings.map(({ identity, ruleId, path }) => ({ identity, ruleId, path }));
}

function isEntry(value: unknown): value is BaselineEntry {
  return (
    isObject(value) &&
    /^[0-9a-f]{32}(?:-\d+)?$/.test(String(value['identity'])) &&
    [value['ruleId'], value['path']].every(text => typeof text === 'string' && text !== '')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(name, 'is not valid JSON', error);
  }
}

function wrong(name: string, fault: string, cause?: unknown): UsageError {
  return new UsageError(
    `'${name}' ${fault}. Restore it from git, or delete it and write it again with 'klaviyo-lint baseline'.`,
    { cause },
  );
}
