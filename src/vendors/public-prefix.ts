/**
 * Prefixes of variables that a bundler writes into what the browser loads.
 *
 * Sources: the documentation of Next.js, Vite, Create React App, Nuxt, Expo, SvelteKit, Astro and Gatsby; read 2026-11-20.
 */
const PREFIXES = ['NEXT_PUBLIC_', 'VITE_', 'REACT_APP_', 'NUXT_PUBLIC_', 'EXPO_PUBLIC_', 'PUBLIC_', 'GATSBY_'];
const PUBLIC_PREFIX = new RegExp(`^(?:${PREFIXES.join('|')})`);

/** The prefixes, without those that contain another: one of them is in the name of every public variable. */
export const PUBLIC_SIGNS: readonly string[] = PREFIXES.filter(
  prefix => !PREFIXES.some(other => other !== prefix && prefix.includes(other)),
);

/** Returns whether a variable of this name reaches the browser. */
export function isPublicVariable(name: string): boolean {
  return PUBLIC_PREFIX.test(name);
}

/** The name of a variable without such a prefix. */
export function withoutPublicPrefix(name: string): string {
  return name.replace(PUBLIC_PREFIX, '');
}
