import type { ResultValue, MemberValue, SymbolValue, Value, Write } from '../values/value.ts';

/** Clients of one family read their arguments alike. */
export type Family =
  | 'fetch'
  | 'axios'
  | 'got'
  | 'ofetch'
  | 'request'
  | 'superagent'
  | 'undici'
  | 'undici-client'
  | 'http'
  | 'meteor'
  | 'jquery'
  | 'url-fetch-app'
  | 'xml-http-request'
  | 'needle'
  | 'wretch'
  | 'pipedream';

/** An HTTP client, with the configuration that its calls start from, outermost first. */
export interface HttpClient {
  name: string;
  family: Family;
  defaults: Value[];
  writes: readonly Write[];
}

/** Clients by where they come from: `package`, `package#export`, or `#global`. */
const CLIENTS: Readonly<Record<string, Family>> = {
  '#fetch': 'fetch',
  '#$fetch': 'ofetch',
  '#useFetch': 'ofetch',
  '#useLazyFetch': 'ofetch',
  '#$': 'jquery',
  '#jQuery': 'jquery',
  '#axios': 'axios',
  '#superagent': 'superagent',
  '#HTTP': 'meteor',
  '#UrlFetchApp': 'url-fetch-app',
  '#XMLHttpRequest': 'xml-http-request',
  '@angular/common/http#HttpClient': 'axios',
  '@nestjs/axios#HttpService': 'axios',
  '@nestjs/common#HttpService': 'axios',
  '@pipedream/platform#axios': 'pipedream',
  '@shopify/hydrogen#fetch': 'fetch',
  '@whatwg-node/fetch#fetch': 'fetch',
  axios: 'axios',
  'axios#Axios': 'axios',
  'axios#AxiosInstance': 'axios',
  'axios#AxiosStatic': 'axios',
  'axios-https-proxy-fix': 'axios',
  'cross-fetch': 'fetch',
  'cross-fetch#fetch': 'fetch',
  'follow-redirects#http': 'http',
  'follow-redirects#https': 'http',
  got: 'got',
  'got#Got': 'got',
  'got#got': 'got',
  'got-scraping#gotScraping': 'got',
  http: 'http',
  https: 'http',
  'isomorphic-fetch': 'fetch',
  'isomorphic-unfetch': 'fetch',
  jquery: 'jquery',
  ky: 'got',
  'ky#KyInstance': 'got',
  'ky-universal': 'got',
  'meteor/http#HTTP': 'meteor',
  'make-fetch-happen': 'fetch',
  needle: 'needle',
  'node-fetch': 'fetch',
  'node-fetch-native': 'fetch',
  'node-fetch-native#fetch': 'fetch',
  ofetch: 'ofetch',
  'ofetch#$fetch': 'ofetch',
  'ofetch#ofetch': 'ofetch',
  'ohmyfetch#$fetch': 'ofetch',
  'postman-request': 'request',
  request: 'request',
  'request-promise': 'request',
  'request-promise-native': 'request',
  superagent: 'superagent',
  'undici#fetch': 'fetch',
  'undici#request': 'undici',
  'undici#stream': 'undici',
  'undici#Client': 'undici-client',
  'undici#Pool': 'undici-client',
  unfetch: 'fetch',
  'whatwg-fetch': 'fetch',
  'whatwg-fetch#fetch': 'fetch',
  wretch: 'wretch',
};

/** Methods that make another client of the same family out of a configuration. */
const EXTENSIONS = new Set(['create', 'extend', 'defaults', 'instance', 'agent', 'wrap']);

/** Fields that lead to the same client: Nest's `axiosRef`, a client in its own default export. */
const SAME_CLIENT = new Set(['axiosRef', 'default', 'native']);

export interface ClientUse {
  client: HttpClient;
  /** What is read off the client: `[]` is the client itself, `['post']` its method. */
  method: readonly string[];
}

/** Tells which client a value is or belongs to, and which of its members the value is. */
export function clientUse(value: Value): ClientUse | undefined {
  switch (value.kind) {
    case 'symbol':
      return useOfSymbol(value);
    case 'member':
      return useOfMember(value);
    case 'result':
      return useOfResult(value);
    default:
      return undefined;
  }
}

function useOfSymbol(value: SymbolValue): ClientUse | undefined {
  for (let length = value.path.length; length >= 0; length -= 1) {
    const name = [value.module ?? '', ...(length > 0 ? [value.path.slice(0, length).join('.')] : [])].join('#');
    const family = CLIENTS[name];
    if (!Object.hasOwn(CLIENTS, name) || family === undefined) continue;
    const method = value.path.slice(length).filter(step => !SAME_CLIENT.has(step));
    return { client: { name: name.replace(/^#/, ''), family, defaults: [], writes: value.writes ?? [] }, method };
  }
  return undefined;
}

function useOfMember(value: MemberValue): ClientUse | undefined {
  const use = clientUse(value.object);
  if (!use) return undefined;
  return SAME_CLIENT.has(value.name) ? use : { ...use, method: [...use.method, value.name] };
}

function useOfResult(value: ResultValue): ClientUse | undefined {
  const use = clientUse(value.callee);
  if (!use) return decorated(value);
  const { client, method } = use;
  const writes = [...client.writes, ...(value.writes ?? [])];
  const [last] = method.slice(-1);
  if (client.family === 'wretch') return wretchChain(client, last, value.args, writes);
  if (value.constructed && method.length === 0)
    return { client: { ...client, defaults: [...client.defaults, ...value.args], writes }, method: [] };
  if (last === undefined || !EXTENSIONS.has(last)) return undefined;
  return { client: { ...client, defaults: [...client.defaults, ...value.args], writes }, method: [] };
}

/** `rateLimit(axios.create(…))`, `fetchRetry(fetch)`: what a package makes of a client is that client. */
function decorated(value: ResultValue): ClientUse | undefined {
  if (value.constructed) return undefined;
  const [inner] = value.args.flatMap(argument =>
    argument.kind === 'symbol' || argument.kind === 'result' ? (clientUse(argument) ?? []) : [],
  );
  return inner?.method.length === 0
    ? { ...inner, client: { ...inner.client, writes: [...inner.client.writes, ...(value.writes ?? [])] } }
    : undefined;
}

/** wretch collects by chained calls; each is kept as `{ method: argument }` in the order of the chain. */
function wretchChain(
  client: HttpClient,
  method: string | undefined,
  args: readonly Value[],
  writes: readonly Write[],
): ClientUse {
  const step: Value = {
    kind: 'object',
    properties: new Map(args.map((value, index) => [`${method ?? 'url'}#${index}`, () => value])),
    open: false,
    node: undefined,
  };
  return { client: { ...client, defaults: [...client.defaults, step], writes }, method: [] };
}
