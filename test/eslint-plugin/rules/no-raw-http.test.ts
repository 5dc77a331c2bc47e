import type { RawCallMessage } from '../../../src/messages/raw-call.ts';
import { NEWEST_KNOWN_REVISION } from '../../../src/vendors/klaviyo/revisions.ts';
import rule from '../../../eslint-plugin/rules/no-raw-http.ts';
import type { Allowed } from '../../../eslint-plugin/vendor/allowed.ts';
import { testRule, type InvalidCase, type ValidCase } from '../rule-tester.ts';

type MessageId = RawCallMessage['messageId'];
type Options = [Allowed];

const LISTS = 'https://a.klaviyo.com/api/lists';
const CREATE_LIST: Pick<InvalidCase<MessageId>['errors'][number], 'messageId' | 'data'> = {
  messageId: 'rawCallOf',
  data: { endpoint: 'POST /api/lists', method: 'ListsApi.createList' },
};

/** One request, `POST /api/lists`, as each client sends it; the call itself is what is reported. */
const CLIENTS: Record<string, { before?: string; call: string; after?: string }> = {
  fetch: { call: `fetch('${LISTS}', { method: 'POST' })` },
  'globalThis.fetch': { call: `globalThis.fetch('${LISTS}', { method: 'POST' })` },
  'window.fetch': { call: `window.fetch('${LISTS}', { method: 'POST' })` },
  'fetch of a Request': { call: `fetch(new Request('${LISTS}', { method: 'POST' }))` },
  'axios.post': { before: "import axios from 'axios';", call: `axios.post('${LISTS}', body)` },
  'axios with a configuration': {
    before: "import axios from 'axios';",
    call: `axios({ method: 'post', url: '${LISTS}', data: body })`,
  },
  'axios.request': {
    before: "import axios from 'axios';",
    call: `axios.request({ method: 'POST', baseURL: 'https://a.klaviyo.com', url: '/api/lists' })`,
  },
  'axios.create': {
    before: "import axios from 'axios';\nconst api = axios.create({ baseURL: 'https://a.klaviyo.com/api' });",
    call: `api.post('/lists', body)`,
  },
  'a client in a Map': {
    before:
      "import axios from 'axios';\nconst clients = new Map();\nclients.set('klaviyo', axios.create({ baseURL: 'https://a.klaviyo.com/api' }));\nclients.set('shop', axios.create({ baseURL: 'https://shop.example/api' }));",
    call: `clients.get('klaviyo').post('/lists', body)`,
  },
  'a client among the entries of a Map': {
    before:
      "import axios from 'axios';\nconst clients = new Map([['klaviyo', axios.create({ baseURL: 'https://a.klaviyo.com/api' })]]);",
    call: `clients.get('klaviyo')?.post('/lists', body)`,
  },
  'a client in a field that is a Map': {
    before:
      "import axios from 'axios';\nclass Clients {\n  clients = new Map();\n  constructor() { this.clients.set('klaviyo', axios.create({ baseURL: 'https://a.klaviyo.com/api' })); }\n  createList(body) {",
    call: `return this.clients.get('klaviyo').post('/lists', body)`.slice('return '.length),
    after: '} }',
  },
  'a client in a table': {
    before:
      "import axios from 'axios';\nconst clients = { klaviyo: axios.create({ baseURL: 'https://a.klaviyo.com/api' }) };",
    call: `clients.klaviyo.post('/lists', body)`,
  },
  'a client in a list': {
    before: "import axios from 'axios';\nconst clients = [axios.create({ baseURL: 'https://a.klaviyo.com/api' })];",
    call: `clients.at(0).post('/lists', body)`,
  },
  'got.post': { before: "import got from 'got';", call: `got.post('${LISTS}', { json: body })` },
  'got.extend': {
    before: "import { got } from 'got';\nconst api = got.extend({ prefixUrl: 'https://a.klaviyo.com/api' });",
    call: `api.post('lists')`,
  },
  'ky.create': {
    before: "import ky from 'ky';\nconst api = ky.create({ prefixUrl: 'https://a.klaviyo.com/api' });",
    call: `api.post('lists', { json: body })`,
  },
  'undici.request': { before: "import { request } from 'undici';", call: `request('${LISTS}', { method: 'POST' })` },
  'node-fetch': { before: "import send from 'node-fetch';", call: `send('${LISTS}', { method: 'POST' })` },
  'cross-fetch': {
    before: "import { fetch as send } from 'cross-fetch';",
    call: `send('${LISTS}', { method: 'POST' })`,
  },
  superagent: { before: "import superagent from 'superagent';", call: `superagent.post('${LISTS}')` },
  request: { before: "import request from 'request';", call: `request.post({ url: '${LISTS}', json: body })` },
  'https.request': {
    before: "import https from 'node:https';",
    call: `https.request({ hostname: 'a.klaviyo.com', path: '/api/lists', method: 'POST' })`,
  },
  'a session of http2': {
    before: "import http2 from 'node:http2';\nconst session = http2.connect('https://a.klaviyo.com');",
    call: `session.request({ ':path': '/api/lists', ':method': 'POST' })`,
  },
  'a socket': {
    before: "import tls from 'node:tls';\nconst to = tls.connect(443, 'a.klaviyo.com');",
    call: String.raw`to.write('POST /api/lists HTTP/1.1\r\n\r\n')`,
  },
  'a socket with options': {
    before: "import { connect } from 'node:tls';\nconst to = connect({ host: 'a.klaviyo.com', port: 443 });",
    call: 'to.end(`POST /api/lists HTTP/1.1\\r\\nAuthorization: ${key}`)',
  },
  'execSync of curl': {
    before: "import { execSync } from 'node:child_process';",
    call: `execSync("curl -s -XPOST ${LISTS} -H 'revision: 2026-07-15'")`,
  },
  'exec of curl with data': {
    before: "const { exec } = require('child_process');",
    call: 'exec(`cd /tmp && curl ${LISTS} --data "${data}" | jq .data`, done)'.replace('${LISTS}', LISTS),
  },
  'exec of curl as a promise': {
    before:
      "import { exec } from 'node:child_process';\nimport { promisify } from 'node:util';\nconst run = promisify(exec);",
    call: `run('curl --request POST ${LISTS}')`,
  },
  'spawn of curl': {
    before: "import { spawn } from 'node:child_process';",
    call: `spawn('/usr/bin/curl', ['-X', 'POST', '-H', auth, '${LISTS}'], { stdio: 'inherit' })`,
  },
  'exec of the module': {
    before: "const cp = require('child_process');",
    call: `cp.exec('curl -X POST ${LISTS}')`,
  },
  'execFile of a shell': {
    before: "import cp from 'node:child_process';",
    call: `cp.execFile('bash', ['-c', 'curl -d @list.json ${LISTS}'])`,
  },
  'execa of wget': {
    before: "import { execa } from 'execa';",
    call: `execa('wget', ['--post-data=x', '-qO-', '${LISTS}'])`,
  },
  'exec of shelljs': { before: "import shell from 'shelljs';", call: `shell.exec('curl -X POST ${LISTS}')` },
  'Bun.spawn': { call: `Bun.spawn(['curl', '-X', 'POST', '${LISTS}'])` },
  'Bun.spawnSync with options': { call: `Bun.spawnSync({ cmd: ['curl', '-d', body, '${LISTS}'] })` },
  '$ of zx': { before: "import { $ } from 'zx';", call: `$\`curl -X POST \${header} ${LISTS}\`` },
  '$ of a script of zx': { call: `$\`curl -X POST ${LISTS}\`` },
  '$ of bun with a host': {
    before: "import { $ } from 'bun';\nconst host = 'a.klaviyo.com';",
    call: '$`curl -s -d ${body} https://${host}/api/lists | jq .data`',
  },
  '$ of execa with options': {
    before: "import { $ } from 'execa';",
    call: `$({ stdio: 'inherit' })\`wget --post-data=x ${LISTS}\``,
  },
  'Bun.fetch': { before: 'const send = Bun.fetch;', call: `send('${LISTS}', { method: 'POST' })` },
  'undici.pipeline': {
    before: "import { pipeline } from 'undici';",
    call: `pipeline('${LISTS}', { method: 'POST' }, ({ body }) => body)`,
  },
  'an Agent of undici': {
    before: "import { Agent } from 'undici';\nconst agent = new Agent();",
    call: "agent.dispatch({ origin: 'https://a.klaviyo.com', path: '/api/lists', method: 'POST' }, handler)",
  },
  'a Client of undici': {
    before: "import { Client } from 'undici';\nconst client = new Client('https://a.klaviyo.com');",
    call: "client.dispatch({ path: '/api/lists', method: 'POST' }, handler)",
  },
  'the global dispatcher of undici': {
    before: "import { getGlobalDispatcher } from 'undici';",
    call: "getGlobalDispatcher().request({ origin: 'https://a.klaviyo.com', path: '/api/lists', method: 'POST' })",
  },
  'openapi-fetch': {
    before:
      "import createClient from 'openapi-fetch';\nconst api = createClient({ baseUrl: 'https://a.klaviyo.com' });",
    call: "api.POST('/api/lists', { body })",
  },
  'z.request of Zapier': {
    before: 'const perform = async (z, bundle) => {',
    call: `z.request({ url: '${LISTS}', method: 'POST', body: bundle.inputData })`,
    after: '};',
  },
  'eval of a text': { call: `eval("fetch('${LISTS}', { method: 'POST' })")` },
  'new Function of a text': {
    before: `const send = new Function('body', "return fetch('${LISTS}', { method: 'POST', body })");`,
    call: 'send(body)',
  },
  'setTimeout of a text': { call: `setTimeout("fetch('${LISTS}', { method: 'POST' })", 100)` },
  XMLHttpRequest: { before: 'const xhr = new XMLHttpRequest();', call: `xhr.open('POST', '${LISTS}')` },
  '$.ajax': { call: `$.ajax({ url: '${LISTS}', type: 'POST' })` },
  $fetch: { call: `$fetch('${LISTS}', { method: 'POST' })` },
  ofetch: { before: "import { ofetch } from 'ofetch';", call: `ofetch('${LISTS}', { method: 'POST' })` },
  HttpService: {
    before:
      "import { HttpService } from '@nestjs/axios';\nclass Lists {\n  constructor(private readonly http: HttpService) {}\n  create() {",
    call: `this.http.post('${LISTS}', body)`,
    after: '}\n}',
  },
};

