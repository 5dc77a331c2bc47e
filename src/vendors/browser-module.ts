/** A directive before the first statement of a module. */
type Directive = 'use client' | 'use server';

/** The places where frameworks look for code of the browser; a component is such a place by itself. */
const CLIENT_NAME =
  /\.client\.[cm]?[jt]sx?$|(?:^|[/\\])(?:(?:gatsby-browser|entry-client|instrumentation-client)\.[jt]sx?|\+(?:page|layout)\.[jt]s)$/;
const CLIENT_COMPONENT = /(?<!\.server)\.(?:vue|svelte)(?:\?\d+\.[jt]sx?)?$|\.astro\?[1-9]\d*\.[jt]sx?$/i;

/** Pages, and templates that pages are made with: their scripts are the browser's. */
export const PAGE_EXTENSIONS = [
  'html',
  'htm',
  'xhtml',
  'liquid',
  'ejs',
  'hbs',
  'handlebars',
  'njk',
  'twig',
  'mustache',
  'eta',
  'svg',
];
const PAGE = new RegExp(String.raw`\.(?:${PAGE_EXTENSIONS.join('|')})(?:\?\d+\.[jt]sx?)?$`, 'i');

/** Decides by its name whether a file, or a script of it, is a page or a template of one. */
export function isPage(path: string): boolean {
  return PAGE.test(path);
}

/** Where frameworks keep what they never give to the browser. */
const SERVER_NAME = /\.server\.|(?:^|[/\\])lib[/\\]server[/\\]|(?:^|[/\\])\+server\.[jt]s$|\+api\.[jt]sx?$/;

/**
 * Decides by its name whether code reaches the browser.
 *
 * Sources: the documentation of Remix, Nuxt, SvelteKit, Astro and Gatsby; read 2026-11-20.
 */
export function isClientName(path: string): boolean {
  return CLIENT_NAME.test(path) || CLIENT_COMPONENT.test(path) || isPage(path);
}

/** A route of TanStack Router is of the browser but for what is marked as the server's. */
const OF_ROUTER =
  /(?:^|[\n;])[^\S\n]{0,40}import\s[^'"`;()=]{0,2000}\bcreate(?:Lazy)?(?:FileRoute|RootRoute(?:WithContext)?)\b[^'"`;()=]{0,2000}\bfrom\s{0,20}['"]@tanstack\/(?:react|solid|vue)-router['"]/;
/** What only a service worker of a page has: the list that Workbox writes into it, and what SvelteKit gives it. */
const OF_SERVICE_WORKER = /\bself\.__WB_MANIFEST\b|\bfrom\s{0,20}['"](?:\$service-worker|workbox-precaching)['"]/;
const MAYBE_NATIVE_APP = /['"](?:react-native|expo-|@react-na)/;
/** What only an application for phones loads. */
const OF_NATIVE_APP =
  /(?:^|[\n;])[^\S\n]{0,40}import\s(?!type\b)[^'"`;()=]{0,2000}\bfrom\s{0,20}['"](?:react-native|react-native-config|expo-router|expo-constants|expo-secure-store|@react-navigation\/native|@react-native-async-storage\/async-storage)['"]/;

/**
 * Decides by what a file holds whether it is a route of a router of browsers, a service worker of a page, or of an application that its users
 * get.
 *
 * Sources: the documentation of TanStack Router, Workbox, SvelteKit, React Native and Expo; read 2026-11-23.
 */
export function isForUsers(text: string): boolean {
  if (text.includes('@tanstack/') && OF_ROUTER.test(text)) return true;
  return OF_SERVICE_WORKER.test(text) || (MAYBE_NATIVE_APP.test(text) && OF_NATIVE_APP.test(text));
}

const MAYBE_SERVER_FUNCTION =
  /['"]use server['"]|\bcreate(?:ServerFn|ServerOnlyFn|IsomorphicFn|Middleware|FileRoute)\b|\b(?:server|serverOnly|routeLoader|routeAction|globalAction)\$/;

/** Whether a text may hold functions that a framework leaves on the server; asked once for a file. */
export function mayHaveServerFunctions(text: string): boolean {
  return MAYBE_SERVER_FUNCTION.test(text);
}

/** Also how a client of an API is called on a server, as in `stripe.client.ts`. */
const CLIENT_MODULE_NAME = /\.client\.[cm]?[jt]s$/;
/** What no bundler for browsers takes: frameworks of servers, and modules of Node that have no replacement. */
const SERVER_IMPORT =
  /\b(?:from|import|require\()\s{0,20}['"](?:node:[\w/]+|@nestjs\/[\w/-]+|@fastify\/[\w-]+|express|fastify|koa|@hapi\/hapi|fs(?:\/promises)?|https?|http2|net|tls|dns|child_process|worker_threads|cluster)['"]/;

/**
 * Returns whether code never reaches the browser, whatever imports it: by its name, its directive, or the package `server-only`; under a name
 * that only may be of the browser, by what it imports.
 */
export function isServerOnly(path: string, text: string): boolean {
  const directive = directiveOf(text);
  if (SERVER_NAME.test(path) || directive === 'use server' || /\bimport\s*['"]server-only['"]/.test(text)) return true;
  return directive === undefined && CLIENT_MODULE_NAME.test(path) && SERVER_IMPORT.test(text);
}

/** What a text begins with that ESLint calls a directive, whatever it says: a string that is a statement of its own. */
const STRING_STATEMENT = /(?:'([^'\\\n]{0,100})'|"([^"\\\n]{0,100})")[^\S\n]*(?:;|(?=\n|\r|\/\/|\/\*|\}|$))/y;

/** The directive among those that a text begins with, behind comments: another one may stand before it. */
export function directiveOf(text: string): Directive | undefined {
  for (let at = startOfCode(text, 0); ;) {
    STRING_STATEMENT.lastIndex = at;
    const found = STRING_STATEMENT.exec(text);
    if (!found) return undefined;
    const directive = found[1] ?? found[2];
    if (directive === 'use client' || directive === 'use server') return directive;
    at = startOfCode(text, STRING_STATEMENT.lastIndex);
  }
}

/** The first place at or behind another that is neither blank nor of a comment. */
function startOfCode(text: string, from: number): number {
  for (let at = from; ;) {
    at += /^[\s;\uFEFF]*/.exec(text.slice(at, at + 1000))![0].length;
    if (text.startsWith('//', at)) at = endOf(text, '\n', at);
    else if (text.startsWith('/*', at)) at = endOf(text, '*/', at);
    else return at;
  }
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end + mark.length;
}
