const IMPLEMENTS = /\bimplements\b([^{}()'"`;]{1,300})\{/g;

/** The names that stand behind `implements` in a text, found without parsing it; those of type arguments may be among them. */
export function implementedNames(text: string): Set<string> {
  return new Set([...text.matchAll(IMPLEMENTS)].flatMap(([, clause = '']) => clause.match(/[\w$]+/g) ?? []));
}
