import {
  causeOf,
  groupLeftOut,
  groupPaths,
  groupUnresolved,
  type Ledger,
  type LeftOut,
  type LeftOutCause,
  reasonOf,
  unseenSentence,
} from '../model/ledger.ts';
import type { Location } from '../model/finding.ts';
import type { Skipped } from '../model/report.ts';
import { fileKind, isCodeName, isMediaName } from '../project/discovery/file-kind.ts';
import type { Project } from '../project/discovery/project.ts';
import type { FileLook } from '../project/keys/file-looks.ts';
import { isEnvFile } from '../project/manifests/env-file.ts';

/** What is known of the files after the run. */
export interface Seen {
  /** What the checked files import, where only some files are checked. */
  reached: ReadonlySet<string>;
  looks: ReadonlyMap<string, FileLook>;
  /** The lines of texts that hold other texts which are compressed. */
  packed: ReadonlyMap<string, readonly number[]>;
  /** All that was skipped, whatever the reason. */
  skipped: readonly Skipped[];
  /** Addresses of an API, beginnings of keys, and reads of keys, whose use was not found. */
  unresolved: readonly Location[];
}

type FileClass = 'analyzed' | 'keysOnly' | 'otherKinds';

/** Puts every file that is known into one class. */
export function keepLedger(project: Project, { looks, packed, skipped, reached, unresolved }: Seen): Ledger {
  const leftOut = new Map<string, LeftOutCause>();
  const leave = (paths: readonly string[], cause: LeftOutCause): void =>
    paths.forEach(path => leftOut.set(path, leftOut.get(path) ?? cause));
  leave(project.notAsked, 'not-asked');
  leave(project.ignored, 'ignored');
  for (const { path, cause } of project.leftOut)
    if (project.isSelected(path) || reached.has(path)) leave([path], cause);
  leave(project.generated, 'generated');
  for (const { id, path, reason } of skipped) if (id === 'file' && path !== undefined) leave([path], causeOf(reason));

  const counts: Record<FileClass, number> = { analyzed: 0, keysOnly: 0, otherKinds: 0 };
  const onlyKeys = new Set(project.keysOnly);
  for (const path of [...project.files, ...project.keysOnly]) {
    if (leftOut.has(path)) continue;
    const found = classOf(path, looks.get(path), onlyKeys.has(path));
    if (found in counts) counts[found as FileClass] += 1;
    else leave([path], found as LeftOutCause);
  }
  const seen = [...project.files, ...project.keysOnly].filter(path => !leftOut.has(path));
  const compressed = seen.filter(path => isCompressed(looks.get(path)));
  const texts = seen.flatMap(path => packed.get(path)?.map(line => `${path}:${line}`) ?? []);
  const groups = groupLeftOut([...leftOut].map(([path, cause]) => ({ path, cause })));
  const files = counts.analyzed + counts.keysOnly + counts.otherKinds + leftOut.size;
  return {
    files,
    ...counts,
    leftOut: groups,
    unseen: unseenSentence(groups, { files: compressed.length, texts: texts.length }),
    ...listed([...compressed, ...texts], unresolved),
  };
}

function listed(
  compressed: readonly string[],
  unresolved: readonly Location[],
): Pick<Ledger, 'compressed' | 'unresolved'> {
  return {
    ...(compressed.length > 0 && { compressed: groupPaths(compressed) }),
    ...(unresolved.length > 0 && { unresolved: groupUnresolved(unresolved) }),
  };
}

function classOf(path: string, look: FileLook | undefined, isKeysOnly: boolean): FileClass | LeftOutCause {
  if (look === undefined) return 'absent';
  if (look === 'lfs-pointer') return 'lfs-pointer';
  if (look === 'film') return 'otherKinds';
  if (typeof look === 'object') return look.isBinary ? 'otherKinds' : causeOf(look.reason);
  const isAnalyzed = !isKeysOnly && isOfKind(path, look);
  if (look === 'binary' || look === 'compressed') return isAnalyzed ? 'not-text' : 'otherKinds';
  return isAnalyzed ? 'analyzed' : 'keysOnly';
}

function isCompressed(look: FileLook | undefined): boolean {
  return look === 'compressed' || (typeof look === 'object' && look.isCompressed === true);
}

function isOfKind(path: string, look: FileLook): boolean {
  return isCodeName(path) || isEnvFile(path) || (look === 'script' && fileKind(path) === 'shell');
}

/** What was left out although it may hold what matters: entries for `skipped`, which keep the verdict open. */
export function openEntries(project: Project, { looks, reached }: Pick<Seen, 'looks' | 'reached'>): Skipped[] {
  const undecoded = [...looks].flatMap(([path, look]): LeftOut[] => {
    if (look === 'lfs-pointer') return [{ path, cause: 'lfs-pointer', isOpen: !isMediaName(path) }];
    return look === 'binary' || look === 'compressed' ? [{ path, cause: 'not-text', isOpen: isCodeName(path) }] : [];
  });
  return [...project.leftOut, ...undecoded]
    .filter(({ path, isOpen }) => isOpen && (project.isSelected(path) || reached.has(path)))
    .map(({ path, cause }) => ({
      id: 'file',
      path,
      reason: reasonOf(cause),
      ...(cause === 'unproven' && { isChanged: true as const }),
    }));
}
