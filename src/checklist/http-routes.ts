import type { CodeOutline, OutlinedCall } from '../model/evidence-facts.ts';
import type { VendorSigns } from './vendor-signs.ts';

/** Packages that serve HTTP. */
const SERVER_PACKAGE =
  /^(?:express|fastify|koa|@koa\/router|koa-router|hono(?:\/.*)?|@hapi\/hapi|polka|restify|micro|@nestjs\/(?:core|common)|elysia|h3|nitropack|@trpc\/server|@sveltejs\/kit|next(?:\/.*)?|nuxt(?:\/.*)?|@remix-run\/(?:node|server-runtime|express)|astro(?:\/.*)?)$/;
const SERVER_CALL = /(?:^|\.)createServer$|^(?:Bun|Deno)\.serve$|^serve$/;
/** Files that a framework serves by their place. */
const SERVED_FILE =
  /(?:^|\/)(?:app|src\/app)\/(?:.*\/)?route\.[jt]sx?$|(?:^|\/)pages\/api\/.+\.[jt]sx?$|(?:^|\/)server\/(?:api|routes)\/.+\.[jt]s$|\+server\.[jt]s$/;

/** Names that mean nothing else, and those that do only where nothing but `api` stands before them. */
const HEALTH_WORD = /^(?:_?health(?:z|check|-check|_check)?|livez?|liveness|readyz?|readiness|heartbeat)$/i;
const VAGUE_ROUTE = /^(?:api\/)?(?:status|_?ping)$/i;

/** Returns whether code serves HTTP. */
export function servesHttp({ path, imports, calls }: CodeOutline): boolean {
  return (
    SERVED_FILE.test(path) ||
    imports.some(({ specifier }) =>
      /^(?:node:)?https?$/.test(specifier) ? calls.some(isServerCall) : SERVER_PACKAGE.test(specifier),
    ) ||
    calls.some(({ callee }) => /^(?:Bun|Deno)\.serve$/.test(callee))
  );
}

function isServerCall({ callee }: OutlinedCall): boolean {
  return SERVER_CALL.test(callee);
}

export interface HealthRoute {
  path: string;
  line: number;
  /** Whether what answers asks the vendor. */
  asksVendor: boolean;
}

/** How a file shows by its imports and names that it asks a vendor. */
type AskingSigns = Pick<VendorSigns, 'names' | 'sdkImport'>;

/** Finds the endpoints that tell how an app is. @param vendor whom they are to ask */
export function healthRoutes(code: readonly CodeOutline[], vendor: AskingSigns): HealthRoute[] {
  const byPath = new Map(code.map(file => [file.path, file]));
  return code.flatMap(file => [
    ...(SERVED_FILE.test(file.path) && isHealthPath(routeOf(file.path))
      ? [{ path: file.path, line: 1, asksVendor: file.reachesVendor }]
      : []),
    ...routesIn(file, byPath, vendor),
  ]);
}

/** A path that no call registers is compared with, or stands in a table of routes: whatever the file reaches, it may ask. */
function routesIn(file: CodeOutline, byPath: ReadonlyMap<string, CodeOutline>, vendor: AskingSigns): HealthRoute[] {
  const { path, calls, strings, reachesVendor } = file;
  const routes = calls.filter(isHealthRoute);
  const asking = routes.length > 0 ? askingNames(file, byPath, vendor) : NO_NAMES;
  const registered = routes.map(({ line, mentions }) => ({
    path,
    line,
    asksVendor: mentions.some(name => asking.has(name)),
  }));
  const others = servesHttp(file)
    ? strings.filter(
        ({ name, line }) =>
          name.startsWith('/') && isHealthPath(name) && registered.every(route => route.line !== line),
      )
    : [];
  return [...registered, ...others.map(({ line }) => ({ path, line, asksVendor: reachesVendor }))];
}

const NO_NAMES: ReadonlySet<string> = new Set();

function isHealthPath(route: string): boolean {
  const parts = route.length < 200 ? route.split('/').filter(part => part !== '') : [];
  return parts.some(part => HEALTH_WORD.test(part)) || VAGUE_ROUTE.test(parts.join('/'));
}

/** The path under which a framework serves a file. */
function routeOf(path: string): string {
  const below = path.split(/(?:^|\/)(?:app|pages|server\/routes|server|routes)\//).at(-1) ?? path;
  return below.replace(/\.[jt]sx?$/, '').replace(/(?:\/(?:route|index|\+server)|\.(?:get|all))$/, '');
}

const ROUTE = /(?:^|\.)(?:get|all|use|route|on|addRoute|handle)$|^@(?:Get|Controller|All)$/;

function isHealthRoute({ callee, texts, mentions }: OutlinedCall): boolean {
  const [first = ''] = texts;
  return ROUTE.test(callee) && mentions.length > 0 && isHealthPath(first);
}

/** The names in a file that lead, through its functions, to the vendor or to an import that reaches it. */
function askingNames(
  file: CodeOutline,
  byPath: ReadonlyMap<string, CodeOutline>,
  { names, sdkImport }: AskingSigns,
): ReadonlySet<string> {
  const sources = new Map(file.imports.flatMap(source => source.names.map(name => [name, source] as const)).reverse());
  const mentions = new Map(file.functions.map(own => [own.name, own.mentions] as const).reverse());
  const users = new Map<string, string[]>();
  for (const [user, used] of mentions)
    for (const name of used) {
      const known = users.get(name);
      if (known) known.push(user);
      else users.set(name, [user]);
    }
  const isAsking = (name: string): boolean => {
    const source = sources.get(name);
    return source === undefined
      ? // In a file that calls the vendor, a local of that name is what it is called by.
        file.reachesVendor && names.test(name)
      : sdkImport.test(source.specifier) || byPath.get(source.target ?? '')?.reachesVendor === true;
  };
  const given = file.calls.flatMap(call => (isHealthRoute(call) ? call.mentions : []));
  const asking = new Set([...given, ...mentions.keys(), ...users.keys()].filter(isAsking));
  for (const name of asking) for (const user of users.get(name) ?? []) asking.add(user);
  return asking;
}
