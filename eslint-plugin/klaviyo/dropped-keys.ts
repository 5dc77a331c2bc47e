import type { TSESTree } from '@typescript-eslint/utils';
import {
  attributeMeantBy,
  isInAnotherCase,
  payloadOf,
  type PayloadType,
  payloadType,
} from '../../src/vendors/klaviyo/payloads.ts';
import type { Module } from '../program/module.ts';
import { everyEffect, ownEffects } from '../call-graph/effects.ts';
import { lacksOuterData } from './outer-data.ts';
import { type SdkCall } from '../vendor/requests/sdk-call.ts';
import { isTestFile } from '../program/test-file.ts';
import { type ObjectValue, alternativesOf, type Value } from '../values/value.ts';
import { visit } from '../program/visit.ts';
import { idOf } from '../values/value-id.ts';
import { keysOf } from '../values/key-origins.ts';
import { sdkCalls } from './queries.ts';

/** A key of a payload that the serialiser of the SDK drops. */
export interface DroppedKey {
  /** The key, in whatever file it stands. */
  node: TSESTree.Node;
  key: string;
  /** The attribute that is meant; undefined where the payload has none of that name. */
  attribute: string | undefined;
  /** The attribute itself is given too. */
  isGivenToo: boolean;
  /** The payload goes to an object that the SDK exports ready-made, as all releases before 6 did. */
  isReadyMade: boolean;
}

const known = new WeakMap<Module, DroppedKey[]>();

/** The keys of another case in what the calls of a module pass to the SDK. */
export function droppedKeys(module: Module): DroppedKey[] {
  const before = known.get(module);
  if (before) return before;
  const found = new Map<TSESTree.Node, DroppedKey>();
  // What a test passes to wrappers of the project is sample data.
  const effects = isTestFile(module.path) ? ownEffects<SdkCall> : everyEffect<SdkCall>;
  visit(module.ast, node => {
    if (node.type !== 'CallExpression') return;
    for (const dropped of effects(node, sdkCalls).flatMap(droppedInCall)) found.set(dropped.node, dropped);
  });
  const keys = [...found.values()];
  known.set(module, keys);
  return keys;
}

type Dropped = Omit<DroppedKey, 'isReadyMade'>;

function droppedInCall({ apiClass, method, args, isReadyMade }: SdkCall): DroppedKey[] {
  const payload = payloadOf(apiClass, method);
  const argument = payload && args[payload.argument];
  return argument ? droppedInPayload(argument, payload.type).map(dropped => ({ ...dropped, isReadyMade })) : [];
}

function droppedInPayload(value: Value, typeName: string): Dropped[] {
  const inner = payloadType(typeName).attributes.get('data');
  return alternativesOf(value).flatMap(option => {
    const isInner = inner && !inner.isList && option.kind === 'object' && lacksOuterData(option);
    return droppedIn(option, isInner ? inner.type : typeName);
  });
}

function droppedIn(value: Value, typeName: string, seen = new Set<string>()): Dropped[] {
  const type = payloadType(typeName);
  return alternativesOf(value).flatMap(option => {
    const key = `${idOf(option)} ${typeName}`;
    if (option.kind !== 'object' || seen.has(key)) return [];
    return droppedInObject(option, type, new Set(seen).add(key));
  });
}

function droppedInObject(object: ObjectValue, type: PayloadType, seen: Set<string>): Dropped[] {
  return [...object.properties].flatMap(([key, read]): Dropped[] => {
    if (!type.attributes.has(key)) {
      const dropped = droppedKey(key, object, type);
      return dropped ? keysOf(read).map(node => ({ node, ...dropped })) : [];
    }
    const inner = type.attributes.get(key);
    if (!inner) return [];
    const values = inner.isList
      ? alternativesOf(read()).flatMap(option =>
          option.kind === 'array' ? option.elements.map(element => element()) : [],
        )
      : [read()];
    return values.flatMap(value => droppedIn(value, inner.type, seen));
  });
}

/** What is no attribute in any case was meant for `properties`, where there are some. */
function droppedKey(key: string, { properties }: ObjectValue, type: PayloadType): Omit<Dropped, 'node'> | undefined {
  const attribute = attributeMeantBy(key, type);
  if (attribute !== undefined) return { key, attribute, isGivenToo: properties.has(attribute) };
  return isInAnotherCase(key) && type.attributes.has('properties') ? { key, attribute, isGivenToo: false } : undefined;
}
