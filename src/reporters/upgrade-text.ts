import type { UpgradeChange, UpgradeEnd, UpgradeReport } from '../upgrade/upgrade-report.ts';
import { counted } from './counted.ts';
import { printed } from './printed.ts';

/** Renders what an upgrade of the SDK changes for people: first what the tool changes, then what is left to do. */
export function renderUpgradeText(report: UpgradeReport): string {
  const { from, to, changes, isWritten, skipped } = report;
  const by = (who: UpgradeChange['by']): UpgradeChange[] => changes.filter(change => change.by === who);
  return printed([
    'From ' + endOf(from),
    'to   ' + endOf(to),
    '',
    ...sectionOf(isWritten ? 'Changed' : "Changed by '--write'", by('tool')),
    ...sectionOf('To do by hand', by('hand')),
    ...(skipped.length === 0
      ? []
      : ['Not looked at:', ...skipped.map(({ id, path, reason }) => `  ${path ?? id}: ${reason}`), '']),
    ...remarksOn(report),
  ]);
}

/** A release with what it sends. */
export function endOf({ version, revision, state }: UpgradeEnd): string {
  return `klaviyo-api ${version}, which sends revision ${revision} (${state})`;
}

/** The last lines, whatever the format. */
export function remarksOn({ unconcerned, isWritten, changes }: UpgradeReport): string[] {
  const others =
    unconcerned === 0
      ? []
      : [
          `${counted(unconcerned, 'breaking change')} between these releases concern${unconcerned === 1 ? 's' : ''} no method that this code calls.`,
        ];
  const next = isWritten
    ? 'Install, so that the lock file follows, and run the type check and the tests.'
    : "Nothing was written. Run it again with '--write', install, and run the type check and the tests.";
  return [...others, changes.length === 0 ? 'There is nothing to change.' : next];
}

function sectionOf(title: string, changes: readonly UpgradeChange[]): string[] {
  if (changes.length === 0) return [];
  return [
    `${title}:`,
    ...changes.flatMap(({ message, places }) => [
      `  ${message}`,
      ...places.map(({ path, line, column }) => `      ${path}:${line}:${column}`),
    ]),
    '',
  ];
}
