/** A directive before the first statement of a module. */
type Directive = 'use client' | 'use server';

/** The places where frameworks look for code of the browser; a component is such a place by itself. */
const CLIENT_NAME = /\.client\.[cm]?[jt]sx?$|(?:^|[/\\])(?:gatsby-browser\.[jt]sx?|\+(?:page|layout)\.[jt]s)$/;
const CLIENT_COMPONENT = /(?<!\.server)\.(?:vue|svelte)(?:\?\d+\.[jt]sx?)?$|\.astro\?[1-9]\d*\.[jt]sx?$/;

/** Where frameworks keep what they never give to the browser. */
const SERVER_NAME = /\.server\.|(?:^|[/\\])lib[/\\]server[/\\]|(?:^|[/\\])\+server\.[jt]s$/;

/**
 * Tells by its name whether code reaches the browser.
 *
 * Sources: the documentation of Remix, Nuxt, SvelteKit, Astro and Gatsby; read 2026-11-20.
 */
export function isClientName(path: string): boolean {
  return CLIENT_NAME.test(path) || CLIENT_COMPONENT.test(path);
}

/** Tells whether code never reaches the browser, whoever imports it: by its name, its directive, or the package `server-only`. */
export function isServerOnly(path: string, text: string): boolean {
  return SERVER_NAME.test(path) || directiveOf(text) === 'use server' || /\bimport\s*['"]server-only['"]/.test(text);
}

/** The directive that a text begins with, behind comments. */
export function directiveOf(text: string): Directive | undefined {
  let at = 0;
  for (;;) {
    at += /^[\s;\uFEFF]*/.exec(text.slice(at, at + 1000))![0].length;
    if (text.startsWith('//', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at);
    else break;
  }
  const directive = text.slice(at + 1, at + 11);
  return /^['"]$/.test(text.charAt(at)) && (directive === 'use client' || directive === 'use server')
    ? directive
    : undefined;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}
