import type { Base } from '../model/report.ts';

/** Says why new findings are not distinguished from old ones although that was requested; nothing where that does not apply. */
export function baseSentences(base: Base | undefined): string[] {
  return base?.notCompared === undefined ? [] : [`Every finding counts as new, because ${base.notCompared}.`];
}
