import { maskSecrets } from '../vendors/secrets.ts';
import type { PreflightReport } from '../model/report.ts';
import { safeLine } from './safe-line.ts';

/** One round of a watch in one line: when, the verdict, and what stands in the way. */
export function renderWatchLine({ startedAt, verdict, incidents, probes }: PreflightReport, round: number): string {
  const [first] = incidents;
  const passed = probes.filter(({ status }) => status === 'passed').length;
  const trouble = first === undefined ? '' : ` - ${first.priority} ${first.faultDomain}: ${first.message}`;
  return maskSecrets(
    safeLine(`#${round} ${startedAt.slice(11, 19)}Z ${verdict}, ${passed} of ${probes.length} passed${trouble}`),
  );
}
