import type { ConfigurationReport } from '../model/configuration-report.ts';
import { printed } from './printed.ts';
import { textTable } from './text-table.ts';

/** Renders what counts for a file, and where each value comes from, for people. */
export function renderConfigurationText(report: ConfigurationReport): string {
  const { path, files, ignored, preset, failOn, baseline, requiredItems, thresholds, vendorSettings, rules, notices } =
    report;
  const general = [
    ['ignored', ignored.value ? 'yes' : 'no', ignored.from],
    ['preset', preset.value, preset.from],
    ['failOn', failOn.value, failOn.from],
    ['baseline', baseline.value === null ? 'not set' : String(baseline.value), baseline.from],
    ['checklist.require', requiredItems.value.join(', ') || 'none', requiredItems.from],
    ...Object.entries(thresholds).map(([name, { value, from }]) => [`thresholds.${name}`, String(value), from]),
    ...Object.entries(vendorSettings).map(([name, { value, from }]) => [name, shownValue(value), from]),
  ];
  return printed([
    `What counts for '${path}'`,
    files.length === 0 ? 'No klaviyo-lint.json counts for it.' : `Files, the nearest last: ${files.join(', ')}`,
    '',
    ...textTable({ columns: ['setting', 'value', 'from'], rows: general }, { mostRows: general.length }),
    '',
    ...textTable({ columns: ['rule or check', 'level', 'from'], rows: rules.map(rowOf) }, { mostRows: rules.length }),
    ...rules.flatMap(({ id, options }) =>
      options ? ['', `Options of ${id}, from ${options.from}:`, `  ${JSON.stringify(options.value)}`] : [],
    ),
    ...(notices.length > 0 ? ['', ...notices.map(({ message }) => message)] : []),
  ]);
}

const LONGEST_VALUE = 60;

/** A key of a domain may be as long as hundreds of characters, and would widen every row. */
function shownValue(value: unknown): string {
  const text = value === null ? 'not set' : Array.isArray(value) ? value.join(', ') || 'none' : shownPlain(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

function shownPlain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function rowOf({ id, level }: ConfigurationReport['rules'][number]): string[] {
  return [id, level.value, level.from];
}
