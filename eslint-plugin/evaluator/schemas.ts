import {
  alternativesOf,
  type ExternalCallValue,
  type ExternalMemberValue,
  join,
  UNKNOWN,
  unknown,
  type Value,
} from '../values/value.ts';

/** What turns a schema and an environment into values: zod and valibot, envalid, t3-env. */
const READERS = new Set(['parse', 'parseAsync', 'safeParse', 'cleanEnv', 'createEnv']);
/** Where the result of one has the values, if it may have errors instead: that of zod, and that of valibot. */
const RESULTS = new Set(['data', 'output']);

/**
 * What an environment that is read through a schema gives for a name: anything, or the default that the schema has for it.
 * Undefined where the object is no such thing.
 */
export function valueBySchema(holder: ExternalCallValue | ExternalMemberValue, name: string): Value | undefined {
  const result = holder.kind === 'externalMember' && RESULTS.has(holder.name) ? holder.object : holder;
  if (result.kind !== 'externalCall') return undefined;
  const { callee } = result;
  const reader = callee.kind === 'externalMember' ? callee.name : callee.path.at(-1);
  if (reader === undefined || !READERS.has(reader)) return undefined;
  const schema = schemaOf(result, reader);
  const field = schema && fieldOf(schema, name);
  return field && join([unknown(`env:${name}`), ...defaultsOf(field)]);
}

/** What a schema is made of: `z.object({ … }).parse(env)`, `cleanEnv(env, { … })`, `v.parse(v.object({ … }), env)`. */
function schemaOf({ callee, args }: ExternalCallValue, reader: string): Value | undefined {
  if (callee.kind === 'externalMember' && callee.object.kind === 'externalCall') return callee.object.args[0];
  if (callee.kind === 'external' && callee.module === 'valibot')
    return args[0]?.kind === 'externalCall' ? args[0].args[0] : undefined;
  return args.find(({ kind }) => kind === 'object' && reader !== 'parse');
}

/** `{ name: … }`, or t3-env's `{ server: { name: … }, client: { … } }`. */
function fieldOf(schema: Value, name: string): Value | undefined {
  if (schema.kind !== 'object') return undefined;
  const own = schema.properties.get(name);
  if (own) return own();
  const groups = ['server', 'client', 'shared'].flatMap(group => schema.properties.get(group)?.() ?? []);
  return groups.flatMap(group => (group.kind === 'object' ? (group.properties.get(name)?.() ?? []) : []))[0];
}

/** `z.string().default('…')` at any place of the chain, `str({ default: '…' })`. */
function defaultsOf(field: Value): Value[] {
  const found: Value[] = [];
  for (
    let at: Value = field;
    at.kind === 'externalCall';
    at = at.callee.kind === 'externalMember' ? at.callee.object : UNKNOWN
  ) {
    const [argument] = at.args;
    const isDefault =
      at.callee.kind === 'externalMember' && (at.callee.name === 'default' || at.callee.name === 'catch');
    if (isDefault && argument) found.push(argument);
    const options = argument ? alternativesOf(argument) : [];
    found.push(
      ...options.flatMap(option => (option.kind === 'object' ? (option.properties.get('default')?.() ?? []) : [])),
    );
  }
  return found;
}
