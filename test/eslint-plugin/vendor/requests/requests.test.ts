import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../../../eslint-plugin/http/request.ts';
import { requestLines } from '../../ask.ts';
import { endpointsOf } from '../../../../eslint-plugin/klaviyo/queries.ts';

const LISTS = 'https://a.klaviyo.com/api/lists';
const CALL = `sendRequest({ method: 'POST', url: '${LISTS}' });`;
const SAID = [`sendRequest: POST ${LISTS}`];
const toKlaviyo = (request: HttpRequest): boolean => endpointsOf(request).length > 0;

describe('a call is assumed to send its arguments where its function', () => {
  test.each(
    Object.entries<string>({
      'passes it to something that is not in sight':
        'function sendRequest(r) { return globalThis.transport.dispatch(r) }',
      'passes a part of it there': 'function sendRequest({ method, url }) { return host.invokeApi(method, url) }',
      'passes it there in a variable':
        'function sendRequest(r) { const config = { ...r, timeout: 5 }; return host.transport(config) }',
      'passes it there in a callback': 'function sendRequest(r) { return retry(() => host.client.execute(r)) }',
      'passes it there through another function':
        'const carry = r => host.transport.dispatch(r);\nfunction sendRequest(r) { return carry(r) }',
      'passes all arguments on': 'function sendRequest() { return host.transport.dispatch(...arguments) }',
      'passes it to a package':
        "import { submit } from '@shop/transport';\nfunction sendRequest(r) { return submit(r) }",
      'takes a client by a key, and arguments out of a table':
        "import axios from 'axios';\nconst table = { post: r => [r.url, r.data] };\nfunction sendRequest(r) { const send = axios[r.method.toLowerCase()]; return send(...pick(table, r)) }",
      'sends what a constructor kept of it':
        'class Sender { constructor(r) { this.kept = clone(r) } run() { return fetch(this.kept) } }\nfunction sendRequest(r) { return new Sender(r).run() }',
    }),
  )('%s', (_, helper) => {
    expect(requestLines(`${helper}\n${CALL}`, toKlaviyo)).toEqual(SAID);
  });

  test('is a method of an object that is injected', () => {
    const code = `const http = { sendRequest(r) { return host.transport.dispatch(r) } };\nexport function lists(client = http) { return client.sendRequest({ method: 'POST', url: '${LISTS}' }) }`;
    expect(requestLines(code, toKlaviyo)).toEqual([`client.sendRequest: POST ${LISTS}`]);
  });
});

describe('a call is no request, where its function', () => {
  test.each(
    Object.entries<string>({
      'only logs it': 'function sendRequest(r) { console.log(r); logger.info(r.url) }',
      'only logs it, by a client of logs': 'function sendRequest(r) { logger.client.send(r) }',
      'only stores it': 'function sendRequest(r) { cache.set(r.url, r); host.requests.push(r) }',
      'only puts it into a queue': 'function sendRequest(r) { return host.httpQueue.add(r) }',
      'only describes it': 'function sendRequest(r) { return { ...r, headers: {} } }',
      'only builds it': 'function sendRequest(r) { return new Request(r.url, r) }',
      'calls something with nothing of it': 'function sendRequest(r) { host.transport.dispatch(); return r }',
      'sends it to a place of its own':
        "function sendRequest(r) { return fetch('/api/proxy', { method: 'POST', body: JSON.stringify(r) }) }",
      "sends it to a place of the environment's":
        'function sendRequest(r) { return fetch(process.env.LOGS_URL, { body: r.url }) }',
    }),
  )('%s', (_, helper) => {
    expect(requestLines(`${helper}\n${CALL}`, toKlaviyo)).toEqual([]);
  });

  test('has no name of one that sends', () => {
    expect(
      requestLines(
        `function remember(r) { return host.transport.dispatch(r) }\nremember({ method: 'POST', url: '${LISTS}' });`,
        toKlaviyo,
      ),
    ).toEqual([]);
  });
});
