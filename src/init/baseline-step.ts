import { updateBaseline } from '../audit/update-baseline.ts';
import { BASELINE_FILE } from '../model/baseline.ts';
import type { Report } from '../model/report.ts';
import { counted } from '../reporters/counted.ts';
import { renderBaselineJson } from '../reporters/json.ts';
import type { Step } from './plan-init.ts';

/**
 * What is to be done about the findings of a repository that exists already: they are accepted once, so that only new ones block.
 *
 * @returns undefined if there is nothing to accept
 */
export function baselineStep({ findings }: Pick<Report, 'findings'>): Step | undefined {
  if (findings.length === 0) return undefined;
  const { entries, keys } = updateBaseline([], findings, { add: true, prune: false, unseen: new Set() });
  if (entries.length === 0)
    return {
      kind: 'by hand',
      message: `There ${keys === 1 ? 'is' : 'are'} ${counted(keys, 'finding')} about keys, which no baseline accepts. Revoke the keys that this names:`,
      lines: ['npx klaviyo-lint check'],
    };
  return {
    kind: 'write',
    path: BASELINE_FILE,
    text: renderBaselineJson(entries),
    message: `It accepts ${counted(entries.length, 'finding')} of today, so that only new ones block.`,
  };
}
