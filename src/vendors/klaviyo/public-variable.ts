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

/** What a switch, an address or the name of something is called, in capitals or in camel case. */
const NO_KEY = /PUBLIC|HAS_|IS_|ENABLE|_URL$|_NAME$/i;
const NO_KEY_IN_CAMEL_CASE = /(?:^|\.)(?:has|is|use|needs)(?=[A-Z])|(?:Url|Name|Id)$/;

/** Tells by its name whether a variable holds a private key, or another secret, of Klaviyo. */
export function isPrivateKeyVariable(name: string): boolean {
  const own = name.replace(PUBLIC_PREFIX, '');
  return /KLAVIYO/i.test(own) && /PRIVATE|SECRET/i.test(own) && !NO_KEY.test(own) && !NO_KEY_IN_CAMEL_CASE.test(own);
}