/** How an address is written down; each is `GET /api/lists`. */
const ADDRESSES: Record<string, string> = {
  'a constant': "const url = 'https://a.klaviyo.com/api/lists';\nconst answer = await fetch(url);",
  'a template': "const host = 'https://a.klaviyo.com';\nconst answer = await fetch(`${host}/api/lists`);",
  'a concatenation': "const host = 'https://a.klaviyo.com';\nconst answer = await fetch(host + '/api/' + 'lists');",
  'a new URL': "const answer = await fetch(new URL('/api/lists', 'https://a.klaviyo.com'));",
  'a property of an object':
    "const urls = { lists: 'https://a.klaviyo.com/api/lists' };\nconst answer = await fetch(urls.lists);",
  'a join': "const answer = await fetch(['https://a.klaviyo.com', 'api', 'lists'].join('/'));",
  'a query': 'const answer = await fetch(`https://a.klaviyo.com/api/lists?filter=${filter}`);',
  'a trailing slash': "const answer = await fetch('https://a.klaviyo.com/api/lists/');",
  'a field of the class':
    "class Lists { url = 'https://a.klaviyo.com/api/lists';\n async all() { const answer = await fetch(this.url); } }",
  'a function':
    "function urlOf(path) { return `https://a.klaviyo.com/api/${path}`; }\nconst answer = await fetch(urlOf('lists'));",
};

