import { posix } from 'node:path';
import type { Finding } from './finding.ts';
import type { Report } from './report.ts';

/**
 * The report with its paths relative to a folder above the checked one.
 *
 * @param prefix the way from there to the checked folder, with `/` at the end; empty for the folder itself
 */
export function movedReport(report: Report, prefix: string): Report {
  if (prefix === '') return report;
  const moved = <Item extends Finding>(finding: Item): Item => ({
    ...finding,
    path: pathFrom(prefix, finding.path),
    ...(finding.related && {
      related: finding.related.map(other => ({ ...other, path: pathFrom(prefix, other.path) })),
    }),
  });
  const moveAll = <Group extends { places: string[] }>(group: Group): Group => ({
    ...group,
    places: group.places.map(path => pathFrom(prefix, path)),
  });
  const { compressed, unresolved } = report.ledger;
  const skipped = report.skipped.map(entry =>
    entry.path === undefined ? entry : { ...entry, path: pathFrom(prefix, entry.path) },
  );
  const notices = report.notices?.map(notice => ({ ...notice, path: pathFrom(prefix, notice.path) }));
  return {
    ...report,
    findings: report.findings.map(moved),
    suppressed: report.suppressed.map(moved),
    skipped,
    ledger: {
      ...report.ledger,
      leftOut: report.ledger.leftOut.map(moveAll),
      ...(compressed && { compressed: moveAll(compressed) }),
      ...(unresolved && { unresolved: moveAll(unresolved) }),
    },
    ...(notices && { notices }),
  };
}

/** A path as it is from the folder above. What stands above the checked folder itself has a path that begins with `../`. */
export function pathFrom(prefix: string, path: string): string {
  return path.startsWith('../') ? posix.join(prefix, path) : prefix + path;
}
