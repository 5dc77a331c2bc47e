import { valueOfReturn } from '../../evaluator/calls.ts';
import { type Lazy, UNKNOWN, type Value, type Mutation } from '../../values/value.ts';
import { type ClientCall, type ClientModel, configuration, type RequestDraft } from '../client-model.ts';
import type { HookModel } from '../hooks.ts';
import { urlAndOptions } from '../url-and-options.ts';
import { takesBody, VERBS } from '../verbs.ts';

/** `transformRequest` is given the data and the headers. Source: axios.com, Request Config; read 2026-11-21. */
export const AXIOS_HOOKS: readonly HookModel[] = [
  { option: ['transformRequest'], headers: [{ parameter: 1, path: [] }] },
  { option: ['adapter'] },
];

/** Axios, and the clients of Nest and Angular, whose methods take the same arguments. */
export const axios: ClientModel = {
  sources: [
    '#axios',
    'axios',
    'axios#Axios',
    'axios#AxiosInstance',
    'axios#AxiosStatic',
    'axios-https-proxy-fix',
    '@angular/common/http#HttpClient',
    '@nestjs/axios#HttpService',
    '@nestjs/common#HttpService',
  ],
  factories: ['create'],
  aliases: ['axiosRef'],
  hooks: AXIOS_HOOKS,
  throwing: 'validateStatus',
  draft: axiosRequest,
  configurations: ({ mutations: writes }) => [
    ...writes.flatMap(assignedDefault),
    ...writes.filter(isRequestInterceptor).map(({ args }) => interceptedConfiguration(args[0]?.())),
  ],
};

function axiosRequest({ method, verb, args }: ClientCall): RequestDraft | undefined {
  const [first, second, third] = args;
  if (method === '') return urlAndOptions(args);
  if (method === 'request')
    return first && first.kind === 'text' ? { verb: first, url: second, options: third } : { options: first };
  if (takesBody(method)) return { verb: verb ?? UNKNOWN, url: first, body: second, options: third };
  return verb ? { verb, url: first, options: second } : undefined;
}

/** `client.defaults.headers.common['name'] = value` as the configuration `{ headers: { name: value } }`. */
function assignedDefault({ path, method, args }: Mutation): Value[] {
  const [root, ...rest] = path;
  const [read] = args;
  if (root !== 'defaults' || method !== undefined || !read) return [];
  const names = rest.filter(name => name !== 'common' && !VERBS.has(name ?? ''));
  const value = names.reduceRight<Lazy>(
    (inner, name) => () =>
      name === undefined
        ? { kind: 'object', properties: new Map(), open: true, node: undefined }
        : configuration({ [name]: inner }),
    read,
  );
  return [value()];
}

function isRequestInterceptor({ path, method }: Mutation): boolean {
  return path.includes('request') && method === 'use';
}

const ANY_HEADERS = configuration({});
/** What an interceptor is called with, one for all. */
const ANY_CONFIGURATION: Value = {
  kind: 'object',
  properties: new Map([['headers', () => ANY_HEADERS]]),
  open: true,
  node: undefined,
};

/** What an interceptor makes of a configuration of which nothing is known. */
function interceptedConfiguration(interceptor: Value | undefined): Value {
  if (interceptor?.kind !== 'function') return { kind: 'unknown', hint: 'interceptor' };
  const returned = valueOfReturn(interceptor, [ANY_CONFIGURATION], interceptor.frame);
  return returned.kind === 'object' ? { ...returned, open: false } : UNKNOWN;
}
