import { createCollector } from '../values/collector.ts';

const collector = createCollector<string>();

/** Collects the paths of the files in which something stands that the analyzed files send, while something runs. */
export const whileCollectingOrigins = collector.whileCollecting;

/** @param path computed only if somebody collects; of the file in which something stands that another file sends */
export function recordOrigin(path: () => string | undefined): void {
  if (!collector.isCollecting()) return;
  const found = path();
  if (found !== undefined) collector.record(() => found);
}
