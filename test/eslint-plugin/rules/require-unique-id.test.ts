import rule from '../../../eslint-plugin/rules/require-unique-id.ts';
import { testRule, type InvalidCase, type ValidCase, withoutSuggestions } from '../rule-tester.ts';

type MessageId = 'missingUniqueId';
type Key = 'uniqueId' | 'unique_id';

const SDK = "import { EventsApi } from 'klaviyo-api';\nconst events = new EventsApi(session);\n";
const ATTRIBUTES = '{ properties: order, metric, profile }';

const event = (attributes: string): string => `{ data: { type: 'event', attributes: ${attributes} } }`;
const bulk = (...attributes: string[]): string => {
  const items = attributes.map(each => `{ type: 'event', attributes: ${each} }`).join(', ');
  return `{ data: { type: 'event-bulk-create-job', attributes: { eventsBulkCreate: { data: [{ type: 'event-bulk-create', attributes: { profile, events: { data: [${items}] } } }] } } } }`;
};

/** An error at the attributes. */
function missing(key: Key = 'uniqueId', attributes = ATTRIBUTES): InvalidCase<MessageId>['errors'] {
  return [
    {
      messageId: 'missingUniqueId',
      data: { key },
      at: attributes,
    },
  ];
}

/** The same event through each way of getting at the SDK or building the payload. */
const SDK_EVENTS: Record<string, string> = {
  'a variable': `${SDK}await events.createEvent(${event(ATTRIBUTES)});`,
  'the ready instance': `import { Events } from 'klaviyo-api';\nawait Events.createEvent(${event(ATTRIBUTES)});`,
  'an alias': `import { EventsApi as Api } from 'klaviyo-api';\nawait new Api(session).createEvent(${event(ATTRIBUTES)});`,
  'a require': `const { EventsApi } = require('klaviyo-api');\nnew EventsApi(session).createEvent(${event(ATTRIBUTES)});`,
  'a typed parameter': `import type { EventsApi } from 'klaviyo-api';\nconst track = (events: EventsApi) => events.createEvent(${event(ATTRIBUTES)});`,
  'a payload in a constant': `${SDK}const body = ${event(ATTRIBUTES)};\nawait events.createEvent(body);`,
  'attributes in a constant': `${SDK}const attributes = ${ATTRIBUTES};\nawait events.createEvent({ data: { type: 'event', attributes } });`,
  'a function that builds the payload': `${SDK}function bodyOf(order) { return ${event(ATTRIBUTES)}; }\nawait events.createEvent(bodyOf(order));`,
  'a cast': `${SDK}await events.createEvent(${event(ATTRIBUTES)} as EventCreateQueryV2);`,
  'a payload without the object around the event': `${SDK}await events.createEvent({ type: 'event', attributes: ${ATTRIBUTES} });`,
  'a wrapper that puts the object around the event': `${SDK}const createEvent = data => events.createEvent({ data });\nawait createEvent({ type: 'event', attributes: ${ATTRIBUTES} });`,
  bulkCreateEvents: `${SDK}await events.bulkCreateEvents(${bulk(ATTRIBUTES)});`,
  'the older name of bulkCreateEvents': `${SDK}await events.createEventBulkCreateJob(${bulk(ATTRIBUTES)});`,
};

/** The same event as a raw request. */
const RAW_EVENTS: Record<string, string> = {
  'fetch with JSON.stringify': `fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify(${event(ATTRIBUTES)}) });`,
  'axios.post': `import axios from 'axios';\naxios.post('https://a.klaviyo.com/api/events/', ${event(ATTRIBUTES)});`,
  'got with json': `import got from 'got';\ngot.post('https://a.klaviyo.com/api/events', { json: ${event(ATTRIBUTES)} });`,
  'an address that may be another': `fetch(isTest ? 'https://a.klaviyo.com/api/metrics' : 'https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify(${event(ATTRIBUTES)}) });`,
  'a bulk address that may be another': `fetch(isTest ? 'https://a.klaviyo.com/api/metrics' : 'https://a.klaviyo.com/api/event-bulk-create-jobs', { method: 'POST', body: JSON.stringify(${bulk(ATTRIBUTES)}) });`,
  'a body without the object around the event': `fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify({ type: 'event', attributes: ${ATTRIBUTES} }) });`,
  'the bulk job': `fetch('https://a.klaviyo.com/api/event-bulk-create-jobs', { method: 'POST', body: JSON.stringify(${bulk(ATTRIBUTES).replace('eventsBulkCreate', "'events-bulk-create'")}) });`,
};

const FILE_NAMES = ['events.js', 'events.mjs', 'events.jsx', 'events.ts', 'events.mts', 'events.tsx'];

const ON_LINES = `${SDK}await events.createEvent({
  data: {
    type: 'event',
    attributes: {
      properties: order,
      metric,
    },
  },
});`;

