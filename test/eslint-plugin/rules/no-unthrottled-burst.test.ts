import { describe, expect, test } from 'vitest';
import rule from '../../../eslint-plugin/rules/no-unthrottled-burst.ts';
import { lintFiles } from '../../../src/project/lint/lint-files.ts';
import { virtualReader, type VirtualFiles } from '../../project/virtual-files.ts';
import { testRule, type InvalidCase, withoutSuggestions } from '../rule-tester.ts';

type MessageId = 'burst' | 'burstWithBulk' | 'burstOfUnknown';

const SDK = "import { EventsApi, ListsApi, ProfilesApi } from 'klaviyo-api';\nconst events = new EventsApi(session);\n";
const SEND = `${SDK}const send = async order => { await events.createEvent(eventOf(order)); };\n`;
const RAW = "fetch('https://a.klaviyo.com/api/segments/' + id, { method: 'DELETE', headers: { revision } })";

const EVENTS = {
  endpoint: 'POST /api/events',
  burst: 350,
  steady: 3500,
  bulk: 'EventsApi.bulkCreateEvents',
  most: 1000,
};
const SEGMENTS = { endpoint: 'DELETE /api/segments/{id}', burst: 3, steady: 60 };

const burst = (at: string): InvalidCase<MessageId>['errors'] => [{ messageId: 'burstWithBulk', data: EVENTS, at }];

interface Due {
  name: string;
  code: string;
  at: string;
  filename?: string;
}

