import type { TSESTree } from '@typescript-eslint/utils';
import { memberOfClass, memberOfInstance } from './classes.ts';
import type { Frame } from '../values/frame.ts';
import { valueBySchema } from './schemas.ts';
import { partOfUrl } from './urls.ts';
import {
  isUrl,
  NULLISH,
  type ObjectValue,
  type ResultValue,
  type SymbolValue,
  type Union,
  unite,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';

const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self', 'global']);
const ENVIRONMENTS = new Set(['process.env', 'import.meta.env', 'Deno.env', 'Bun.env']);

/** The language's own: what is taken out of an object of theirs is followed no further. */
const OF_LANGUAGE = new Set([
  'Array',
  'Buffer',
  'Date',
  'Map',
  'Math',
  'Object',
  'Set',
  'Symbol',
  'WeakMap',
  'WeakSet',
]);

/** What `holder.name` is; `use` is where it is read. */
export function memberOf(holder: Exclude<Value, Union>, name: string, use: TSESTree.Node, frame: Frame): Value {
  switch (holder.kind) {
    case 'object':
      return (
        holder.properties.get(name)?.() ?? memberOfPackages(holder, name) ?? (holder.open ? unknown(name) : NULLISH)
      );
    case 'array':
      return /^\d+$/.test(name)
        ? (holder.elements[Number(name)]?.() ?? (holder.open ? UNKNOWN : NULLISH))
        : unknown(name);
    case 'class':
      return memberOfClass(holder, name);
    case 'instance':
      return memberOfInstance(holder, name, use, frame);
    case 'symbol':
      return memberOfSymbol(holder, name);
    case 'result':
      if (isOfLanguage(holder)) return unknown(name);
      return partOfUrlObject(holder, name) ?? valueBySchema(holder, name) ?? { kind: 'member', object: holder, name };
    case 'member':
      return valueBySchema(holder, name) ?? { kind: 'member', object: holder, name };
    default:
      return unknown(name);
  }
}

function memberOfPackages({ packages = [] }: ObjectValue, name: string): Value | undefined {
  return packages.length > 0 ? unite(packages.map(holder => memberOfSymbol(holder, name))) : undefined;
}

function memberOfSymbol(holder: SymbolValue, name: string): Value {
  const path = holder.path.join('.');
  if (holder.module === undefined && ENVIRONMENTS.has(path)) return unknown(`env:${name}`);
  if (holder.module === undefined && GLOBAL_OBJECTS.has(path)) return { ...holder, path: [name] };
  return name === 'default' ? holder : { ...holder, path: [...holder.path, name] };
}

function partOfUrlObject(holder: ResultValue, name: string): Value | undefined {
  const [href] = isUrl(holder) ? holder.args : [];
  return href && partOfUrl(href, name);
}

function isOfLanguage({ callee }: ResultValue): boolean {
  return callee.kind === 'symbol' && callee.module === undefined && OF_LANGUAGE.has(callee.path[0] ?? '');
}
