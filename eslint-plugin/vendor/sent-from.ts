import { createCollector } from '../values/collector.ts';

const collector = createCollector<string>();

/** Collects the paths of the files in which something stands that the analyzed files send, while something runs. */
export const whileCollectingOrigins = collector.whileCollecting;

/** @param path of the file in which something stands that another file sends */
export function recordOrigin(path: string): void {
  collector.record(() => path);
}
