/**
 * Prefixes of variables that a bundler writes into what the browser loads.
 *
 * Sources: the documentation of Next.js, Vite, Create React App, Nuxt, Expo, SvelteKit, Astro and Gatsby; read 2026-11-20.
 */
const PUBLIC_PREFIX = /^(?:NEXT_PUBLIC_|VITE_|REACT_APP_|NUXT_PUBLIC_|EXPO_PUBLIC_|PUBLIC_|GATSBY_)/;

/** Tells whether a variable of this name reaches the browser. */
export function isPublicVariable(name: string): boolean {
  return PUBLIC_PREFIX.test(name);
}

/** Tells by its name whether a variable holds a private key, or another secret, of Klaviyo. */
export function isPrivateKeyVariable(name: string): boolean {
  const own = name.replace(PUBLIC_PREFIX, '');
  return /KLAVIYO/i.test(own) && /PRIVATE|SECRET/i.test(own) && !/PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$/i.test(own);
}

/** What is said of a private key in a public variable, with a placeholder as in ESLint. */
export const PUBLIC_VARIABLE_MESSAGE =
  "'{{name}}' is a private key in a variable that bundlers write into the browser's code. Rename it without the public prefix, read it on the server only, and revoke the key.";

/** The id of the rule in every report. */
export const BROWSER_KEY_RULE = 'klaviyo/no-private-key-in-browser';
