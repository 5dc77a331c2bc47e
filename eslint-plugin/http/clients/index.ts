import type { ClientModel } from '../client-model.ts';
import { appsScript } from './apps-script.ts';
import { axios } from './axios.ts';
import { beacon } from './beacon.ts';
import { codeText } from './code-text.ts';
import { commands, denoCommand } from './commands.ts';
import { fetch } from './fetch.ts';
import { got } from './got.ts';
import { hyperquest } from './hyperquest.ts';
import { jquery } from './jquery.ts';
import { ky } from './ky.ts';
import { meteor } from './meteor.ts';
import { needle } from './needle.ts';
import { nodeHttp } from './node-http.ts';
import { nodeHttp2 } from './node-http2.ts';
import { ofetch } from './ofetch.ts';
import { openapiFetch } from './openapi-fetch.ts';
import { phin } from './phin.ts';
import { pipedream } from './pipedream.ts';
import { request } from './request.ts';
import { socket } from './socket.ts';
import { superagent } from './superagent.ts';
import { undici, undiciClient } from './undici.ts';
import { wretch } from './wretch.ts';
import { xmlHttpRequest } from './xml-http-request.ts';

const MODELS: readonly ClientModel[] = [
  appsScript,
  axios,
  beacon,
  codeText,
  commands,
  denoCommand,
  fetch,
  got,
  hyperquest,
  jquery,
  ky,
  meteor,
  needle,
  nodeHttp,
  nodeHttp2,
  ofetch,
  openapiFetch,
  phin,
  pipedream,
  request,
  socket,
  superagent,
  undici,
  undiciClient,
  wretch,
  xmlHttpRequest,
];

const BY_SOURCE = new Map(MODELS.flatMap(model => model.sources.map(source => [source, model] as const)));

/** The model of the clients that come from a `package`, a `package#export` or a `#global`. */
export function modelFrom(source: string): ClientModel | undefined {
  return BY_SOURCE.get(source);
}

const ORIGINS = new Set([...BY_SOURCE.keys()].map(source => /^(?:#[^.]+|[^#]+)/.exec(source)?.[0]));

/** Checks cheaply whether a package, or else a global, has clients at all. */
export function mayBeClient(module: string, global = ''): boolean {
  return ORIGINS.has(module === '' ? `#${global}` : module);
}
