import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll } from 'vitest';
import { runKlaviyo } from '../../src/preflight/klaviyo/run-klaviyo.ts';
import { renderPreflightJson } from '../../src/reporters/json.ts';
import { renderPreflightMarkdown } from '../../src/reporters/preflight-markdown.ts';
import { renderPreflightText } from '../../src/reporters/preflight-text.ts';
import { fakeKey } from '../fake-keys.ts';
import { asBytes, hostileText, mutated } from './arbitraries.ts';
import { fuzz } from './fuzz.ts';
import { brokenByPreflightJson, brokenByText } from './judge-output.ts';

const KEY = fakeKey(77);

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
  /** Cuts the connection in the middle of the answer. */
  isCut: boolean;
}

/** What all requests of a case are answered with, in turn. */
let answers: readonly Answer[] = [];
let asked: { method: string; host: string; hasKey: boolean; path: string }[] = [];
let vendor: Server;
let elsewhere: Server;

async function serve(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    const answer = answers[asked.length % answers.length]!;
    asked.push({
      method: request.method ?? '',
      host: name,
      hasKey: JSON.stringify(request.headers).includes(KEY),
      path: request.url ?? '',
    });
    try {
      response.writeHead(answer.status, answer.headers);
    } catch {
      response.writeHead(200);
    }
    response.write(answer.body);
    if (answer.isCut) response.destroy();
    else response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  [vendor, elsewhere] = await Promise.all([serve('vendor'), serve('elsewhere')]);
});

afterAll(() => {
  for (const server of [vendor, elsewhere]) {
    server.close();
    server.closeAllConnections();
  }
});

const ACCOUNT =
  '{"data":[{"type":"account","id":"AbC123","attributes":{"test_account":false,"timezone":"US/Eastern","preferred_currency":"USD"},"links":{"self":"https://a.klaviyo.com/api/accounts/AbC123/"}}],"links":{"next":"ELSEWHERE/api/accounts?page=2"}}';
const REFUSAL =
  '{"errors":[{"id":"1","status":403,"code":"permission_denied","title":"No permission.","detail":"Missing scopes: accounts:read, events:read","source":{"pointer":"/data/"}}]}';
const STATUS =
  '{"page":{"name":"Klaviyo","url":"https://status.klaviyo.com"},"status":{"indicator":"none","description":"All Systems Operational"}}';

const PIECES = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  'null',
  'true',
  '1e999',
  '"__proto__":{"a":1},',
  '"data":',
  '"errors":[],',
  '"indicator":"critical",',
  '"test_account":true,',
  '"timezone":"\\u001b[2J",',
  '"code":"::error::x",',
  'Missing scopes: ::error::a, ##[error]b, ',
  '"detail":',
  '<html>',
  '\\ud800',
  '\\u2028',
  KEY,
  'ELSEWHERE',
  '\u0000',
];

const headerValue = fc.oneof(
  hostileText.map(text => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '')),
  fc.constantFrom(
    '1',
    '0',
    '-1',
    '99999999999',
    '1e3',
    '10, 10;w=1, 150;w=60',
    'Wed, 21 Oct 2026 07:28:00 GMT',
    'gzip',
    'chunked',
    KEY,
  ),
);
const headers = fc.dictionary(
  fc.constantFrom(
    'retry-after',
    'ratelimit-limit',
    'ratelimit-remaining',
    'ratelimit-reset',
    'content-type',
    'content-encoding',
    'link',
    'set-cookie',
    'x-anything',
  ),
  headerValue,
  { maxKeys: 4 },
);

const answer = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    201,
    204,
    206,
    301,
    302,
    307,
    308,
    400,
    401,
    403,
    404,
    410,
    418,
    429,
    500,
    503,
    599,
  ),
  headers,
  location: fc.constantFrom(
    'ELSEWHERE/api/accounts',
    '//127.0.0.1:PORT/api',
    '/api/other',
    'javascript:1',
    'file:///etc/passwd',
  ),
  body: asBytes(mutated([ACCOUNT, REFUSAL, STATUS, ''], PIECES)),
  isCut: fc.nat(9).map(number => number === 0),
});

fuzz('whatever the vendor answers', {
  cases: fc.array(answer, { minLength: 1, maxLength: 4 }),
  runs: 12,
  async broken(made) {
    const there = urlOf(elsewhere);
    const filled = (text: string): string =>
      text.replaceAll('ELSEWHERE', there).replaceAll('127.0.0.1:PORT', new URL(there).host);
    answers = made.map(({ location, headers: own, body, ...rest }) => ({
      ...rest,
      headers: { ...own, location: filled(location) },
      body: typeof body === 'string' ? filled(body) : body,
    }));
    asked = [];
    const report = await runKlaviyo({
      key: KEY,
      asOf: '2026-11-20',
      apiUrl: urlOf(vendor),
      statusUrl: urlOf(vendor),
      paceMs: 0,
      budgetMs: 400,
    });
    const outputs = [renderPreflightJson, renderPreflightText, renderPreflightMarkdown].map(render => render(report));
    const problems = outputs.flatMap(brokenByText);
    problems.push(...brokenByPreflightJson(outputs[0]!));
    if (outputs.some(output => output.includes(KEY.slice(4, -2)))) problems.push('The key is printed.');
    const strange = asked.find(
      ({ host, method, hasKey, path }) =>
        host !== 'vendor' || method !== 'GET' || (hasKey && !path.startsWith('/api/')),
    );
    if (strange !== undefined) problems.push(`It asked ${JSON.stringify(strange)}.`);
    if (asked.length > 40) problems.push(`It asked ${asked.length} times.`);
    return problems;
  },
});
