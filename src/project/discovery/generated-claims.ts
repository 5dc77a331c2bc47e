import type { LeftOut } from '../../model/ledger.ts';
import type { Notice } from '../../model/report.ts';
import type { Change } from '../git/change.ts';
import { type GeneratedFile, readGenerated } from './generated-files.ts';
import { createVendorNames } from './names-vendor.ts';
import type { FileReader } from './read-file.ts';

/** What is made of the files that say of themselves that they are generated. */
export interface GeneratedClaims {
  /** Those that are believed, and not analyzed. */
  generated: Set<string>;
  /** Those that are analyzed like all others. */
  handwritten: string[];
  /** Those that are neither believed nor analyzed. */
  leftOut: LeftOut[];
  /** Those of the believed ones that the change touches. */
  notices: Notice[];
}

export interface ClaimReading {
  /** The sources that are checked. */
  checked: readonly string[];
  read: FileReader;
  change: Change | undefined;
}

/**
 * Decides which files are believed to be generated. As with configuration, a change cannot exempt itself: a file that it touches
 * is believed only if it was generated before, too, and if something that is checked changes with it. A bundle holds the code of
 * packages, whose requests are nobody's fault here, so where it is not believed it is left out rather than analyzed.
 *
 * @param built the files that may be generated
 */
export async function judgeClaims(built: readonly string[], reading: ClaimReading): Promise<GeneratedClaims> {
  const { read, change } = reading;
  const checked = new Set(reading.checked);
  const claimed = built.flatMap(path => readGenerated(path, { checked, read }) ?? []);
  const isClaimed = new Set(claimed.map(({ path }) => path));
  const claims: GeneratedClaims = {
    generated: new Set(),
    handwritten: built.filter(path => !isClaimed.has(path)),
    leftOut: [],
    notices: [],
  };
  const namesVendor = createVendorNames(read, reading.checked);
  const changesSources = change !== undefined && reading.checked.some(path => change.has(path));
  for (const claim of claimed) {
    const { path } = claim;
    if (change === undefined || !isTouched(claim, change)) claims.generated.add(path);
    else if (!namesVendor(path)) claims.handwritten.push(path);
    else if (changesSources && (await wasGenerated(path, change, reading.checked))) {
      claims.generated.add(path);
      claims.notices.push({ path, message: noticeOf(path) });
    } else claims.leftOut.push({ path, cause: 'unproven', isOpen: true });
  }
  return claims;
}

/** A map or a source that was not there before may make a claim of what was none. */
function isTouched({ path, sources, map }: GeneratedFile, change: Change): boolean {
  return change.has(path) || (map !== undefined && change.has(map)) || sources.some(source => change.isNew(source));
}

async function wasGenerated(path: string, change: Change, checked: readonly string[]): Promise<boolean> {
  const map = `${path}.map`;
  const texts = new Map([
    [path, await change.readBefore(path)],
    [map, await change.readBefore(map)],
  ]);
  const read = (name: string): Buffer | undefined => bytesOf(texts.get(name));
  return readGenerated(path, { checked: new Set(checked.filter(name => !change.isNew(name))), read }) !== undefined;
}

function bytesOf(text: string | undefined): Buffer | undefined {
  return text === undefined ? undefined : Buffer.from(text);
}

function noticeOf(path: string): string {
  return `'${path}' is changed here and was not analyzed, because it says that it is generated. Review that it is what the build makes.`;
}
