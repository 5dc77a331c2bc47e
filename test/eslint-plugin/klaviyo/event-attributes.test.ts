import { describe, expect, test } from 'vitest';
import { eventAttributes } from '../../../eslint-plugin/klaviyo/event-attributes.ts';
import { answers, isAsk } from '../ask.ts';

/** The names of the attributes of each event in the payload that is asked for; undefined where they are not known. */
function namesIn(code: string, isBulk = false): (string[] | undefined)[] {
  return answers(code, 'event.ts', (node, { valueOf, module }) => {
    if (!isAsk(node)) return [];
    const events = eventAttributes(valueOf(node.arguments[0]), isBulk, node, module.frame);
    return events ? events.map(({ properties }) => [...properties.keys()]) : [undefined];
  });
}

test.each(
  Object.entries<[code: string, names: string[]]>({
    'in the payload': ["ask({ data: { type: 'event', attributes: { metric: {}, value: 1 } } })", ['metric', 'value']],
    'in a variable': ["const attributes = { metric: {} }; ask({ data: { type: 'event', attributes } })", ['metric']],
    'written later': [
      "const payload = { data: { type: 'event', attributes: { metric: {} } } }; payload.data.attributes.uniqueId = id; ask(payload)",
      ['metric', 'uniqueId'],
    ],
    'put together': ['const attributes = {}; attributes.metric = {}; ask({ data: { attributes } })', ['metric']],
    spread: [
      'const common = { metric: {} }; ask({ data: { attributes: { ...common, value: 1 } } })',
      ['metric', 'value'],
    ],
    'as JSON': ["ask(JSON.stringify({ data: { type: 'event', attributes: { metric: {} } } }))", ['metric']],
    'as a text of JSON': [`ask('{"data":{"type":"event","attributes":{"metric":{}}}}')`, ['metric']],
    'without the object around the event': [
      "ask({ type: 'event', attributes: { metric: {}, value: 1 } })",
      ['metric', 'value'],
    ],
    'without the object around the event, as JSON': [
      "ask(JSON.stringify({ type: 'event', attributes: { value: 1 } }))",
      ['value'],
    ],
    'of a function': [
      "const event = value => ({ data: { type: 'event', attributes: { value } } }); ask(event(1))",
      ['value'],
    ],
  }),
)('the attributes %s', (_, [code, names]) => {
  expect(namesIn(code)).toEqual([names]);
});

describe('the attributes are not known', () => {
  test.each(
    Object.entries({
      'where the payload is not': 'ask(payload)',
      'where they are not': "ask({ data: { type: 'event', attributes } })",
      'where some are not': "ask({ data: { type: 'event', attributes: { ...rest, value: 1 } } })",
      'where one of two is not': 'ask({ data: { attributes: t ? { value: 1 } : given } })',
      'where a helper may add to them':
        'const attributes = { value: 1 }; addId(attributes); ask({ data: { attributes } })',
      'of something else than an event': "ask({ data: { type: 'profile', attributes: { email: 'e' } } })",
      'of something else than an event, without the object around it':
        "ask({ type: 'profile', attributes: { email: 'e' } })",
      'of something that has attributes and no type': 'ask({ attributes: { value: 1 } })',
      'of something that may have data': "ask({ type: 'event', attributes: { value: 1 }, ...rest })",
      'of something that has data too': "ask({ type: 'event', attributes: { value: 1 }, data: given })",
      'of a text that is no JSON': "ask('{')",
      'of nothing': 'ask(undefined)',
    }),
  )('%s', (_, code) => {
    expect(namesIn(code)).toEqual([undefined]);
  });
});

describe('a list of events', () => {
  const bulk = (events: string): string =>
    `ask({ data: { type: 'event-bulk-create-job', attributes: { 'events-bulk-create': { data: [{ type: 'event-bulk-create', attributes: { profile: {}, events: { data: ${events} } } }] } } } })`;

  test('has the attributes of each', () => {
    expect(
      namesIn(bulk("[{ type: 'event', attributes: { a: 1 } }, { type: 'event', attributes: { b: 2 } }]"), true),
    ).toEqual([['a'], ['b']]);
  });

  test('that is mapped has those of one', () => {
    expect(namesIn(bulk("orders.map(order => ({ type: 'event', attributes: { value: order.value } }))"), true)).toEqual(
      [['value']],
    );
  });

  test.each(['events', '[...events]', '[]', '[given]'])('of %s is not known', events => {
    expect(namesIn(bulk(events), true)).toEqual([undefined]);
  });
});
