import type { TSESTree } from '@typescript-eslint/utils';
import { memberOfClass, memberOfInstance } from './classes.ts';
import type { Frame } from '../values/frame.ts';
import { valueBySchema } from './schemas.ts';
import { signAt } from './text-methods.ts';
import { partOfUrl } from './urls.ts';
import {
  isUrl,
  NULLISH,
  type ObjectValue,
  type ExternalCallValue,
  type ExternalValue,
  type Union,
  join,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';

const GLOBAL_OBJECTS = new Set(['globalThis', 'window', 'self', 'global']);
const ENVIRONMENTS = new Set(['process.env', 'import.meta.env', 'Deno.env', 'Bun.env']);

/** What the functions and methods of these return is followed no further: `Object.keys(x)`, `map.get(key)`. */
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
    case 'text':
      return /^\d+$/.test(name) ? signAt(holder, name, use) : unknown(name);
    case 'class':
      return memberOfClass(holder, name);
    case 'instance':
      return memberOfInstance(holder, name, use, frame);
    case 'external':
      return memberOfSymbol(holder, name);
    case 'externalCall':
      if (isMadeByLanguage(holder)) return unknown(name);
      return (
        partOfUrlObject(holder, name) ?? valueBySchema(holder, name) ?? { kind: 'externalMember', object: holder, name }
      );
    case 'externalMember':
      return valueBySchema(holder, name) ?? { kind: 'externalMember', object: holder, name };
    default:
      return unknown(name);
  }
}

function memberOfPackages({ packages = [] }: ObjectValue, name: string): Value | undefined {
  return packages.length > 0 ? join(packages.map(holder => memberOfSymbol(holder, name))) : undefined;
}

function memberOfSymbol(holder: ExternalValue, name: string): Value {
  const path = holder.path.join('.');
  if (holder.module === undefined && ENVIRONMENTS.has(path)) return unknown(`env:${name}`);
  if (holder.module === undefined && GLOBAL_OBJECTS.has(path)) return { ...holder, path: [name] };
  return name === 'default' ? holder : { ...holder, path: [...holder.path, name] };
}

function partOfUrlObject(holder: ExternalCallValue, name: string): Value | undefined {
  const [href] = isUrl(holder) ? holder.args : [];
  return href && partOfUrl(href, name);
}

function isMadeByLanguage({ callee, constructed }: ExternalCallValue): boolean {
  if (callee.kind === 'external') return !constructed && isOfLanguage(callee);
  return (
    callee.object.kind === 'externalCall' &&
    callee.object.callee.kind === 'external' &&
    isOfLanguage(callee.object.callee)
  );
}

function isOfLanguage({ module, path }: ExternalValue): boolean {
  return module === undefined && OF_LANGUAGE.has(path[0] ?? '');
}
