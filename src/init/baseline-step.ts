import type { Report } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import type { Step } from './plan-init.ts';

export const BASELINE_FILE = '.klaviyo-lint/baseline.json';

/**
 * What is to be done about the findings of a repository that exists already: they are accepted once, so that only new ones block.
 *
 * @returns undefined if there is nothing to accept
 */
export function baselineStep({ findings }: Pick<Report, 'findings'>): Step | undefined {
  if (findings.length === 0) return undefined;
  return {
    kind: 'by hand',
    message: `There ${findings.length === 1 ? 'is' : 'are'} ${counted(findings.length, 'finding')}. Fix them, or accept them once in '${BASELINE_FILE}', so that only new ones block:`,
    lines: ['npx klaviyo-lint baseline'],
  };
}
