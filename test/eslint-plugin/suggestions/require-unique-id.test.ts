import { testSuggestions } from './test-suggestions.ts';

testSuggestions('require-unique-id', [
  {
    name: 'the id of a typed order, in front of the comment',
    file: 'typed.ts',
    code: `import { EventsApi } from 'klaviyo-api';
interface Order { id: string; number: number; customer: { id: string; email: string } }
export async function placed(events: EventsApi, order: Order) {
  await events.createEvent({
    data: {
      type: 'event',
      attributes: {
        // what was bought
        properties: { total: order.number },
        metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } },
        profile: { data: { type: 'profile', attributes: { email: order.customer.email } } },
      },
    },
  });
}
`,
    offers: [
      {
        title: "Use 'order.id' as 'uniqueId'.",
        change: `+         uniqueId: order.id,`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
+         uniqueId: randomUUID(),`,
      },
    ],
  },
  {
    name: 'an id that is a number',
    file: 'number.ts',
    code: `import { EventsApi } from 'klaviyo-api'
type Order = { id: number, email: string }
export const placed = (events: EventsApi, orders: Order[]) => Promise.all(orders.map(order => events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })))
`,
    offers: [
      {
        title: "Use 'String(order.id)' as 'uniqueId'.",
        change: `- export const placed = (events: EventsApi, orders: Order[]) => Promise.all(orders.map(order => events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })))
+ export const placed = (events: EventsApi, orders: Order[]) => Promise.all(orders.map(order => events.createEvent({ data: { type: 'event', attributes: { uniqueId: String(order.id), properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })))`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto'
- export const placed = (events: EventsApi, orders: Order[]) => Promise.all(orders.map(order => events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })))
+ export const placed = (events: EventsApi, orders: Order[]) => Promise.all(orders.map(order => events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: {}, metric: { data: { type: 'metric', attributes: { name: 'Placed Order' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })))`,
      },
    ],
  },
  {
    name: 'no id of the order for each of its products',
    file: 'outside-loop.ts',
    code: `import { EventsApi } from 'klaviyo-api';
type Order = { id: string; email: string; items: { sku: string }[] };
export const placed = (events: EventsApi, order: Order) => Promise.all(order.items.map(item => events.createEvent({ data: { type: 'event', attributes: { properties: { item }, metric: { data: { type: 'metric', attributes: { name: 'Ordered Product' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
- export const placed = (events: EventsApi, order: Order) => Promise.all(order.items.map(item => events.createEvent({ data: { type: 'event', attributes: { properties: { item }, metric: { data: { type: 'metric', attributes: { name: 'Ordered Product' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));
+ export const placed = (events: EventsApi, order: Order) => Promise.all(order.items.map(item => events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: { item }, metric: { data: { type: 'metric', attributes: { name: 'Ordered Product' } } }, profile: { data: { type: 'profile', attributes: { email: order.email } } } } } })));`,
      },
    ],
  },
  {
    name: 'an id of the body of a request',
    file: 'raw.js',
    code: `const axios = require('axios');
module.exports = async function track(req, res) {
  const { order_id, user_id, email } = req.body;
  await axios.post('https://a.klaviyo.com/api/events', { data: { type: 'event', attributes: { properties: { order_id, user_id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: {} } } });
};
`,
    offers: [
      {
        title: "Use 'String(order_id)' as 'unique_id'.",
        change: `-   await axios.post('https://a.klaviyo.com/api/events', { data: { type: 'event', attributes: { properties: { order_id, user_id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: {} } } });
+   await axios.post('https://a.klaviyo.com/api/events', { data: { type: 'event', attributes: { unique_id: String(order_id), properties: { order_id, user_id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: {} } } });`,
      },
      {
        title: "Add a random 'unique_id'; an id of your own, such as the order's, also survives a restart.",
        change: `+ const { randomUUID } = require('node:crypto');
-   await axios.post('https://a.klaviyo.com/api/events', { data: { type: 'event', attributes: { properties: { order_id, user_id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: {} } } });
+   await axios.post('https://a.klaviyo.com/api/events', { data: { type: 'event', attributes: { unique_id: randomUUID(), properties: { order_id, user_id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: {} } } });`,
      },
    ],
  },
  {
    name: 'an id that the properties name, and one of a parameter',
    file: 'raw-global.mjs',
    code: `export async function track(eventId, payload) {
  await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });
}
`,
    offers: [
      {
        title: "Use 'String(payload.order.id)' as 'unique_id'.",
        change: `-   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });
+   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { unique_id: String(payload.order.id), properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });`,
      },
      {
        title: "Use 'eventId' as 'unique_id'.",
        change: `-   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });
+   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { unique_id: eventId, properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });`,
      },
      {
        title: "Add a random 'unique_id'; an id of your own, such as the order's, also survives a restart.",
        change: `-   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });
+   await fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ data: { type: 'event', attributes: { unique_id: crypto.randomUUID(), properties: { order_id: payload.order.id, product_id: payload.product.id }, metric: {}, profile: {} } } }) });`,
      },
    ],
  },
  {
    name: 'an import in CommonJS',
    file: 'cjs-sdk.cjs',
    code: `'use strict';
const { EventsApi, ApiKeySession } = require('klaviyo-api');
const events = new EventsApi(new ApiKeySession(process.env.KLAVIYO_PRIVATE_KEY ?? ''));
exports.send = order => events.createEvent({ data: { type: 'event', attributes: { properties: { a: order.id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });
`,
    offers: [
      {
        title: "Use 'String(order.id)' as 'uniqueId'.",
        change: `- exports.send = order => events.createEvent({ data: { type: 'event', attributes: { properties: { a: order.id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });
+ exports.send = order => events.createEvent({ data: { type: 'event', attributes: { uniqueId: String(order.id), properties: { a: order.id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ const { randomUUID } = require('node:crypto');
- exports.send = order => events.createEvent({ data: { type: 'event', attributes: { properties: { a: order.id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });
+ exports.send = order => events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: { a: order.id }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });`,
      },
    ],
  },
  {
    name: 'an import of the whole of crypto, and an order that may be missing',
    file: 'crypto-taken.ts',
    code: `import crypto from 'node:crypto';
import { EventsApi } from 'klaviyo-api';
export const send = (events: EventsApi, order?: { id: string }) => events.createEvent({ data: { type: 'event', attributes: { properties: { a: order?.id, h: crypto.createHash('md5') }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `- export const send = (events: EventsApi, order?: { id: string }) => events.createEvent({ data: { type: 'event', attributes: { properties: { a: order?.id, h: crypto.createHash('md5') }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });
+ export const send = (events: EventsApi, order?: { id: string }) => events.createEvent({ data: { type: 'event', attributes: { uniqueId: crypto.randomUUID(), properties: { a: order?.id, h: crypto.createHash('md5') }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } } } });`,
      },
    ],
  },
  {
    name: 'another crypto, and an id that may be missing',
    file: 'other-crypto.ts',
    code: `const crypto = { x: 1 };
import { EventsApi } from 'klaviyo-api';
export const send = (events: EventsApi, messageId: string, orderId?: string) => events.createEvent({ data: { type: 'event', attributes: ({ properties: { a: crypto.x, orderId }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } }) } });
`,
    offers: [
      {
        title: "Use 'messageId' as 'uniqueId'.",
        change: `- export const send = (events: EventsApi, messageId: string, orderId?: string) => events.createEvent({ data: { type: 'event', attributes: ({ properties: { a: crypto.x, orderId }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } }) } });
