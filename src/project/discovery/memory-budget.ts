import { getHeapStatistics } from 'node:v8';

export const MEMORY_REASON = 'the memory that Node.js may use was nearly used up';

/** What is left is needed for the file that is being analyzed, and for the report. */
const MOST_USED = 0.8;

/**
 * Returns whether so much memory is used that a further file might end the process.
 *
 * @param heap sizes in bytes; those of this process by default
 */
export function isMemoryShort(
  heap: { used_heap_size: number; heap_size_limit: number } = getHeapStatistics(),
): boolean {
  return heap.used_heap_size > heap.heap_size_limit * MOST_USED;
}