/** Each starts an event for each of many, and is reported at the marked text. */
const DUE: Due[] = [
  {
    name: 'items that are no lines of an order',
    code: `${SEND}export const sendAll = (items: QueueItem[]) => Promise.all(items.map(item => send(item)));`,
    at: 'Promise.all(items.map(item => send(item)))',
    filename: 'queue.ts',
  },
  {
    name: 'a client whose interceptor waits for nothing',
    code: "import axios from 'axios';\nconst klaviyo = axios.create({ baseURL: 'https://a.klaviyo.com/api' });\nklaviyo.interceptors.request.use(options => { console.log(options.url); return options; });\nawait Promise.all(ids.map(id => klaviyo.post('/events', eventOf(id))));",
    at: "Promise.all(ids.map(id => klaviyo.post('/events', eventOf(id))))",
  },
  {
    name: 'a client beside one that a package limits',
    code: "import axios from 'axios';\nimport throttle from 'axios-request-throttle';\nconst shop = axios.create({ baseURL: 'https://shop.example' });\nthrottle.use(shop, { requestsPerSecond: 3 });\nconst klaviyo = axios.create({ baseURL: 'https://a.klaviyo.com/api' });\nawait Promise.all(ids.map(id => klaviyo.post('/events', eventOf(id))));",
    at: "Promise.all(ids.map(id => klaviyo.post('/events', eventOf(id))))",
  },
  ...['all', 'allSettled', 'race', 'any'].map(method => ({
    name: `Promise.${method} over a mapped list`,
    code: `${SEND}await Promise.${method}(orders.map(order => events.createEvent(eventOf(order))));`,
    at: `Promise.${method}(orders.map(order => events.createEvent(eventOf(order))))`,
  })),
  {
    name: 'p-limit that limits nothing',
    code: `import pLimit from 'p-limit';\n${SEND}const limit = pLimit(Infinity);\nawait Promise.all(orders.map(order => limit(() => send(order))));`,
    at: 'Promise.all(orders.map(order => limit(() => send(order))))',
  },
  {
    name: 'p-map with any concurrency',
    code: `import pMap from 'p-map';\n${SEND}await pMap(orders, send, { concurrency: Number.POSITIVE_INFINITY });`,
    at: 'pMap(orders, send, { concurrency: Number.POSITIVE_INFINITY })',
  },
  {
    name: 'a stream that has any number of calls at once',
    code: `import { Readable } from 'node:stream';\n${SEND}await Readable.from(orders).map(send, { concurrency: Infinity }).toArray();`,
    at: 'Readable.from(orders).map(send, { concurrency: Infinity })',
  },
  {
    name: 'a call that is put off to the next turn',
    code: `${SEND}for (const order of orders) setImmediate(() => void send(order));`,
    at: 'for (const order of orders) ',
  },
  {
    name: 'timers that end together',
    code: `${SEND}orders.forEach(order => { setTimeout(() => send(order), 1000); });`,
    at: 'orders.forEach(order => { setTimeout(() => send(order), 1000); })',
  },
  {
    name: 'a wrapper that the callback calls',
    code: `${SEND}await Promise.all(orders.map(async order => { await send(order); }));`,
    at: 'Promise.all(orders.map(async order => { await send(order); }))',
  },
  {
    name: 'a function that is named',
    code: `${SEND}await Promise.all(orders.map(send));`,
    at: 'Promise.all(orders.map(send))',
  },
  {
    name: 'a list that is filtered and mapped long before',
    code: `${SEND}const sent = orders.filter(isPaid).map(send);\nlog(orders.length);\nawait Promise.all(sent);`,
    at: 'Promise.all(sent)',
  },
  {
    name: 'spread into a list with something else',
    code: `${SEND}await Promise.all([notify(), ...orders.map(send)]);`,
    at: 'Promise.all([notify(), ...orders.map(send)])',
  },
  {
    name: 'a fallback for no list',
    code: `${SEND}await Promise.all(orders?.map(send) ?? []);`,
    at: 'Promise.all(orders?.map(send) ?? [])',
  },
  {
    name: 'an async map by itself',
    code: `${SEND}orders.filter(isPaid).map(async order => send(order));`,
    at: 'orders.filter(isPaid).map(async order => send(order))',
  },
  {
    name: 'an async forEach behind an optional chain',
    code: `${SEND}orders?.forEach(async order => { await send(order); });`,
    at: 'orders?.forEach(async order => { await send(order); })',
  },
  {
    name: 'Array.from with a function',
    code: `${SEND}await Promise.all(Array.from(ordersById.values(), send));`,
    at: 'Promise.all(Array.from(ordersById.values(), send))',
  },
  {
    name: 'a list of thunks that is made before',
    code: `${SEND}await Promise.all(orders.map(order => () => send(order)).map(start => start()));`,
    at: 'Promise.all(orders.map(order => () => send(order)).map(start => start()))',
  },
  {
    name: 'a retry around the call',
    code: `${SEND}import pRetry from 'p-retry';\nawait Promise.all(orders.map(order => pRetry(() => send(order))));`,
    at: 'Promise.all(orders.map(order => pRetry(() => send(order))))',
  },
  {
    name: 'behind what is fetched for each',
    code: `${SEND}orders.forEach(order => load(order).then(whole => send(whole)));`,
    at: 'orders.forEach(order => load(order).then(whole => send(whole)))',
  },
  {
    name: 'promises that a forEach collects',
    code: `${SEND}const sent = [];\norders.forEach(order => { sent.push(send(order)); });\nawait Promise.all(sent);`,
    at: 'Promise.all(sent)',
  },
  {
    name: 'promises that a loop collects',
    code: `${SEND}const sent = [];\nfor (const order of orders) sent.push(send(order));\nawait Promise.all(sent);`,
    at: 'Promise.all(sent)',
  },
  {
    name: 'a loop that does not wait',
    code: `${SEND}for (const order of orders) { void send(order); }`,
    at: '«for (const order of orders) »{ void send(order); }',
  },
  {
    name: 'a counting loop that does not wait',
    code: `${SEND}for (let i = 0; i < orders.length; i++) send(orders[i]);`,
    at: '«for (let i = 0; i < orders.length; i++) »send(orders[i]);',
  },
  {
    name: 'a loop over a queue that does not wait',
    code: `${SEND}while (queue.length > 0) send(queue.shift());`,
    at: '«while (queue.length > 0) »send(queue.shift());',
  },
  {
    name: 'an async function that a loop calls in its place',
    code: `${SEND}for (const order of orders) (async () => { await send(order); })();`,
    at: '«for (const order of orders) »(async () => { await send(order); })();',
  },
  {
    name: 'in a loop over pages',
    code: `${SEND}let cursor;\ndo { const page = await load(cursor); await Promise.all(page.orders.map(send)); cursor = page.next; } while (cursor);`,
    at: 'Promise.all(page.orders.map(send))',
  },
  {
    name: 'batches, all at once',
    code: `${SEND}await Promise.all(chunk(orders, 50).map(batch => Promise.all(batch.map(send))));`,
    at: 'Promise.all(chunk(orders, 50).map(batch => Promise.all(batch.map(send))))',
  },
  {
    name: 'a parameter that any caller may give',
    code: `${SEND}export const sendAll = orders => Promise.all(orders.map(send));`,
    at: 'Promise.all(orders.map(send))',
  },
  {
    name: 'a parameter that one caller gives few and another many',
    code: `${SEND}const sendAll = orders => Promise.all(orders.map(send));\nsendAll([first]);\nsendAll(orders);`,
    at: 'Promise.all(orders.map(send))',
  },
  {
    name: 'a list that a loop fills',
    code: `${SEND}const due = [];\nfor (const order of orders) if (order.isPaid) due.push(order);\nawait Promise.all(due.map(send));`,
    at: 'Promise.all(due.map(send))',
  },
  {
    name: 'a query for more than the endpoint takes',
    code: `${SEND}const orders = await db.orders.findMany({ take: 5000 });\nawait Promise.all(orders.map(send));`,
    at: 'Promise.all(orders.map(send))',
  },
  {
    name: 'a pause that is as long for each',
    code: `${SEND}await Promise.all(orders.map(async order => { await sleep(200); await send(order); }));`,
    at: 'Promise.all(orders.map(async order => { await sleep(200); await send(order); }))',
  },
  {
    name: 'p-limit for something else',
    code: `${SEND}import pLimit from 'p-limit';\nconst limit = pLimit(5);\nawait Promise.all(orders.map(order => limit(() => load(order))));\nawait Promise.all(orders.map(send));`,
    at: 'Promise.all(orders.map(send))',
  },
  {
    name: 'p-map without a limit',
    code: `${SEND}import pMap from 'p-map';\nawait pMap(orders, send);`,
    at: 'pMap(orders, send)',
  },
  {
    name: 'forEach of Effect without a limit',
    code: `${SEND}import { Effect } from 'effect';\nEffect.forEach(orders, order => Effect.promise(() => send(order)), { concurrency: 'unbounded' });`,
    at: "Effect.forEach(orders, order => Effect.promise(() => send(order)), { concurrency: 'unbounded' })",
  },
  {
    name: 'effects of Effect that all run at the same time',
    code: `${SEND}import * as Effect from 'effect/Effect';\nEffect.all(orders.map(order => Effect.tryPromise(() => send(order))), { concurrency: 'unbounded' });`,
    at: 'orders.map(order => Effect.tryPromise(() => send(order)))',
  },
  {
    name: 'an effect that is run for each element',
    code: `${SEND}import { Effect } from 'effect';\nPromise.all(orders.map(order => Effect.runPromise(Effect.tryPromise(() => send(order)))));`,
    at: 'Promise.all(orders.map(order => Effect.runPromise(Effect.tryPromise(() => send(order)))))',
  },
  {
    name: 'the map of Bluebird without a limit',
    code: `${SEND}import Bluebird from 'bluebird';\nawait Bluebird.map(orders, order => send(order));`,
    at: 'Bluebird.map(orders, order => send(order))',
  },
  {
    name: 'the map of lodash',
    code: `${SEND}import _ from 'lodash';\nawait Promise.all(_.map(orders, send));`,
    at: 'Promise.all(_.map(orders, send))',
  },
  {
    name: 'each of async',
    code: `${SEND}import async from 'async';\nawait async.each(orders, send);`,
    at: 'async.each(orders, send)',
  },
  {
    name: 'each of async with a callback at the end',
    code: `${SEND}import async from 'async';\nasync.each(orders, (order, next) => { send(order).then(() => next(), next); }, error => { done(error); });`,
    at: 'async.each(orders, (order, next) => { send(order).then(() => next(), next); }, error => { done(error); })',
  },
  {
    name: 'each of async with a callback that has a name',
    code: `${SEND}const async = require('async');\nasync.forEach(orders, send, done);`,
    at: 'async.forEach(orders, send, done)',
  },
  {
    name: 'as many workers as elements',
    code: `${SEND}await Promise.all(Array.from({ length: orders.length }, (_, i) => send(orders[i])));`,
    at: 'Promise.all(Array.from({ length: orders.length }, (_, i) => send(orders[i])))',
  },
  {
    name: 'a loop that runs as often as a caller says',
    code: `${SEND}export function sendCopies(order, count) { for (let i = 0; i < count; i++) send(order); }`,
    at: '«for (let i = 0; i < count; i++) »send(order);',
  },
  {
    name: 'promises that a reduce collects',
    code: `${SEND}const sent = orders.reduce((all, order) => { all.push(send(order)); return all; }, []);\nawait Promise.all(sent);`,
    at: 'Promise.all(sent)',
  },
  {
    name: 'mergeMap of RxJS without a limit',
    code: `${SEND}import { from, mergeMap } from 'rxjs';\nfrom(orders).pipe(mergeMap(order => send(order))).subscribe();`,
    at: 'mergeMap(order => send(order))',
  },
  {
    name: 'a method of a class',
    code: `${SDK}class Tracker { async track(order) { await events.createEvent(eventOf(order)); }\n  async trackAll(orders) { await Promise.all(orders.map(order => this.track(order))); } }`,
    at: 'Promise.all(orders.map(order => this.track(order)))',
  },
];