const callIn = (code: string): string => /await (fetch\(.*\));/.exec(code)?.[1] ?? '';

const NOT_CALLS: Record<string, string> = {
  'a mock of msw': "import { http } from 'msw';\nhttp.post('https://a.klaviyo.com/api/lists', () => answer);",
  'a mock of nock': "import nock from 'nock';\nnock('https://a.klaviyo.com').post('/api/lists').reply(201);",
  'an expectation of vitest':
    "import { expect } from 'vitest';\nexpect(fetchMock).toHaveBeenCalledWith('https://a.klaviyo.com/api/lists');",
  'a file that mocks what it calls':
    "import { vi } from 'vitest';\nvi.mock('node-fetch');\nfetch('https://a.klaviyo.com/api/lists');",
  'a page of a browser test': "await page.request.get('https://a.klaviyo.com/api/lists');",
  'a Map in a field':
    "class Client { requestQueue = new Map(); list() { const url = 'https://a.klaviyo.com/api/lists'; return this.requestQueue.get(url); } }",
  'a Map': "const seen = new Map();\nseen.get('https://a.klaviyo.com/api/lists');",
  'an array': "const urls = ['https://a.klaviyo.com/api/lists'];\nurls.push('https://a.klaviyo.com/api/events');",
  'a route of express': "import express from 'express';\nconst app = express();\napp.post('/api/lists', handler);",
  'a URL alone': "const url = new URL('https://a.klaviyo.com/api/lists');",
  'a link': "const link = { href: 'https://a.klaviyo.com/api/lists' };",
  'a log': "console.log('POST https://a.klaviyo.com/api/lists');",
  'a command that prints': `import { execSync } from 'node:child_process';\nexecSync("echo curl -X POST ${LISTS}");`,
  'a command to another host': `import { execSync } from 'node:child_process';\nexecSync('curl -e ${LISTS} https://b.example/');`,
  'a template that prints a command': `import { $ } from 'zx';\n$\`echo curl -X POST ${LISTS}\`;`,
  'a template of another tag': `import sh from 'dedent';\nsh\`curl -X POST ${LISTS}\`;`,
  'a template of a tag of the project': `const $ = texts => texts.join('');\n$\`curl -X POST ${LISTS}\`;`,
  'a template to another host': `import { $ } from 'bun';\n$\`curl -e ${LISTS} https://b.example/\`;`,
  'a client of openapi-fetch for another host': `import createClient from 'openapi-fetch';\ncreateClient({ baseUrl: 'https://b.example' }).POST('/api/lists', { body: '${LISTS}' });`,
  'an agent of undici for another host':
    "import { Agent } from 'undici';\nnew Agent().dispatch({ origin: 'https://b.example', path: '/api/lists', headers: { via: 'a.klaviyo.com' } });",
  'an address that is taken apart for another host':
    "import https from 'node:https';\nimport { parse } from 'node:url';\nhttps.request(parse('https://b.example/?at=a.klaviyo.com/api/lists'));",
  'a schema of zod': `import { z } from 'zod';\nconst request = z.object({ url: z.literal('${LISTS}') });`,
  'an option of a command': `import { spawn } from 'node:child_process';\nspawn('curl', ['--referer', '${LISTS}', 'https://b.example/']);`,
  'a program that may be any': `import { spawn } from 'node:child_process';\nspawn(program, ['${LISTS}']);`,
  'an opened page': `import { exec } from 'node:child_process';\nexec('open ${LISTS}');`,
  'a method of a pattern': `const found = /curl/.exec('curl ${LISTS}');`,
  'a session of http2 with another host': `import http2 from 'node:http2';\nhttp2.connect('https://b.example').request({ ':path': '/api/lists', ':authority': 'b.example', link: '${LISTS}' });`,
  'a socket that shows a certificate':
    "import tls from 'node:tls';\nconst to = tls.connect(443, 'a.klaviyo.com');\nto.write('');\nto.getPeerCertificate();",
  'a text that is evaluated and sends nothing': `eval("link = '${LISTS}'");`,
  'a text that is evaluated and sends elsewhere': `eval("fetch('https://b.example/?from=${LISTS}')");`,
  'a timer': `setTimeout(() => '${LISTS}', 100);`,
  'a comment': "// fetch('https://a.klaviyo.com/api/lists')\nwork();",
};