+ export const send = (events: EventsApi, messageId: string, orderId?: string) => events.createEvent({ data: { type: 'event', attributes: ({ uniqueId: messageId, properties: { a: crypto.x, orderId }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } }) } });`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `- export const send = (events: EventsApi, messageId: string, orderId?: string) => events.createEvent({ data: { type: 'event', attributes: ({ properties: { a: crypto.x, orderId }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } }) } });
+ import { randomUUID } from 'node:crypto';
+ export const send = (events: EventsApi, messageId: string, orderId?: string) => events.createEvent({ data: { type: 'event', attributes: ({ uniqueId: randomUUID(), properties: { a: crypto.x, orderId }, metric: { data: { type: 'metric', attributes: { name: 'x' } } }, profile: { data: { type: 'profile', attributes: {} } } }) } });`,
      },
    ],
  },
  {
    name: 'no id that is declared later',
    file: 'own-later.ts',
    code: `import { EventsApi } from 'klaviyo-api';
export async function send(events: EventsApi, metric: any, profile: any) {
  const attributes = { properties: {}, metric, profile } as const;
  const orderId = 'late';
  const result = await events.createEvent({ data: { type: 'event', attributes } });
  return { result, orderId };
}
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
-   const attributes = { properties: {}, metric, profile } as const;
+   const attributes = { uniqueId: randomUUID(), properties: {}, metric, profile } as const;`,
      },
    ],
  },
  {
    name: 'none beside an id in the wrong form',
    file: 'wrong-form.ts',
    code: `import { EventsApi } from 'klaviyo-api';
export const send = (events: EventsApi, m: any) => events.createEvent({ data: { type: 'event', attributes: { unique_id: 'x', properties: {}, metric: m, profile: m } } } as any);
`,
    offers: [],
  },
  {
    name: 'no member that is only there sometimes',
    file: 'guard.ts',
    code: `import { EventsApi } from 'klaviyo-api';
