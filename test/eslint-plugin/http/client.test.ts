import { describe, expect, test } from 'vitest';
import { type DescribedRequest, requestsIn } from '../ask.ts';

const LISTS = 'https://a.example/lists';
const REVISION = { revision: 'r' };
const BODY = { name: 'b' };
const INIT = `{ method: 'POST', headers: { revision: 'r' }, body: { name: 'b' } }`;

/** How each client sends `POST https://a.example/lists` with one header and a body. */
const POSTS: Record<string, { client: string; code: string }> = {
  fetch: { client: 'fetch', code: `fetch('${LISTS}', ${INIT})` },
  'globalThis.fetch': { client: 'fetch', code: `globalThis.fetch('${LISTS}', ${INIT})` },
  'window.fetch': { client: 'fetch', code: `window.fetch('${LISTS}', ${INIT})` },
  'fetch of a Request': { client: 'fetch', code: `fetch(new Request('${LISTS}', ${INIT}))` },
  'fetch.call': { client: 'fetch', code: `fetch.call(window, '${LISTS}', ${INIT})` },
  'fetch by another name': { client: 'fetch', code: `const send = fetch; send('${LISTS}', ${INIT})` },
  'fetch that is bound': { client: 'fetch', code: `const send = fetch.bind(globalThis); send('${LISTS}', ${INIT})` },
  'a fetch with retries': {
    client: 'fetch',
    code: `import retry from 'fetch-retry'; const send = retry(fetch); send('${LISTS}', ${INIT})`,
  },
  'node-fetch': { client: 'node-fetch', code: `import send from 'node-fetch'; send('${LISTS}', ${INIT})` },
  'node-fetch-native': {
    client: 'node-fetch-native#fetch',
    code: `import { fetch } from 'node-fetch-native'; fetch('${LISTS}', ${INIT})`,
  },
  'cross-fetch': { client: 'cross-fetch', code: `import send from 'cross-fetch'; send('${LISTS}', ${INIT})` },
  'cross-fetch by name': {
    client: 'cross-fetch#fetch',
    code: `import { fetch } from 'cross-fetch'; fetch('${LISTS}', ${INIT})`,
  },
  'isomorphic-fetch': {
    client: 'isomorphic-fetch',
    code: `import send from 'isomorphic-fetch'; send('${LISTS}', ${INIT})`,
  },
  'isomorphic-unfetch': {
    client: 'isomorphic-unfetch',
    code: `import send from 'isomorphic-unfetch'; send('${LISTS}', ${INIT})`,
  },
  unfetch: { client: 'unfetch', code: `import send from 'unfetch'; send('${LISTS}', ${INIT})` },
  'whatwg-fetch': {
    client: 'whatwg-fetch#fetch',
    code: `import { fetch } from 'whatwg-fetch'; fetch('${LISTS}', ${INIT})`,
  },
  '@whatwg-node/fetch': {
    client: '@whatwg-node/fetch#fetch',
    code: `import { fetch } from '@whatwg-node/fetch'; fetch('${LISTS}', ${INIT})`,
  },
  'make-fetch-happen': {
    client: 'make-fetch-happen',
    code: `import send from 'make-fetch-happen'; send('${LISTS}', ${INIT})`,
  },
  'make-fetch-happen with defaults': {
    client: 'make-fetch-happen',
    code: `const send = require('make-fetch-happen').defaults({}); send('${LISTS}', ${INIT})`,
  },
  'undici fetch': { client: 'undici#fetch', code: `import { fetch } from 'undici'; fetch('${LISTS}', ${INIT})` },
  'undici request': {
    client: 'undici#request',
    code: `import { request } from 'undici'; request('${LISTS}', ${INIT})`,
  },
  'undici with flat headers': {
    client: 'undici#request',
    code: `import { request } from 'undici'; request('${LISTS}', { method: 'POST', headers: ['revision', 'r'], body: { name: 'b' } })`,
  },
  'undici Client': {
    client: 'undici#Client',
    code: `import { Client } from 'undici'; new Client('https://a.example').request({ path: '/lists', ...${INIT} })`,
  },
  'undici Pool': {
    client: 'undici#Pool',
    code: `import { Pool } from 'undici'; const pool = new Pool('https://a.example'); pool.request({ path: '/lists', ...${INIT} })`,
  },
  'axios.post': {
    client: 'axios',
    code: `import axios from 'axios'; axios.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  'axios of a configuration': {
    client: 'axios',
    code: `import axios from 'axios'; axios({ method: 'post', url: '${LISTS}', data: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'axios of a URL and a configuration': {
    client: 'axios',
    code: `import axios from 'axios'; axios('${LISTS}', { method: 'post', data: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'axios.request': {
    client: 'axios',
    code: `import axios from 'axios'; axios.request({ method: 'POST', baseURL: 'https://a.example', url: 'lists', data: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'axios.create': {
    client: 'axios',
    code: `import axios from 'axios'; axios.create({ baseURL: 'https://a.example/', headers: { revision: 'r' } }).post('/lists', { name: 'b' })`,
  },
  'the class of axios': {
    client: 'axios#Axios',
    code: `import { Axios } from 'axios'; new Axios({ baseURL: 'https://a.example', headers: { revision: 'r' } }).post('/lists', { name: 'b' })`,
  },
  'axios in CommonJS': {
    client: 'axios',
    code: `const axios = require('axios').default; axios.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  'axios of a script': {
    client: 'axios',
    code: `axios.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  'axios-https-proxy-fix': {
    client: 'axios-https-proxy-fix',
    code: `import axios from 'axios-https-proxy-fix'; axios.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  'HttpService of Nest': {
    client: '@nestjs/axios#HttpService',
    code: `import { HttpService } from '@nestjs/axios'; class A { constructor(private http: HttpService) {}\n f() { this.http.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } }) } }`,
  },
  'axiosRef of Nest': {
    client: '@nestjs/axios#HttpService',
    code: `import { HttpService } from '@nestjs/axios'; class A { constructor(private http: HttpService) {}\n f() { this.http.axiosRef.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } }) } }`,
  },
  'HttpClient of Angular': {
    client: '@angular/common/http#HttpClient',
    code: `import { HttpClient } from '@angular/common/http'; class A { constructor(private http: HttpClient) {}\n f() { this.http.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } }) } }`,
  },
  'HttpClient of Angular with its headers': {
    client: '@angular/common/http#HttpClient',
    code: `import { HttpClient, HttpHeaders } from '@angular/common/http'; class A { private http = inject(HttpClient);\n f() { this.http.post('${LISTS}', { name: 'b' }, { headers: new HttpHeaders({ revision: 'r' }) }) } }`,
  },
  'axios of Pipedream': {
    client: '@pipedream/platform#axios',
    code: `import { axios } from '@pipedream/platform'; axios($, { method: 'POST', url: '${LISTS}', headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  'got.post': {
    client: 'got',
    code: `import got from 'got'; got.post('${LISTS}', { json: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  got: {
    client: 'got#got',
    code: `import { got } from 'got'; got('${LISTS}', { method: 'POST', json: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'got.extend': {
    client: 'got',
    code: `import got from 'got'; const api = got.extend({ prefixUrl: 'https://a.example', headers: { revision: 'r' } }); api.post('lists', { json: { name: 'b' } })`,
  },
  'got-scraping': {
    client: 'got-scraping#gotScraping',
    code: `import { gotScraping } from 'got-scraping'; gotScraping.post('${LISTS}', { json: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'ky.post': {
    client: 'ky',
    code: `import ky from 'ky'; ky.post('${LISTS}', { json: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'ky.create': {
    client: 'ky',
    code: `import ky from 'ky'; ky.create({ prefixUrl: 'https://a.example', headers: { revision: 'r' } }).post('lists', { json: { name: 'b' } })`,
  },
  'ky.extend': {
    client: 'ky',
    code: `import ky from 'ky'; ky.extend({ prefix: 'https://a.example', headers: { revision: 'r' } }).post('lists', { json: { name: 'b' } })`,
  },
  'ky-universal': {
    client: 'ky-universal',
    code: `import ky from 'ky-universal'; ky.post('${LISTS}', { json: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  $fetch: { client: '$fetch', code: `$fetch('${LISTS}', ${INIT})` },
  ofetch: { client: 'ofetch#ofetch', code: `import { ofetch } from 'ofetch'; ofetch('${LISTS}', ${INIT})` },
  'ofetch raw': { client: 'ofetch#ofetch', code: `import { ofetch } from 'ofetch'; ofetch.raw('${LISTS}', ${INIT})` },
  'ofetch.create': {
    client: 'ofetch#$fetch',
    code: `import { $fetch } from 'ofetch'; $fetch.create({ baseURL: 'https://a.example', headers: { revision: 'r' } })('/lists', { method: 'POST', body: { name: 'b' } })`,
  },
  ohmyfetch: { client: 'ohmyfetch#$fetch', code: `import { $fetch } from 'ohmyfetch'; $fetch('${LISTS}', ${INIT})` },
  useFetch: { client: 'useFetch', code: `useFetch('${LISTS}', ${INIT})` },
  useLazyFetch: { client: 'useLazyFetch', code: `useLazyFetch('${LISTS}', ${INIT})` },
  'request.post': {
    client: 'request',
    code: `import request from 'request'; request.post({ url: '${LISTS}', json: { name: 'b' }, headers: { revision: 'r' } }, done)`,
  },
  'request with a callback': {
    client: 'request',
    code: `const request = require('request'); request({ method: 'POST', uri: '${LISTS}', body: { name: 'b' }, headers: { revision: 'r' } }, done)`,
  },
  'request.defaults': {
    client: 'request',
    code: `const request = require('request').defaults({ baseUrl: 'https://a.example', headers: { revision: 'r' } }); request.post('/lists', { body: { name: 'b' } })`,
  },
  'request-promise': {
    client: 'request-promise',
    code: `import rp from 'request-promise'; rp({ method: 'POST', uri: '${LISTS}', body: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'request-promise-native': {
    client: 'request-promise-native',
    code: `import rp from 'request-promise-native'; rp({ method: 'POST', uri: '${LISTS}', body: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  'postman-request': {
    client: 'postman-request',
    code: `import request from 'postman-request'; request.post('${LISTS}', { body: { name: 'b' }, headers: { revision: 'r' } })`,
  },
  superagent: {
    client: 'superagent',
    code: `import superagent from 'superagent'; superagent.post('${LISTS}').set('Revision', 'r').send({ name: 'b' })`,
  },
  'superagent with several headers at once': {
    client: 'superagent',
    code: `import superagent from 'superagent'; superagent.post('${LISTS}').set({ Revision: 'r' }).send({ name: 'b' })`,
  },
  'superagent of a verb': {
    client: 'superagent',
    code: `import request from 'superagent'; request('POST', '${LISTS}').set('revision', 'r').send({ name: 'b' })`,
  },
  'superagent in a variable': {
    client: 'superagent',
    code: `import superagent from 'superagent'; const req = superagent.post('${LISTS}'); req.set('revision', 'r'); req.send({ name: 'b' });`,
  },
  'superagent.agent': {
    client: 'superagent',
    code: `import superagent from 'superagent'; const agent = superagent.agent(); agent.post('${LISTS}').set('revision', 'r').send({ name: 'b' })`,
  },
  'https.request': {
    client: 'https',
    code: `import https from 'node:https'; const req = https.request({ hostname: 'a.example', path: '/lists', method: 'POST', headers: { revision: 'r' } }, done); req.write({ name: 'b' }); req.end();`,
  },
  'https.request of a URL': {
    client: 'https',
    code: `import { request } from 'https'; const req = request('${LISTS}', { method: 'POST', headers: { revision: 'r' } }, done); req.end({ name: 'b' });`,
  },
  'https.request whose headers are set': {
    client: 'https',
    code: `import * as https from 'https'; const req = https.request(new URL('${LISTS}'), { method: 'POST' }); req.setHeader('Revision', 'r'); req.end({ name: 'b' });`,
  },
  'follow-redirects': {
    client: 'follow-redirects#https',
    code: `import { https } from 'follow-redirects'; const req = https.request({ hostname: 'a.example', path: '/lists', method: 'POST', headers: { revision: 'r' } }); req.end({ name: 'b' });`,
  },
  XMLHttpRequest: {
    client: 'XMLHttpRequest',
    code: `const xhr = new XMLHttpRequest(); xhr.open('POST', '${LISTS}'); xhr.setRequestHeader('Revision', 'r'); xhr.send({ name: 'b' });`,
  },
  '$.ajax': {
    client: '$',
    code: `$.ajax({ url: '${LISTS}', type: 'POST', headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  '$.ajax of a URL': {
    client: '$',
    code: `$.ajax('${LISTS}', { method: 'POST', headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  'jQuery.ajax': {
    client: 'jQuery',
    code: `jQuery.ajax({ url: '${LISTS}', method: 'POST', headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  'jquery of the package': {
    client: 'jquery',
    code: `import $ from 'jquery'; $.ajax({ url: '${LISTS}', method: 'POST', headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  UrlFetchApp: {
    client: 'UrlFetchApp',
    code: `UrlFetchApp.fetch('${LISTS}', { method: 'post', headers: { revision: 'r' }, payload: { name: 'b' } })`,
  },
  'HTTP of Meteor': {
    client: 'meteor/http#HTTP',
    code: `import { HTTP } from 'meteor/http'; HTTP.call('POST', '${LISTS}', { headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  'HTTP.post of Meteor': {
    client: 'HTTP',
    code: `HTTP.post('${LISTS}', { headers: { revision: 'r' }, data: { name: 'b' } })`,
  },
  needle: {
    client: 'needle',
    code: `import needle from 'needle'; needle('post', '${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  'needle.post': {
    client: 'needle',
    code: `const needle = require('needle'); needle.post('${LISTS}', { name: 'b' }, { headers: { revision: 'r' } })`,
  },
  wretch: {
    client: 'wretch',
    code: `import wretch from 'wretch'; wretch('${LISTS}').headers({ revision: 'r' }).post({ name: 'b' })`,
  },
  'wretch with the body in the chain': {
    client: 'wretch',
    code: `import wretch from 'wretch'; wretch('https://a.example').url('/lists').headers({ revision: 'r' }).json({ name: 'b' }).post()`,
  },
};

test.each(Object.entries(POSTS))('%s', (_, { client, code }) => {
  expect(requestsIn(code)).toEqual<DescribedRequest[]>([
    { client, verb: 'POST', url: LISTS, headers: REVISION, body: BODY },
  ]);
});

/** The least that a call needs: what is not given is GET, without headers and body. */
const GETS: Record<string, string> = {
  fetch: `fetch('${LISTS}')`,
  'axios.get': `import axios from 'axios'; axios.get('${LISTS}')`,
  axios: `import axios from 'axios'; axios('${LISTS}')`,
  got: `import got from 'got'; got('${LISTS}')`,
  'got.stream': `import got from 'got'; got.stream('${LISTS}')`,
  ky: `import ky from 'ky'; ky('${LISTS}')`,
  ofetch: `import { ofetch } from 'ofetch'; ofetch('${LISTS}')`,
  request: `import request from 'request'; request('${LISTS}', () => {})`,
  superagent: `import superagent from 'superagent'; superagent('${LISTS}')`,
  'superagent.get': `import superagent from 'superagent'; superagent.get('${LISTS}')`,
  'undici.request': `import { request } from 'undici'; request('${LISTS}')`,
  'https.get': `import https from 'https'; https.get('${LISTS}', () => {})`,
  '$.get': `$.get('${LISTS}')`,
  '$.getJSON': `$.getJSON('${LISTS}', done)`,
  UrlFetchApp: `UrlFetchApp.fetch('${LISTS}')`,
  'hyperquest.get': `import hyperquest from 'hyperquest'; hyperquest.get('${LISTS}')`,
  phin: `import phin from 'phin'; phin('${LISTS}')`,
  'needle.get': `import needle from 'needle'; needle.get('${LISTS}')`,
  wretch: `import wretch from 'wretch'; wretch('${LISTS}').get()`,
};

test.each(Object.entries(GETS))('%s without anything but an address', (_, code) => {
  expect(requestsIn(code)).toMatchObject([{ verb: 'GET', url: LISTS, headers: {} }]);
});

describe('no call of a client is', () => {
  test.each(
    Object.entries({
      'what makes a client': "import axios from 'axios'; axios.create({ baseURL: 'https://a.example' })",
      'what a client tells': "import axios from 'axios'; axios.isAxiosError(error)",
      'a construction of a Request': `new Request('${LISTS}')`,
      'a server': "import http from 'http'; http.createServer(handler)",
      'an agent': "import https from 'https'; new https.Agent({ keepAlive: true })",
      'a selection of jQuery': "$('a')",
      'a function of the file that is named so': `function fetch(url) { return url }\nfetch('${LISTS}')`,
      'a parameter that is named so': `function f(axios) { axios.use('${LISTS}') }`,
      'a default of an agent': `import request from 'superagent'; request.agent().set('${LISTS}', 'r')`,
      'a page of something else': `function f(cursor) { cursor.paginate('${LISTS}'); cursor.paginate.all('${LISTS}') }`,
      'a member of paginate that is none of got': `import got from 'got'; got.paginate.map('${LISTS}')`,
      'a property of what is named so': "import got from 'got'; got.mergeOptions({}, {})",
    }),
  )('%s', (_, code) => {
    expect(requestsIn(code)).toEqual([]);
  });
});