/** What keeps the calls apart, or bounds them. */
const SILENT: Record<string, string> = {
  'a stream, which has one call at a time by itself':
    "import { Readable } from 'node:stream';\nawait Readable.from(orders).map(send).toArray();",
  'a stream behind a filter, element by element':
    "import { Readable } from 'node:stream';\nawait Readable.from(orders).filter(isPaid).forEach(send);",
  'a stream with a few calls at once':
    "import { Readable } from 'node:stream';\nawait Readable.from(orders).map(send, { concurrency: 5 }).toArray();",
  'one after the other': `for (const order of orders) await send(order);`,
  'one after the other, in a chain': `await orders.reduce((before, order) => before.then(() => send(order)), Promise.resolve());`,
  'one after the other, in a chain that a loop makes': `let tail = Promise.resolve();\nfor (const order of orders) tail = tail.then(() => send(order));`,
  'a loop that waits for something else': `for (const order of orders) { void send(order); await sleep(100); }`,
  'a loop that collects some and waits for them': `let sent = [];\nfor (const order of orders) { sent.push(send(order)); if (sent.length >= 10) { await Promise.all(sent); sent = []; } }`,
  'a loop over a stream': `for await (const order of orders) void send(order);`,
  'a call that ends the loop': `function first(orders) { for (const order of orders) if (order.isPaid) return send(order); }`,
  'a few literals': `await Promise.all([first, second, third].map(send));`,
  'a few calls': `await Promise.all([send(first), send(second)]);`,
  'a few literals in a constant': `const ORDERS = ['a', 'b', 'c'];\nawait Promise.all(ORDERS.filter(Boolean).map(send));`,
  'a few literals in a loop': `for (const order of ['a', 'b']) void send(order);`,
  'a few that are pushed': `const due = [];\nif (a) due.push(a);\nif (b) due.push(b);\nawait Promise.all(due.map(send));`,
  'a few that a function returns': `const due = () => [a, b];\nawait Promise.all(due().map(send));`,
  'the keys of a table': `const BY_ID = { a: 1, b: 2 };\nawait Promise.all(Object.keys(BY_ID).map(send));`,
  'a list in a variable of the environment': `await Promise.all(process.env.ORDERS.split(',').map(send));`,
  'a parameter that callers give few': `const sendAll = orders => Promise.all(orders.map(send));\nawait sendAll([first, second]);`,
  'a few turns': `for (let i = 0; i < 5; i++) send(orders[i]);`,
  'slices of a fixed size': `for (let i = 0; i < orders.length; i += 10) await Promise.all(orders.slice(i, i + 10).map(send));`,
  'slices in a variable': `for (let i = 0; i < orders.length; i += SIZE) { const some = orders.slice(i, i + SIZE); await Promise.all(some.map(send)); }`,
  'spliced off': `while (orders.length > 0) await Promise.all(orders.splice(0, 10).map(send));`,
  'chunks of lodash': `import { chunk } from 'lodash';\nfor (const some of chunk(orders, 25)) await Promise.allSettled(some.map(send));`,
  'chunks of a function of our own': `function* parts(list, size) { for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size); }\nfor (const some of parts(orders, 25)) await Promise.all(some.map(send));`,
  'chunks that a loop makes': `const parts = [];\nfor (let i = 0; i < orders.length; i += 25) parts.push(orders.slice(i, i + 25));\nfor (const some of parts) await Promise.all(some.map(send));`,
  'a batch that somebody else cuts': `export const sendBatch = batch => Promise.all(batch.map(send));`,
  'a query for few': `const orders = await db.orders.findMany({ take: 50 });\nawait Promise.all(orders.map(send));`,
  'a query of SQL for few': `const { rows } = await db.query('SELECT * FROM orders LIMIT 50');\nawait Promise.all(rows.map(send));`,
  'a query builder for few': `const { data } = await db.from('orders').select().limit(50);\nawait Promise.all(data.map(send));`,
  'p-limit': `import pLimit from 'p-limit';\nconst limit = pLimit(5);\nawait Promise.all(orders.map(order => limit(() => send(order))));`,
  'p-limit under another name': `import pLimit from 'p-limit';\nconst run = pLimit(5);\nawait Promise.all(orders.map(order => run(() => send(order))));`,
  'p-limit with a function that is named': `import pLimit from 'p-limit';\nconst limit = pLimit(5);\nawait Promise.all(orders.map(order => limit(send, order)));`,
  'p-limit required': `const pLimit = require('p-limit');\nconst only = pLimit(5);\nawait Promise.all(orders.map(order => only(async () => { await send(order); })));`,
  'p-queue': `import PQueue from 'p-queue';\nconst jobs = new PQueue({ concurrency: 5 });\nawait Promise.all(orders.map(order => jobs.add(() => send(order))));`,
  'p-map': `import pMap from 'p-map';\nawait pMap(orders, send, { concurrency: 5 });`,
  'forEach of Effect, one after the other': `import { Effect } from 'effect';\nEffect.forEach(orders, order => Effect.promise(() => send(order)));`,
  'forEach of Effect with a limit': `import { Effect } from 'effect';\nEffect.forEach(orders, order => Effect.promise(() => send(order)), { concurrency: 5 });`,
  'forEach of Effect with options that are not known': `import { Effect } from 'effect';\nEffect.forEach(orders, order => Effect.promise(() => send(order)), options);`,
  'effects of Effect, one after the other': `import { Effect } from 'effect';\nEffect.all(orders.map(order => Effect.promise(() => send(order))));`,
  'effects of Effect with a limit': `import { Effect } from 'effect';\nEffect.all(orders.map(order => Effect.tryPromise(() => send(order))), { concurrency: 3 });`,
  'effects of Effect that a loop describes': `import { Effect } from 'effect';\nconst all = [];\nfor (const order of orders) all.push(Effect.promise(() => send(order)));\nEffect.all(all, { concurrency: 3 });`,
  'p-throttle': `import pThrottle from 'p-throttle';\nconst slowly = pThrottle({ limit: 10, interval: 1000 })(send);\nawait Promise.all(orders.map(order => slowly(order)));`,
  bottleneck: `import Bottleneck from 'bottleneck';\nconst apart = new Bottleneck({ minTime: 20 });\nawait Promise.all(orders.map(order => apart.schedule(() => send(order))));`,
  'a function that bottleneck wraps': `import Bottleneck from 'bottleneck';\nconst apart = new Bottleneck({ minTime: 20 }).wrap(send);\nawait Promise.all(orders.map(order => apart(order)));`,
  'async.eachLimit': `import async from 'async';\nawait async.eachLimit(orders, 5, async order => send(order));`,
  'async.eachLimit with a callback': `import async from 'async';\nasync.eachLimit(orders, 5, send, done);`,
  'async.eachSeries with a callback': `import async from 'async';\nasync.eachSeries(orders, send, done);`,
  'async.queue': `import async from 'async';\nconst jobs = async.queue(async order => send(order), 5);\norders.forEach(order => jobs.push(order));`,
  'the map of Bluebird with a limit': `import Bluebird from 'bluebird';\nawait Bluebird.map(orders, send, { concurrency: 5 });`,
  'a worker of BullMQ': `import { Queue, Worker } from 'bullmq';\nnew Worker('events', async job => send(job.data), { limiter: { max: 10, duration: 1000 } });\nawait new Queue('events').addBulk(orders.map(data => ({ name: 'send', data })));`,
  'a pool of workers': `const next = orders.values();\nconst work = async () => { for (const order of next) await send(order); };\nawait Promise.all(Array.from({ length: 5 }, work));`,
  'a pool of as many workers as somebody says': `const work = async () => { while (orders.length > 0) await send(orders.shift()); };\nexport const run = workers => Promise.all(Array.from({ length: Math.min(workers, orders.length) }, () => work()));`,
  'a semaphore of our own': `await Promise.all(orders.map(async order => { await semaphore.acquire(); try { await send(order); } finally { semaphore.release(); } }));`,
  'a list of those who wait': `let active = 0;\nconst waiting = [];\nasync function within(run) { if (active >= 5) await new Promise(go => waiting.push(go)); active += 1; try { return await run(); } finally { active -= 1; waiting.shift()?.(); } }\nawait Promise.all(orders.map(order => within(() => send(order))));`,
  'a count that is waited for': `let active = 0;\nasync function gently(order) { while (active >= 5) await sleep(50); active += 1; await send(order); active -= 1; }\nawait Promise.all(orders.map(order => gently(order)));`,
  'a chain in the callee': `let tail = Promise.resolve();\nfunction inTurn(order) { tail = tail.then(() => send(order)); return tail; }\nawait Promise.all(orders.map(order => inTurn(order)));`,
  'a chain in a field': `class Sender { tail = Promise.resolve(); send(order) { const sent = this.tail.then(() => send(order)); this.tail = sent.catch(() => {}); return sent; } }\nconst sender = new Sender();\nawait Promise.all(orders.map(order => sender.send(order)));`,
  'a throttle in the callee': `async function polite(order) { await throttle(); return send(order); }\nawait Promise.all(orders.map(polite));`,
  'a pause since the last call in the callee': `let last = 0;\nasync function polite(order) { const wait = 100 - (Date.now() - last); if (wait > 0) await sleep(wait); last = Date.now(); return send(order); }\nawait Promise.all(orders.map(polite));`,
  'a start that is later for each': `await Promise.all(orders.map(async (order, index) => { await sleep(index * 100); await send(order); }));`,
  'p-limit with a limit that is not known': `import pLimit from 'p-limit';\nconst limit = pLimit(config.most ?? Infinity);\nawait Promise.all(orders.map(order => limit(() => send(order))));`,
  'p-map with a concurrency in a constant': `import pMap from 'p-map';\nconst MOST = 10;\nawait pMap(orders, send, { concurrency: MOST });`,
  'a timer that a later one replaces': `let timer;\norders.forEach(order => { clearTimeout(timer); timer = setTimeout(() => send(order), 300); });`,
  'a call that is put off once': `setImmediate(() => send(orders[0]));`,
  'timers that are later for each': `orders.forEach((order, index) => setTimeout(() => send(order), index * 100));`,
  'mergeMap of RxJS with a limit': `import { from, mergeMap } from 'rxjs';\nfrom(orders).pipe(mergeMap(order => send(order), 5)).subscribe();`,
  'a few at once, as a caller says': `export function warmUp(concurrency) { for (let i = 0; i < concurrency; i++) send(orders[i]); }`,
  'a map that calls something else': `await Promise.all(orders.map(order => enrich(order)));\nawait send(orders);`,
  'functions that are called later': `const buttons = orders.map(order => ({ onClick: () => send(order) }));`,
  'the lines of an order': `await Promise.all(order.lineItems.map(send));`,
};

