import type { CodeOutline, OutlinedCall } from '../model/evidence-facts.ts';

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

/** Tells whether code serves HTTP. */
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

/** Finds the endpoints that tell how an app is. */
export function healthRoutes(code: readonly CodeOutline[]): HealthRoute[] {
  const byPath = new Map(code.map(file => [file.path, file]));
  return code.flatMap(file => [
    ...(SERVED_FILE.test(file.path) && isHealthPath(routeOf(file.path))
      ? [{ path: file.path, line: 1, asksVendor: file.reachesVendor }]
      : []),
    ...routesIn(file, byPath),
  ]);
}

/** A path that no call registers is compared with, or stands in a table of routes: whatever the file reaches, it may ask. */
function routesIn(file: CodeOutline, byPath: ReadonlyMap<string, CodeOutline>): HealthRoute[] {
  const { path, calls, strings, reachesVendor } = file;
  const registered = calls
    .filter(isHealthRoute)
    .map(({ line, mentions }) => ({ path, line, asksVendor: asksVendor(mentions, file, byPath) }));
  const others = servesHttp(file)
    ? strings.filter(
        ({ name, line }) =>
          name.startsWith('/') && isHealthPath(name) && registered.every(route => route.line !== line),
      )
    : [];
  return [...registered, ...others.map(({ line }) => ({ path, line, asksVendor: reachesVendor }))];
}

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

/** Follows names through the functions of the file to what it imports. */
function asksVendor(names: readonly string[], file: CodeOutline, byPath: ReadonlyMap<string, CodeOutline>): boolean {
  const seen = new Set<string>();
  const pending = [...names];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const source = file.imports.find(({ names: given }) => given.includes(name));
    if (source !== undefined && (isSdk(source.specifier) || byPath.get(source.target ?? '')?.reachesVendor))
      return true;
    if (source === undefined && isVendorName(name, file)) return true;
    pending.push(...(file.functions.find(own => own.name === name)?.mentions ?? []));
  }
  return false;
}

function isSdk(specifier: string): boolean {
  return /^klaviyo-api(?:\/|$)/.test(specifier);
}

/** In a file that calls the vendor, a local of that name is what it is called by. */
function isVendorName(name: string, { reachesVendor }: CodeOutline): boolean {
  return reachesVendor && /klaviyo/i.test(name);
}
