import type { TSESTree } from '@typescript-eslint/utils';
import { constantString, textFrom, UNKNOWN, type Value } from '../values/value.ts';

/** What a payload holds, also one that is written as JSON text. @param use where it is sent, which stands for all that is in a text */
export function payloadIn(body: Value, use: TSESTree.Node): Value {
  const text = constantString(body);
  return text === undefined ? body : parsedJson(text, use);
}

function parsedJson(text: string, node: TSESTree.Node): Value {
  try {
    return valueOfJson(JSON.parse(text), node);
  } catch {
    return UNKNOWN;
  }
}

function valueOfJson(json: unknown, node: TSESTree.Node): Value {
  if (Array.isArray(json))
    return { kind: 'array', elements: json.map(item => () => valueOfJson(item, node)), open: false };
  if (typeof json !== 'object' || json === null) return textFrom(String(json), node);
  const properties = new Map(
    Object.entries(json).map(([name, value]) => [name, (): Value => valueOfJson(value, node)]),
  );
  return { kind: 'object', properties, open: false, node: undefined };
}
