/** The lazy entry point of the SDK's types: an upgrade loads it for the methods that the code uses. */
import type { CallFacts, PropertyFacts, TypeFacts } from '../../../eslint-plugin/upgrade/type-facts.ts';
import type { SdkUse } from '../../upgrade/breaking-changes-between.ts';
import { SDK_RELEASES } from '../../vendors/klaviyo/generated/sdk-releases.ts';
import { findMethod, type SdkOperation } from '../../vendors/klaviyo/operations.ts';
import { fieldsOf, findCallIn, OLDER_REVISIONS, type CallTypes, type Field } from '../../vendors/klaviyo/shapes.ts';

/** Sent as a form, with arguments of its own. */
const FORMS = ['/api/image-upload'];

/**
 * What the types of a release say of the methods that are used, and of all types that these send and answer.
 *
 * @returns undefined for a release whose types are not known
 */
export function targetTypes(
  version: string,
  revision: string,
  uses: readonly Pick<SdkUse, 'apiClass' | 'method'>[],
): TypeFacts | undefined {
  if (revision !== SDK_RELEASES.at(-1)?.revision && !OLDER_REVISIONS.includes(revision)) return undefined;
  const operations = uses.flatMap(({ apiClass, method }) => findMethod(apiClass, method) ?? []);
  const calls = new Map<string, CallFacts>();
  const types = new Map<string, Record<string, PropertyFacts>>();
  for (const operation of operations) {
    const call = findCallIn(revision, operation);
    if (call === undefined || FORMS.includes(operation.path)) continue;
    calls.set(`${operation.sdk.apiClass}.${operation.sdk.method}`, callFacts(operation, call));
    for (const name of [call.takes, call.gives]) if (name !== undefined) addType(name, types);
  }
  return { version, calls: Object.fromEntries(calls), types: Object.fromEntries(types) };
}

/** Ids of the path come first, then what the query needs, then the body, then options. */
function callFacts({ path }: SdkOperation, { takes, gives, query }: CallTypes): CallFacts {
  const ids = path.match(/\{/g)?.length ?? 0;
  const needed = ids + query.filter(({ isRequired }) => isRequired).length;
  const least = needed + (takes === undefined ? 0 : 1);
  const names = query.filter(({ isRequired }) => !isRequired).map(({ name }) => camelCase(name));
  return {
    least,
    most: least + (names.length > 0 ? 1 : 0),
    ...(takes !== undefined && { body: { index: needed, type: takes } }),
    ...(names.length > 0 && { options: { index: least, names } }),
    ...(gives !== undefined && { gives }),
  };
}

/** Adds a type, and those of its properties. */
function addType(name: string, types: Map<string, Record<string, PropertyFacts>>): void {
  if (types.has(name)) return;
  const properties: Record<string, PropertyFacts> = {};
  types.set(name, properties);
  for (const field of fieldsOf(name)) {
    const facts = propertyFacts(field);
    properties[camelCase(field.name)] = facts;
    if (facts.type !== undefined) addType(facts.type, types);
  }
}

/** Of a union nothing is known but that it is there. */
function propertyFacts({ isOptional, types }: Field): PropertyFacts {
  const given = types.filter(({ kind }) => kind !== 'null');
  const isList = given.length > 0 && given.every(({ isArray }) => isArray);
  const [only, ...others] = given;
  const values = given.every(({ kind }) => kind === 'literal') ? given.map(({ name }) => name!) : [];
  return {
    isOptional,
    isList,
    ...(only?.kind === 'shape' && others.length === 0 && { type: only.name! }),
    ...(values.length > 0 && { values }),
  };
}

/** `fields[push-token]` as `fieldsPushToken`, `phone_number` as `phoneNumber`, `_kx` as `kx`. */
function camelCase(name: string): string {
  if (name === 'default') return '_default';
  const words = name.replaceAll('][', '-').replaceAll(/[[\]]/g, '-').replaceAll(/^_|-$/g, '');
  return words.replaceAll(/[_-]([^_-])/g, (_, letter: string) => letter.toUpperCase());
}
