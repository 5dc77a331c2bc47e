import type { Report } from '../../src/model/report.ts';
import { counted } from '../../src/reporters/counted.ts';

/** The numbers of a report in words. */
export function countsOf({ summary: { errors, warnings } }: Report): string {
  return `${counted(errors, 'error')} and ${counted(warnings, 'warning')}`;
}
