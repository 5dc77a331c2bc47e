const VERBS: Readonly<Record<string, string>> = { no: 'Disallow', require: 'Require', prefer: 'Prefer' };

/** How the description of a rule begins, by the first word of its id. */
export function verbOf(id: string): string {
  return VERBS[id.split('-')[0] ?? ''] ?? 'Disallow';
}