const SEGMENT = 'https://a.klaviyo.com/api/segments/';

/** Each returns only when the answer is there, so that the next call starts after it. */
const BLOCKING: Record<string, string> = {
  'pages that Apps Script reads': `let url = '${SEGMENT}';\nwhile (url) { const page = JSON.parse(UrlFetchApp.fetch(url, { headers }).getContentText()); url = page.links.next; }`,
  'a loop of Apps Script': `for (const id of ids) UrlFetchApp.fetch('${SEGMENT}' + id, { headers: { revision } });`,
  'rows that Apps Script sends': `rows.forEach(function (row) { UrlFetchApp.fetch('${SEGMENT}' + row[0], { method: 'delete', headers: { revision } }); });`,
  'a function of Apps Script for each': `function remove(id) { return UrlFetchApp.fetch('${SEGMENT}' + id, { method: 'delete', headers: { revision } }); }\nids.map(remove);`,
  'batches of Apps Script': `for (let i = 0; i < ids.length; i += 10) UrlFetchApp.fetchAll(ids.slice(i, i + 10).map(id => ({ url: '${SEGMENT}' + id })));`,
  execSync: `import { execSync } from 'node:child_process';\nfor (const id of ids) execSync('curl -X DELETE ${SEGMENT}' + id);`,
  'spawnSync of child_process': `import child from 'node:child_process';\nids.forEach(id => child.spawnSync('curl', ['-X', 'DELETE', '${SEGMENT}' + id]));`,
  'sync of cross-spawn': `import spawn from 'cross-spawn';\nids.forEach(id => { spawn.sync('curl', ['${SEGMENT}' + id]); });`,
  'outputSync of Deno': `for (const id of ids) new Deno.Command('curl', { args: ['${SEGMENT}' + id] }).outputSync();`,
  'a synchronous XMLHttpRequest': `for (const id of ids) { const request = new XMLHttpRequest(); request.open('GET', '${SEGMENT}' + id, false); request.send(); }`,
};

