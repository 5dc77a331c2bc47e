import type { Base } from '../model/report.ts';

/** Says why no finding is told from old ones although that was asked for; nothing where that is no question. */
export function baseSentences(base: Base | undefined): string[] {
  return base?.notCompared === undefined ? [] : [`Every finding counts as new, because ${base.notCompared}.`];
}
