import type { UpgradeChange, UpgradeReport } from '../upgrade/upgrade-report.ts';
import { markdownTable } from './markdown-table.ts';
import { markdownCode, markdownText } from './markdown-text.ts';
import { printed } from './printed.ts';
import { endOf, remarksOn } from './upgrade-text.ts';

/** GitHub takes 65,536 characters for the text of a pull request. */
const MAX_BYTES = 60_000;

/** Renders what an upgrade of the SDK changes for the text of a pull request. */
export function renderUpgradeMarkdown(report: UpgradeReport): string {
  const { from, to, changes, isWritten, skipped } = report;
  const rows = changes.map(change => [whoDoes(change, isWritten), markdownText(change.message), placesOf(change)]);
  const table = markdownTable({ columns: ['', 'What', 'Where'], rows, noun: 'change' }, MAX_BYTES / 2);
  const unseen = markdownTable(
    {
      columns: ['Not looked at', 'Why'],
      rows: skipped.map(({ id, path, reason }) => [markdownText(path ?? id), markdownText(reason)]),
      noun: 'skip',
    },
    MAX_BYTES / 4,
  );
  const title = `## klaviyo-api ${markdownText(from.version)} → ${markdownText(to.version)}`;
  return printed([
    title,
    '',
    `From ${endOf(from)}`,
    `to ${endOf(to)}.`,
    '',
    ...table,
    ...unseen,
    ...remarksOn(report).map(markdownText),
  ]);
}

function whoDoes({ by }: UpgradeChange, isWritten: boolean): string {
  if (by === 'hand') return 'to do';
  return isWritten ? 'done' : 'automatic';
}

const MOST_PLACES = 20;

function placesOf({ places }: UpgradeChange): string {
  const shown = places.slice(0, MOST_PLACES).map(({ path, line }) => markdownCode(`${path}:${line}`));
  return [...shown, ...(places.length > MOST_PLACES ? [`and ${places.length - MOST_PLACES} more`] : [])].join('<br>');
}