testRule(withoutSuggestions(rule), {
  valid: [
    ...Object.entries(BLOCKING).map(([name, code]) => ({ name, code })),
    ...Object.entries(SILENT).map(([name, code]) => ({ name, code: `${SEND}${code}` })),
    {
      name: 'batches of profiles for a method that takes many',
      code: `${SDK}const profiles = new ProfilesApi(session);\nawait Promise.all(chunk(people, 1000).map(some => profiles.bulkImportProfiles(bodyOf(some))));`,
    },
    { name: 'another server', code: "await Promise.all(ids.map(id => fetch('https://example.org/klaviyo/' + id)));" },
    {
      name: 'what the browser sends',
      code: "items.forEach(item => { _learnq.push(['track', 'Viewed', item]); klaviyo.push(['track', 'Viewed', item]); });",
    },
    {
      name: 'a client whose package limits it',
      code: "import axios from 'axios';\nimport rateLimit from 'axios-rate-limit';\nconst klaviyo = rateLimit(axios.create({ baseURL: 'https://a.klaviyo.com/api' }), { maxRPS: 5 });\nawait Promise.all(ids.map(id => klaviyo.get('/profiles/' + id)));",
    },
    ...Object.entries({
      'a client that a package limits': 'throttle.use(klaviyo, { requestsPerSecond: 3 });\n',
      'a client whose interceptor waits':
        'klaviyo.interceptors.request.use(async options => { await limiter.take(); return options; });\n',
      'a client whose interceptor with a name waits':
        'const inTurn = async options => { await limiter.take(); return options; };\nklaviyo.interceptors.request.use(inTurn);\n',
    }).map(([name, limit]) => ({
      name,
      code: `import axios from 'axios';\nimport throttle from 'axios-request-throttle';\nconst klaviyo = axios.create({ baseURL: 'https://a.klaviyo.com/api' });\n${limit}await Promise.all(ids.map(id => klaviyo.get('/profiles/' + id)));`,
    })),
    {
      name: 'a client that a package limits in the function that makes it',
      code: "import axios, { type AxiosInstance } from 'axios';\nimport throttle from 'axios-request-throttle';\nfunction make() { const klaviyo = axios.create({ baseURL: 'https://a.klaviyo.com/api' }); throttle.use(klaviyo, { requestsPerSecond: 3 }); return klaviyo; }\nconst load = (klaviyo: AxiosInstance, id: string) => klaviyo.get('/profiles/' + id);\nexport async function all(ids: string[]) { const klaviyo = make(); return Promise.all(ids.map(id => load(klaviyo, id))); }",
      filename: 'profiles.ts',
    },
    {
      name: 'the lines of an order by their type',
      filename: 'orders.ts',
      code: `${SEND}export const sendLines = (items: OrderItem[]) => Promise.all([send(order), ...items.map(item => send(item))]);`,
    },
    { name: 'a test', filename: 'test/events.test.ts', code: `${SEND}await Promise.all(orders.map(send));` },
    { name: 'a double', code: `${SEND}vi.mock('klaviyo-api');\nawait Promise.all(orders.map(send));` },
  ],
  invalid: [
    ...DUE.map(({ name, code, at, filename }) => ({ name, code, errors: burst(at), ...(filename && { filename }) })),
    ...Object.entries({
      'commands that are not waited for': {
        before: "import { exec } from 'node:child_process';\n",
        start: `ids.forEach(id => { exec('curl -X DELETE ${SEGMENT}' + id); })`,
      },
      'requests of a page': {
        before: '',
        start: `ids.forEach(id => { const request = new XMLHttpRequest(); request.open('DELETE', '${SEGMENT}' + id, true); request.send(); })`,
      },
      'requests of a page, without saying that they are not waited for': {
        before: '',
        start: `ids.forEach(id => { const request = new XMLHttpRequest(); request.open('DELETE', '${SEGMENT}' + id); request.send(); })`,
      },
      'one that is waited for beside one that is not': {
        before: '',
        start: `ids.forEach(id => { UrlFetchApp.fetch('${SEGMENT}' + id); ${RAW}; })`,
      },
    }).map(([name, { before, start }]) => ({
      name,
      code: `${before}${start};`,
      errors: [{ messageId: 'burst' as const, data: SEGMENTS, at: start }],
    })),
    {
      name: 'a raw call, with the limits of its endpoint',
      code: `await Promise.all(ids.map(id => ${RAW}));`,
      errors: [{ messageId: 'burst', data: SEGMENTS, at: `Promise.all(ids.map(id => ${RAW}))` }],
    },
    {
      name: 'more than a few literals, and more than the endpoint takes',
      code: `const ids = [${"'a', ".repeat(30)}];\nawait Promise.all(ids.map(id => ${RAW}));`,
      errors: [{ messageId: 'burst', data: SEGMENTS, at: `Promise.all(ids.map(id => ${RAW}))` }],
    },
    {
      name: 'two calls for each, by the one that takes less',
      code: `${SEND}await Promise.all(ids.map(async id => { await send(id); await ${RAW}; }));`,
      errors: [
        {
          messageId: 'burst',
          data: SEGMENTS,
          at: `Promise.all(ids.map(async id => { await send(id); await ${RAW}; }))`,
        },
      ],
    },
    {
      name: 'an endpoint that is not known',
      code: "await Promise.all(paths.map(path => fetch('https://a.klaviyo.com/api/' + path, { headers: { revision } })));",
      errors: [
        {
          messageId: 'burstOfUnknown',
          data: {},
          at: "Promise.all(paths.map(path => fetch('https://a.klaviyo.com/api/' + path, { headers: { revision } })))",
        },
      ],
    },
    {
      name: 'a method that takes a list, for one each',
      code: `${SDK}const lists = new ListsApi(session);\nawait Promise.all(ids.map(id => lists.addProfilesToList(LIST, { data: [{ type: 'profile', id }] })));`,
      errors: [
        {
          messageId: 'burstWithBulk',
          data: {
            endpoint: 'POST /api/lists/{id}/relationships/profiles',
            burst: 10,
            steady: 150,
            bulk: 'ListsApi.addProfilesToList',
            most: 1000,
          },
          at: "Promise.all(ids.map(id => lists.addProfilesToList(LIST, { data: [{ type: 'profile', id }] })))",
        },
      ],
    },
  ],
});

