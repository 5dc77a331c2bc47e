import type { Threshold } from '../../src/model/thresholds.ts';
import { markdownTable } from './markdown-table.ts';

/** What a configuration may set, for its page. */
export function thresholdTable(thresholds: Readonly<Record<string, Threshold>>): string {
  return markdownTable(
    ['name', 'default', 'from, to', 'meaning', 'counts for'],
    Object.entries(thresholds).map(([name, { default: byDefault, minimum, maximum, description, usedBy }]) => [
      `\`${name}\``,
      String(byDefault),
      `${minimum} to ${maximum}`,
      description,
      usedBy.join(', '),
    ]),
  );
}