type E = { kind: 'order'; order: { id: string } } | { kind: 'other' };
export async function send(events: EventsApi, e: E, m: any) {
  if (e.kind === 'order') { console.log(e.order.id); }
  await events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: m, profile: m } } });
}
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
-   await events.createEvent({ data: { type: 'event', attributes: { properties: {}, metric: m, profile: m } } });
+   await events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: {}, metric: m, profile: m } } });`,
      },
    ],
  },
  {
    name: 'Deno, tabs, and an id with a default',
    file: 'deno.ts',
    code: `import { EventsApi } from 'npm:klaviyo-api';
export const send = (events: EventsApi, m: any, { order: { id }, eventId = 'x' }: { order: { id: string }, eventId?: string }) => events.createEvent({ data: { type: 'event', attributes: {
	properties: { id }, metric: m,
	profile: m } } });
`,
    offers: [
      {
        title: "Use 'String(eventId)' as 'uniqueId'.",
        change: `+ 	uniqueId: String(eventId),`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ 	uniqueId: crypto.randomUUID(),`,
      },
    ],
  },
  {
    name: 'a name that is taken',
    file: 'randomtaken.ts',
    code: `import { EventsApi } from 'klaviyo-api';
const randomUUID = () => 4;
export const send = (events: EventsApi, m: any) => events.createEvent({ data: { type: 'event', attributes: { /* c */ properties: { r: randomUUID() }, metric: m, profile: m } } });
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `- export const send = (events: EventsApi, m: any) => events.createEvent({ data: { type: 'event', attributes: { /* c */ properties: { r: randomUUID() }, metric: m, profile: m } } });
+ export const send = (events: EventsApi, m: any) => events.createEvent({ data: { type: 'event', attributes: { uniqueId: crypto.randomUUID(), /* c */ properties: { r: randomUUID() }, metric: m, profile: m } } });`,
      },
    ],
  },
  {
    name: "a loop, a parameter of a library's type and a cast",
    file: 'class.ts',
    code: `import { EventsApi } from 'klaviyo-api';
interface Payment { id: string }
export class T { private order = { id: 'a' }; constructor(private events: EventsApi) {}
  send(payment: Readonly<Payment>, m: any, lines: Payment[]) {
    for (const payment of lines) this.events.createEvent({ data: { type: 'event', attributes: { properties: { o: this.order.id }, metric: m, profile: m } } });
    return this.events.createEvent({ data: { type: 'event', attributes: { properties: { p: payment.id }, metric: m, profile: m } } } satisfies unknown as any);
  } }
`,
    offers: [
      {
        title: "Use 'payment.id' as 'uniqueId'.",
        change: `-     for (const payment of lines) this.events.createEvent({ data: { type: 'event', attributes: { properties: { o: this.order.id }, metric: m, profile: m } } });
+     for (const payment of lines) this.events.createEvent({ data: { type: 'event', attributes: { uniqueId: payment.id, properties: { o: this.order.id }, metric: m, profile: m } } });`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
-     for (const payment of lines) this.events.createEvent({ data: { type: 'event', attributes: { properties: { o: this.order.id }, metric: m, profile: m } } });
+     for (const payment of lines) this.events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: { o: this.order.id }, metric: m, profile: m } } });`,
      },
      {
        title: "Use 'String(payment.id)' as 'uniqueId'.",
        change: `-     return this.events.createEvent({ data: { type: 'event', attributes: { properties: { p: payment.id }, metric: m, profile: m } } } satisfies unknown as any);
+     return this.events.createEvent({ data: { type: 'event', attributes: { uniqueId: String(payment.id), properties: { p: payment.id }, metric: m, profile: m } } } satisfies unknown as any);`,
      },
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `+ import { randomUUID } from 'node:crypto';
-     return this.events.createEvent({ data: { type: 'event', attributes: { properties: { p: payment.id }, metric: m, profile: m } } } satisfies unknown as any);
+     return this.events.createEvent({ data: { type: 'event', attributes: { uniqueId: randomUUID(), properties: { p: payment.id }, metric: m, profile: m } } } satisfies unknown as any);`,
      },
    ],
  },
  {
    name: 'the package uuid, and a spread',
    file: 'uuid.js',
    code: `import { v4 as uuidv4 } from 'uuid';
import { EventsApi } from 'klaviyo-api';
export const send = (events, m) => new EventsApi(events).createEvent({ data: { type: 'event', attributes: { ...{ properties: {} }, metric: m, profile: m } } });
`,
    offers: [
      {
        title: "Add a random 'uniqueId'; an id of your own, such as the order's, also survives a restart.",
        change: `- export const send = (events, m) => new EventsApi(events).createEvent({ data: { type: 'event', attributes: { ...{ properties: {} }, metric: m, profile: m } } });
+ export const send = (events, m) => new EventsApi(events).createEvent({ data: { type: 'event', attributes: { uniqueId: uuidv4(), ...{ properties: {} }, metric: m, profile: m } } });`,
      },
    ],
  },
]);