describe('what stands in other files', () => {
  const CLIENT = `${SDK}export const track = async order => { await events.createEvent(eventOf(order)); };`;
  const LIMITED = `import pLimit from 'p-limit';\n${CLIENT.replace('export const track', 'const send')}\nconst limit = pLimit(5);\nexport const track = order => limit(() => send(order));`;

  async function linesIn(files: VirtualFiles): Promise<string[]> {
    const { findings } = await lintFiles(virtualReader(files), Object.keys(files), {
      root: '/checked',
      asOf: '2026-11-22',
      rules: { 'no-unthrottled-burst': rule },
    });
    return findings.map(({ path, line }) => `${path}:${line}`);
  }

  test.each<[name: string, files: VirtualFiles, lines: string[]]>([
    [
      'the call is one file away',
      {
        'client.ts': CLIENT,
        'job.ts': "import { track } from './client';\nawait Promise.all(orders.map(order => track(order)));",
      },
      ['job.ts:2'],
    ],
    [
      'the call is two files away',
      {
        'client.ts': CLIENT,
        'service.ts': "import { track } from './client';\nexport async function placed(order) { await track(order); }",
        'job.ts': "import { placed } from './service';\nawait Promise.all(orders.map(placed));",
      },
      ['job.ts:2'],
    ],
    [
      'the call is two files away from a job that names nothing of it',
      {
        'klaviyo/client.ts': CLIENT,
        'service.ts':
          "import { track } from './klaviyo/client';\nexport async function placed(order) { await track(order); }",
        'job.ts': "import { placed } from './service';\nawait Promise.all(orders.map(placed));",
      },
      ['job.ts:2'],
    ],
    [
      'the limiter is one file away',
      {
        'client.ts': LIMITED,
        'job.ts': "import { track } from './client';\nawait Promise.all(orders.map(order => track(order)));",
      },
      [],
    ],
    [
      'the short list is one file away',
      {
        'client.ts': CLIENT,
        'orders.ts': "export const samples = ['a', 'b'];",
        'job.ts':
          "import { track } from './client';\nimport { samples } from './orders';\nawait Promise.all(samples.map(track));",
      },
      [],
    ],
    [
      'the callers that give slices are one file away',
      {
        'client.ts': `${CLIENT}\nexport const trackAll = orders => Promise.all(orders.map(track));`,
        'job.ts':
          "import { trackAll } from './client'; // klaviyo\nfor (let i = 0; i < all.length; i += 10) await trackAll(all.slice(i, i + 10));",
      },
      [],
    ],
  ])('%s', async (_, files, lines) => {
    expect(await linesIn(files)).toEqual(lines);
  });
});
