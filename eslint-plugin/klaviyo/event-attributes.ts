import { payloadIn } from '../http/json-payload.ts';
import { lacksOuterData } from './outer-data.ts';
import { memberOf } from '../evaluator/members.ts';
import type { Frame } from '../values/frame.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { mapAlternatives, type ObjectValue, alternativesOf, constantString, type Value } from '../values/value.ts';

/** The attributes objects of the events in a payload; undefined where any of it is not known. */
export function eventAttributes(
  body: Value | undefined,
  isBulk: boolean,
  use: TSESTree.Node,
  frame: Frame,
): ObjectValue[] | undefined {
  if (!body) return undefined;
  const payload = mapAlternatives(payloadIn(body, use), option =>
    option.kind === 'object' && lacksOuterData(option) ? withOuterData(option) : option,
  );
  const read = (value: Value, ...names: string[]): Value =>
    names.reduce<Value>((holder, name) => mapAlternatives(holder, option => memberOf(option, name, use, frame)), value);
  const type = constantString(read(payload, 'data', 'type'));
  if (type !== undefined && !type.startsWith('event')) return undefined;
  const attributes = read(payload, 'data', 'attributes');
  if (!isBulk) return objects(attributes);
  const jobs = mapAlternatives(attributes, option =>
    option.kind === 'object'
      ? ((option.properties.get('events-bulk-create') ?? option.properties.get('eventsBulkCreate'))?.() ?? {
          kind: 'unknown',
          hint: '',
        })
      : option,
  );
  return eachOf(read(jobs, 'data'), item =>
    eachOf(read(item, 'attributes', 'events', 'data'), event => objects(read(event, 'attributes'))),
  );
}

function withOuterData(data: ObjectValue): ObjectValue {
  return { kind: 'object', properties: new Map([['data', (): Value => data]]), open: false, node: undefined };
}

function objects(value: Value): ObjectValue[] | undefined {
  const found = alternativesOf(value).flatMap(option => (option.kind === 'object' && !option.open ? [option] : []));
  return found.length > 0 && found.length === alternativesOf(value).length ? found : undefined;
}

function eachOf(list: Value, read: (item: Value) => ObjectValue[] | undefined): ObjectValue[] | undefined {
  const all: ObjectValue[] = [];
  for (const option of alternativesOf(list)) {
    if (option.kind !== 'array' || option.open || option.elements.length === 0) return undefined;
    for (const element of option.elements) {
      const found = read(element());
      if (!found) return undefined;
      all.push(...found);
    }
  }
  return all;
}