testRule(withoutSuggestions(rule), {
  valid: [
    {
      name: 'an id of the order',
      code: `${SDK}await events.createEvent(${event('{ uniqueId: order.id, metric, profile }')});`,
    },
    {
      name: 'an id in a payload without the object around the event',
      code: `${SDK}await events.createEvent({ type: 'event', attributes: { uniqueId: order.id, metric, profile } });`,
    },
    ...['...(id ? { uniqueId: id } : {})', '...(id && { uniqueId: id })'].map((spread): ValidCase => ({
      name: `an id that the caller of a wrapper may leave out: ${spread}`,
      code: `${SDK}const track = (metric, id) => events.createEvent(${event(`{ metric, ${spread} }`)});\ntrack('a', order.id);\ntrack('b');`,
    })),
    {
      name: 'an id that the caller of a wrapper may leave out, by an assignment',
      code: `${SDK}function track(metric, id) { const attributes = { metric }; if (id) attributes.uniqueId = id; return events.createEvent({ data: { type: 'event', attributes } }); }\ntrack('a', order.id);\ntrack('b');`,
    },
    {
      name: 'a payload of something else without the object around it',
      code: `${SDK}await events.createEvent({ type: 'profile', attributes: { metric, profile } });`,
    },
    {
      name: 'a method of our own that is named createEvent',
      code: "import { calendar } from './calendar';\nawait calendar.createEvent({ type: 'event', attributes: { metric, profile } });",
    },
    {
      name: 'an id in quotation marks',
      code: `${SDK}await events.createEvent(${event("{ 'uniqueId': order.id, metric }")});`,
    },
    {
      name: 'an id in short form',
      code: `${SDK}const uniqueId = order.id;\nawait events.createEvent(${event('{ uniqueId, metric }')});`,
    },
    {
      name: 'an id that is set before the call',
      code: `${SDK}const attributes = { metric };\nattributes.uniqueId = order.id;\nawait events.createEvent({ data: { type: 'event', attributes } });`,
    },
    {
      name: 'an id in a known spread',
      code: `${SDK}const base = { uniqueId: order.id };\nawait events.createEvent(${event('{ ...base, metric }')});`,
    },
    { name: 'a spread of something unknown', code: `${SDK}await events.createEvent(${event('{ ...base, metric }')});` },
    {
      name: 'a key that is not known',
      code: `${SDK}await events.createEvent(${event('{ [key]: order.id, metric }')});`,
    },
    { name: 'attributes that are not known', code: `${SDK}await events.createEvent(${event('attributesOf(order)')});` },
    { name: 'a payload that is not known', code: `${SDK}await events.createEvent(body);` },
    {
      name: 'an id that a function of the file sets on what it is given',
      code: `${SDK}function track(attributes) {\n  attributes.uniqueId = order.id;\n  return events.createEvent(${event('{ metric, ...attributes }')});\n}`,
    },
    { name: 'the same method of an object of our own', code: `await queue.createEvent(${event(ATTRIBUTES)});` },
    { name: 'another method of the SDK', code: `${SDK}await events.getEvents(${event(ATTRIBUTES)});` },
    { name: 'another method with the payload of many', code: `${SDK}await events.getEvents(${bulk(ATTRIBUTES)});` },
    {
      name: 'a raw event with an id',
      code: `fetch('https://a.klaviyo.com/api/events', { method: 'POST', body: JSON.stringify(${event('{ unique_id: order.id, metric }')}) });`,
    },
    {
      name: 'a raw event with an unknown body',
      code: "fetch('https://a.klaviyo.com/api/events', { method: 'POST', body });",
    },
    { name: 'a raw read of events', code: "fetch('https://a.klaviyo.com/api/events');" },
    {
      name: 'an event from a browser',
      code: `fetch('https://a.klaviyo.com/client/events?company_id=AbC123', { method: 'POST', body: JSON.stringify(${event(ATTRIBUTES)}) });`,
    },
    {
      name: 'all of many with ids',
      code: `${SDK}await events.bulkCreateEvents(${bulk('{ uniqueId: one.id }', '{ uniqueId: two.id }')});`,
    },
    {
      name: 'many from a list that is not known',
      code: `${SDK}await events.bulkCreateEvents({ data: { attributes: { eventsBulkCreate: { data: orders.map(toEvents) } } } });`,
    },
  ] satisfies ValidCase[],
  invalid: [
    ...Object.entries(SDK_EVENTS).map(([name, code]): InvalidCase<MessageId> => ({
      name: `the SDK through ${name}`,
      code,
      errors: missing(),
    })),
    ...Object.entries(RAW_EVENTS).map(([name, code]): InvalidCase<MessageId> => ({
      name: `raw through ${name}`,
      code,
      errors: missing('unique_id'),
    })),
    ...FILE_NAMES.map((filename): InvalidCase<MessageId> => {
      const code = `import { Events } from 'klaviyo-api';\nEvents.createEvent(${event(ATTRIBUTES)});`;
      return { name: `in ${filename}`, filename, code, errors: missing() };
    }),
    {
      name: 'attributes on lines of their own',
      code: ON_LINES,
      errors: [
        {
          messageId: 'missingUniqueId',
          data: { key: 'uniqueId' },
          at: '{\n      properties: order,\n      metric,\n    }',
        },
      ],
    },
    {
      name: 'the id of the raw API in a payload for the SDK, which drops it',
      code: `${SDK}await events.createEvent(${event('{ unique_id: order.id, metric }')});`,
      errors: missing('uniqueId', '{ unique_id: order.id, metric }'),
    },
    {
      name: 'attributes without anything',
      code: `${SDK}await events.createEvent(${event('{}')});`,
      errors: [{ messageId: 'missingUniqueId', data: { key: 'uniqueId' }, at: '{}' }],
    },
    {
      name: 'one of many without an id',
      code: `${SDK}await events.bulkCreateEvents(${bulk('{ uniqueId: one.id }', ATTRIBUTES)});`,
      errors: missing(),
    },
    {
      name: 'two events of a file, each by itself',
      code: `${SDK}await events.createEvent(${event('{ metric: one }')});\nawait events.createEvent(${event('{ metric: two }')});`,
      errors: ['{ metric: one }', '{ metric: two }'].flatMap(attributes => missing('uniqueId', attributes)),
    },
  ],
});