const OTHER_HOSTS = [
  'https://www.klaviyo.com/login',
  'https://a.klaviyo.com.example/api/lists',
  'https://static.klaviyo.com/onsite/js',
  'https://proxy.example/https://a.klaviyo.com/api/lists',
  'http://localhost/api/lists',
];

const HOSTS = "const hosts = { prod: process.env.HOST || '', dev: 'https://a.klaviyo.com' };";

/** An address that may be empty, or the environment's, beside one that is Klaviyo's. */
const FALLBACKS: Record<string, string> = {
  'a table': `${HOSTS}\nfetch((hosts[stage] || '') + '/api/lists', { method: 'POST' });`,
  'a table in a variable':
    HOSTS + "\nconst host = hosts[stage] ?? '';\nfetch(`${host}/api/lists`, { method: 'POST' });",
  'a table, in lower case': `${HOSTS}\nfetch((hosts[stage] || '').toLowerCase() + '/api/lists', { method: 'POST' });`,
  'a table, with a method of texts': `${HOSTS}\nfetch((hosts[stage] || '').concat('/api/lists'), { method: 'POST' });`,
  'what is not known': `fetch((stage.host || '') + '${LISTS}', { method: 'POST' });`,
  'a function with a table': `const hostOf = stage => {\n  ${HOSTS}\n  return hosts[stage] || '';\n};\nfetch(hostOf(stage) + '/api/lists', { method: 'POST' });`,
};

