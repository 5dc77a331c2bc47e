import { THRESHOLD_NAMES, THRESHOLDS } from '../../src/model/thresholds.ts';
import { markdownTable } from './markdown-table.ts';

/** What `thresholds` may set, for the page of the configuration. */
export function thresholdTable(): string {
  return markdownTable(
    ['name', 'default', 'from, to', 'meaning', 'counts for'],
    THRESHOLD_NAMES.map(name => {
      const { default: byDefault, minimum, maximum, description, usedBy } = THRESHOLDS[name];
      return [`\`${name}\``, String(byDefault), `${minimum} to ${maximum}`, description, usedBy.join(', ')];
    }),
  );
}
