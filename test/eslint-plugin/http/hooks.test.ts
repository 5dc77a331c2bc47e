import { describe, expect, test } from 'vitest';
import { type Described, requestsIn } from '../ask.ts';

const AXIOS = "import axios from 'axios';\n";
const GOT = "import got from 'got';\n";
const KY = "import ky from 'ky';\n";
const OFETCH = "import { $fetch } from 'ofetch';\n";

type Table = Record<string, [code: string, headers: Described]>;

const SEEN: Table = {
  'beforeRequest of ky': [
    `${KY}const api = ky.create({ hooks: { beforeRequest: [request => { request.headers.set('Revision', 'r') }] } }); api.get('/x')`,
    { revision: 'r' },
  ],
  'beforeRequest of ky, as one expression': [
    `${KY}const api = ky.extend({ hooks: { beforeRequest: [request => request.headers.set('revision', 'r')] } }); api.get('/x')`,
    { revision: 'r' },
  ],
  'beforeRequest of ky 2': [
    `${KY}const api = ky.create({ hooks: { beforeRequest: [({ request }) => { request.headers.set('revision', 'r') }] } }); api.get('/x')`,
    { revision: 'r' },
  ],
  'beforeRequest of ky, which returns the request': [
    `${KY}const api = ky.create({ hooks: { beforeRequest: [request => { request.headers.set('revision', 'r'); return request }] } }); api.get('/x')`,
    { revision: 'r' },
  ],
  'two functions in a list': [
    `${KY}const sign = request => { request.headers.set('authorization', 'a') };\nconst fix = request => { request.headers.append('revision', 'r') };\nky.create({ hooks: { beforeRequest: [sign, fix] } }).get('/x')`,
    { authorization: 'a', revision: 'r' },
  ],
  'hooks in a variable': [
    `${KY}const hooks = { beforeRequest: [request => { request.headers.set('revision', 'r') }], afterResponse: [log] };\nky.create({ hooks }).get('/x')`,
    { revision: 'r' },
  ],
  'a hook over the headers of the call': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { request.headers.set('revision', 'r') }] } }).get('/x', { headers: { revision: 's', accept: 'a' } })`,
    { revision: 'r', accept: 'a' },
  ],
  'beforeRequest of got': [
    `${GOT}const api = got.extend({ hooks: { beforeRequest: [options => { options.headers.revision = 'r' }] } }); api('/x')`,
    { revision: 'r' },
  ],
  'beforeRequest of got, by name': [
    `${GOT}const api = got.extend({ hooks: { beforeRequest: [({ headers }) => { headers['revision'] = 'r' }] } }); api('/x')`,
    { revision: 'r' },
  ],
  'beforeRequest of got, in the call': [
    `${GOT}got('/x', { hooks: { beforeRequest: [options => { options.headers = { ...options.headers, revision: 'r' } }] } })`,
    { revision: 'r' },
  ],
  'beforeRequest of got, by Object.assign': [
    `${GOT}got('/x', { hooks: { beforeRequest: [({ headers }) => { Object.assign(headers, { revision: 'r' }) }] } })`,
    { revision: 'r' },
  ],
  'onRequest of ofetch': [
    `${OFETCH}$fetch.create({ onRequest({ options }) { options.headers.set('revision', 'r') } })('/x')`,
    { revision: 'r' },
  ],
  'onRequest of ofetch, with new headers': [
    `${OFETCH}$fetch.create({ onRequest({ options }) { options.headers = new Headers(options.headers); options.headers.set('revision', 'r') } })('/x')`,
    { revision: 'r' },
  ],
  'transformRequest of axios': [
    `${AXIOS}axios.create({ transformRequest: [(data, headers) => { headers.revision = 'r'; return JSON.stringify(data) }] }).get('/x')`,
    { revision: 'r' },
  ],
  'transformRequest of axios as one function': [
    `${AXIOS}axios.get('/x', { transformRequest(data, headers) { headers.set('Revision', 'r'); return data } })`,
    { revision: 'r' },
  ],
  'transformRequest of axios for all verbs': [
    `${AXIOS}axios.get('/x', { transformRequest: (data, headers) => { headers.common['revision'] = 'r'; return data } })`,
    { revision: 'r' },
  ],
  'beforeSend of jQuery': [
    "$.ajax({ url: '/x', beforeSend(xhr) { xhr.setRequestHeader('revision', 'r') } })",
    { revision: 'r' },
  ],
};

const UNSEEN: Table = {
  'a function of a package': [
    `${KY}import { sign } from 'thing'; ky.create({ hooks: { beforeRequest: [sign] } }).get('/x')`,
    { '…': true },
  ],
  'a function that does not touch them': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { console.log(request.url) }] } }).get('/x')`,
    { '…': true },
  ],
  'a function that gives the request to another': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { request.headers.set('accept', 'a'); sign(request) }] } }).get('/x')`,
    { accept: 'a', '…': true },
  ],
  'a function that gives the headers to another': [
    `${GOT}got('/x', { hooks: { beforeRequest: [options => { options.headers.accept = 'a'; sign(options.headers) }] } })`,
    { accept: 'a', '…': true },
  ],
  'a function that keeps the headers under another name': [
    `${GOT}got('/x', { hooks: { beforeRequest: [options => { const { headers } = options; options.headers.accept = 'a'; headers.revision = 'r' }] } })`,
    { accept: 'a', '…': true },
  ],
  'a function that gives the request to a helper that sets something': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { request.headers.set('accept', 'a'); set(request, 'revision', 'r') }] } }).get('/x')`,
    { accept: 'a', '…': true },
  ],
  'a function that assigns several options': [
    `${GOT}got('/x', { hooks: { beforeRequest: [options => { options.headers.accept = 'a'; Object.assign(options, more) }] } })`,
    { accept: 'a', '…': true },
  ],
  'handlers of got': [`${GOT}got.extend({ handlers: [(options, next) => next(sign(options))] })('/x')`, { '…': true }],
  'the fetch of ky': [`${KY}ky.create({ fetch: signed }).get('/x')`, { '…': true }],
  'a function that makes another request': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { request.headers.set('accept', 'a'); return new Request(request, { headers }) }] } }).get('/x')`,
    { accept: 'a', '…': true },
  ],
  'a header with a name that is not known': [
    `${KY}ky.create({ hooks: { beforeRequest: [request => { request.headers.set(name, 'r') }] } }).get('/x')`,
    { '…': true },
  ],
  'headers from elsewhere': [
    `${GOT}got('/x', { hooks: { beforeRequest: [options => { options.headers.accept = 'a'; options.headers = signed() }] } })`,
    { accept: 'a', '…': true },
  ],
  'one of two functions': [
    `${KY}import { sign } from 'thing'; ky.create({ hooks: { beforeRequest: [request => { request.headers.set('accept', 'a') }, sign] } }).get('/x')`,
    { accept: 'a', '…': true },
  ],
  'another hook beside it': [
    `${GOT}got.extend({ hooks: { init: [sign], beforeRequest: [options => { options.headers.accept = 'a' }] } })('/x')`,
    { accept: 'a', '…': true },
  ],
  'hooks of nobody': [`${KY}ky.create({ hooks }).get('/x')`, { '…': true }],
  'an adapter of axios': [`${AXIOS}axios.create({ adapter: config => send(config) }).get('/x')`, { '…': true }],
  'the data alone': [
    `${AXIOS}axios.create({ transformRequest: [data => JSON.stringify(data)] }).get('/x')`,
    { '…': true },
  ],
  'the defaults of axios beside it': [
    `${AXIOS}axios.get('/x', { transformRequest: [(data, headers) => { headers.accept = 'a'; return data }, ...axios.defaults.transformRequest] })`,
    { accept: 'a', '…': true },
  ],
  'a hook after the answer': [
    `${KY}ky.create({ hooks: { afterResponse: [request => { request.headers.set('revision', 'r') }] } }).get('/x')`,
    { '…': true },
  ],
};

describe.each(Object.entries({ SEEN, UNSEEN }))('%s', (_, table) => {
  test.each(Object.entries(table))('%s', (_name, [code, headers]) => {
    const sent = requestsIn(code).filter(({ url }) => url === '/x');
    expect(sent.map(request => request.headers)).toEqual([headers]);
  });
});