const fetchIn = (code: string): string => code.slice(code.indexOf('fetch('), -1);

testRule(rule, {
  valid: [
    ...Object.entries(FALLBACKS).map(([name, code]): ValidCase<Options> => ({
      name: `another host in ${name}`,
      code: code.replaceAll('https://a.klaviyo.com', 'https://b.example'),
    })),
    {
      name: 'a wrapper that callers use for legacy endpoints only',
      code: "const BASE = 'https://a.klaviyo.com/api/';\nconst send = path => fetch(BASE + path, { method: 'POST' });\nsend('track');\nsend('v2/lists');",
    },
    ...Object.entries(NOT_CALLS).map(([name, code]): ValidCase<Options> => ({ name: `not a call: ${name}`, code })),
    ...OTHER_HOSTS.map((url): ValidCase<Options> => ({ name: `another host: ${url}`, code: `fetch('${url}');` })),
    {
      name: 'a browser call with the public key',
      code: "fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { method: 'POST' });",
    },
    {
      name: 'the SDK',
      code: "import { ApiKeySession, ListsApi } from 'klaviyo-api';\nnew ListsApi(new ApiKeySession(key)).createList(body);",
    },
    {
      name: 'a request that the session of the SDK sends, with its retries',
      code: "import { ApiKeySession } from 'klaviyo-api';\nnew ApiKeySession(key).requestWithRetry({ method: 'GET', url: 'https://a.klaviyo.com/api/lists' });",
    },
    { name: 'an address that is not known', code: 'fetch(url);' },
    ...Object.entries({
      'another client in a Map': `import axios from 'axios';\nconst clients = new Map();\nclients.set('klaviyo', axios.create({ baseURL: 'https://a.klaviyo.com/api' }));\nclients.set('shop', axios.create({ baseURL: 'https://shop.example/api' }));\nclients.get('shop').post('/lists', body);`,
      'a client in a Map under no such name': `import axios from 'axios';\nconst clients = new Map([['klaviyo', axios.create({ baseURL: 'https://a.klaviyo.com/api' })]]);\nclients.get('shop').post('/lists', body);`,
      'a cache with the methods of a client': `const cache = new Map([['klaviyo', 'https://a.klaviyo.com/api/lists']]);\ncache.get('klaviyo');\ncache.delete('klaviyo');`,
    }).map(([name, code]): ValidCase<Options> => ({ name, code })),
    {
      name: 'a fetch of the file itself',
      code: "import { fetch } from './queue.js';\nfunction run(fetch) { fetch('anything'); }",
    },
    {
      name: 'a branch that is not taken for what is passed',
      code: "function send(host) {\n  switch (host) {\n    case 'klaviyo': return fetch('https://a.klaviyo.com/client/events');\n    default: return fetch(`https://${host}/api/lists`);\n  }\n}\nsend('klaviyo');",
    },
    ...['/api/v1/people', '/api/v2/lists', '/api/track', '/api/identify'].map(path => ({
      name: `the retired ${path}, which no-legacy-api reports`,
      code: `fetch('https://a.klaviyo.com${path}');`,
    })),
    {
      name: 'a path that is allowed',
      code: "fetch('https://a.klaviyo.com/api/lists/42');",
      options: [{ allowPaths: ['/api/lists/*'] }],
    },
    {
      name: 'a file that is allowed',
      code: `fetch('${LISTS}');`,
      filename: 'src/legacy/lists.ts',
      options: [{ allowFiles: ['legacy/*'] }],
    },
    { name: 'a client that is allowed', code: `fetch('${LISTS}');`, options: [{ allowClients: ['fetch'] }] },
  ],
  invalid: [
    ...Object.entries(FALLBACKS).map(([name, code]): InvalidCase<MessageId, Options> => ({
      name: `a fallback in ${name}`,
      code,
      errors: [{ ...CREATE_LIST, at: fetchIn(code) }],
    })),
    {
      name: 'a wrapper that callers use for legacy and for other endpoints',
      code: "const BASE = 'https://a.klaviyo.com/api/';\nconst send = path => fetch(BASE + path, { method: 'POST' });\nsend('track');\nsend('lists');",
      errors: [
        {
          messageId: 'rawCallOfWrapper',
          data: { sdk: 'klaviyo-api', callers: 'its caller needs', methods: "'ListsApi.createList'" },
          at: "fetch(BASE + path, { method: 'POST' })",
        },
      ],
    },
    {
      name: 'a request inside of nested retries that call themselves',
      code: `const retry = run => {\n  try {\n    return run();\n  } catch {\n    return retry(run);\n  }\n};\nexport const go = () => retry(() => retry(() => retry(() => fetch('${LISTS}', { method: 'POST' }))));`,
      errors: [{ ...CREATE_LIST, at: `fetch('${LISTS}', { method: 'POST' })` }],
    },
    ...Object.entries(CLIENTS).map(([name, { before = '', call, after = '' }]): InvalidCase<MessageId, Options> => ({
      name: `through ${name}`,
      code: `${before}\n${call};\n${after}`,
      errors: [{ ...CREATE_LIST, at: call }],
    })),
    {
      name: 'through UrlFetchApp, where nothing can be imported',
      filename: 'Code.gs',
      code: `UrlFetchApp.fetch('${LISTS}', { method: 'post' });`,
      errors: [
        {
          messageId: 'rawCallOfWithoutSdk',
          data: { endpoint: 'POST /api/lists', successor: 'POST /api/lists', revision: NEWEST_KNOWN_REVISION },
          at: `UrlFetchApp.fetch('${LISTS}', { method: 'post' })`,
        },
      ],
    },
    {
      name: 'in Deno',
      code: `Deno.serve(() => fetch('${LISTS}'));`,
      errors: [
        {
          messageId: 'rawCallOfInDeno',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: `fetch('${LISTS}')`,
        },
      ],
    },
    {
      name: 'of an address that is taken apart',
      code: `const https = require('https');\nconst url = require('url');\nhttps.request(url.parse('${LISTS}')).end();`,
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: `https.request(url.parse('${LISTS}'))`,
        },
      ],
    },
    {
      name: 'of an address that is taken apart, with a verb that is added to it',
      code: `import https from 'node:https';\nimport { parse } from 'node:url';\nconst options = parse('${LISTS}');\noptions.method = verb;\nhttps.request(options).end();`,
      errors: [{ messageId: 'rawCall', data: { endpoint: '/api/lists' }, at: 'https.request(options)' }],
    },
    {
      name: 'through Deno.Command',
      code: `const command = new Deno.Command('curl', { args: ['-d', body, '${LISTS}'] });\nawait command.output();`,
      errors: [
        {
          messageId: 'rawCallOfInDeno',
          data: { endpoint: 'POST /api/lists', method: 'ListsApi.createList' },
          at: 'command.output()',
        },
      ],
    },
    ...Object.entries(ADDRESSES).map(([name, code]): InvalidCase<MessageId, Options> => ({
      name: `the address in ${name}`,
      code,
      errors: [
        { messageId: 'rawCallOf', data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' }, at: callIn(code) },
      ],
    })),
    {
      name: 'required in CommonJS code',
      filename: 'lists.cjs',
      code: "const axios = require('axios');\naxios.get('https://a.klaviyo.com/api/lists');",
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: "axios.get('https://a.klaviyo.com/api/lists')",
        },
      ],
    },
    {
      name: 'in a handler of a React component',
      filename: 'signup.jsx',
      code: `const Signup = () => <button onClick={() => fetch('${LISTS}', { method: 'POST' })}>Join</button>;`,
      errors: [{ ...CREATE_LIST, at: `fetch('${LISTS}', { method: 'POST' })` }],
    },
    {
      name: 'a path with an id',
      code: 'fetch(`https://a.klaviyo.com/api/profiles/${id}`);',
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/profiles/*', method: 'ProfilesApi.getProfile' },
          at: 'fetch(`https://a.klaviyo.com/api/profiles/${id}`)',
        },
      ],
    },
    {
      name: 'a client that was injected, by its arguments',
      code: "export const load = (http) => http.get('https://a.klaviyo.com/api/lists');",
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: "http.get('https://a.klaviyo.com/api/lists')",
        },
      ],
    },
    {
      name: 'the request helper of an n8n node',
      code: "export async function load() {\n  return this.helpers.httpRequest({ method: 'GET', url: 'https://a.klaviyo.com/api/lists' });\n}",
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: "this.helpers.httpRequest({ method: 'GET', url: 'https://a.klaviyo.com/api/lists' })",
        },
      ],
    },
    {
      name: 'a method that is not known',
      code: "fetch('https://a.klaviyo.com/api/lists', options);",
      errors: [{ messageId: 'rawCall', at: "fetch('https://a.klaviyo.com/api/lists', options)" }],
    },
    {
      name: 'a path that is not known',
      code: 'fetch(`https://a.klaviyo.com/api/${path}`);',
      errors: [{ messageId: 'rawCall', at: 'fetch(`https://a.klaviyo.com/api/${path}`)' }],
    },
    {
      name: 'a host that only the private scheme gives away',
      code: 'fetch(`${process.env.API_URL}/lists`, { headers: { Authorization: `Klaviyo-API-Key ${key}` } });',
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: 'fetch(`${process.env.API_URL}/lists`, { headers: { Authorization: `Klaviyo-API-Key ${key}` } })',
        },
      ],
    },
    {
      name: 'an endpoint in beta, which the SDK does not have',
      code: "fetch('https://a.klaviyo.com/api/brand-new-things', { headers: { revision: '2026-10-15.pre' } });",
      errors: [
        {
          messageId: 'rawCallWithoutMethod',
          data: { endpoint: 'GET /api/brand-new-things' },
          at: "fetch('https://a.klaviyo.com/api/brand-new-things', { headers: { revision: '2026-10-15.pre' } })",
        },
      ],
    },
    {
      name: 'an endpoint that there is only with an id',
      code: "fetch('https://a.klaviyo.com/api/campaign-messages');",
      errors: [
        {
          messageId: 'noSuchEndpoint',
          data: { endpoint: 'GET /api/campaign-messages', revision: '2026-07-15' },
          at: "fetch('https://a.klaviyo.com/api/campaign-messages')",
        },
      ],
    },
    {
      name: 'an endpoint that there is only with another verb',
      code: "fetch('https://a.klaviyo.com/api/profile-import', { method: 'PUT', headers: { revision: '2026-07-15' } });",
      errors: [
        {
          messageId: 'noSuchEndpoint',
          data: { endpoint: 'PUT /api/profile-import', revision: '2026-07-15' },
          at: "fetch('https://a.klaviyo.com/api/profile-import', { method: 'PUT', headers: { revision: '2026-07-15' } })",
        },
      ],
    },
    {
      name: 'the same endpoint with an id, of which there is one',
      code: "fetch('https://a.klaviyo.com/api/campaign-messages/01ABC');",
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/campaign-messages/01ABC', method: 'CampaignsApi.getCampaignMessage' },
          at: "fetch('https://a.klaviyo.com/api/campaign-messages/01ABC')",
        },
      ],
    },
    {
      name: 'an endpoint that may go on, of which nobody can say that there is none',
      code: 'fetch(`https://a.klaviyo.com/api/campaign-messages${rest}`);',
      errors: [{ messageId: 'rawCall', at: 'fetch(`https://a.klaviyo.com/api/campaign-messages${rest}`)' }],
    },
    {
      name: 'a path beside the allowed one',
      code: "fetch('https://a.klaviyo.com/api/lists');",
      options: [{ allowPaths: ['/api/lists/*'], allowFiles: ['legacy/*'], allowClients: ['axios'] }],
      errors: [
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'GET /api/lists', method: 'ListsApi.getLists' },
          at: "fetch('https://a.klaviyo.com/api/lists')",
        },
      ],
    },
    {
      name: 'once, where a wrapper of the file sends it',
      code: "function send(path) { return fetch(`https://a.klaviyo.com/api${path}`); }\nsend('/lists');\nsend('/events');",
      errors: [
        {
          messageId: 'rawCallOfWrapper',
          data: {
            sdk: 'klaviyo-api',
            callers: 'its 2 callers need',
            methods: "'EventsApi.getEvents', 'ListsApi.getLists'",
          },
          at: 'fetch(`https://a.klaviyo.com/api${path}`)',
        },
      ],
    },
    {
      name: 'a wrapper behind others, with the methods of those that give the path',
      code: [
        'const request = (method, path) => fetch(`https://a.klaviyo.com/api${path}`, { method });',
        "const get = path => request('GET', path);",
        "const lists = () => get('/lists');",
        "lists(); lists(); get(`/lists/${id}`); get('/segments'); request('POST', '/lists'); get(unknown);",
      ].join('\n'),
      errors: [
        {
          messageId: 'rawCallOfWrapper',
          data: {
            sdk: 'klaviyo-api',
            callers: 'its 4 callers need',
            methods: "'ListsApi.createList', 'ListsApi.getList', 'ListsApi.getLists' and 1 more",
          },
          at: 'fetch(`https://a.klaviyo.com/api${path}`, { method })',
        },
      ],
    },
    {
      name: 'a wrapper over a function that sends for others too, with the methods of its own callers',
      code: [
        'async function json(url, init) { const response = await fetch(url, init); return response.json(); }',
        'const load = path => json(`https://a.klaviyo.com/api${path}`, { headers });',
        "const upload = body => json('https://a.klaviyo.com/api/image-upload', { method: 'POST', headers, body });",
        "load('/lists');",
      ].join('\n'),
      errors: [
        {
          messageId: 'rawCallOfWrapper',
          data: { sdk: 'klaviyo-api', callers: 'its caller needs', methods: "'ListsApi.getLists'" },
          at: 'json(`https://a.klaviyo.com/api${path}`, { headers })',
        },
        {
          messageId: 'rawCallOf',
          data: { endpoint: 'POST /api/image-upload', method: 'ImagesApi.uploadImageFromFile' },
          at: "json('https://a.klaviyo.com/api/image-upload', { method: 'POST', headers, body })",
        },
      ],
    },
    {
      name: 'a wrapper whose callers ask for what nobody knows',
      code: "const send = path => fetch(`https://a.klaviyo.com/api/${path}`);\nsend(path);\nsend('no-such-thing');",
      errors: [{ messageId: 'rawCall', at: 'fetch(`https://a.klaviyo.com/api/${path}`)' }],
    },
  ],
});
