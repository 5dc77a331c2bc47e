import { closest, distance } from 'fastest-levenshtein';
import { findNodeAtLocation, type Node } from 'jsonc-parser';
import { maskSecrets } from '../../vendors/secrets.ts';
import type { SchemaError } from './generated/validate.mjs';
import type { Fault } from './problem.ts';

/** Says in our own words what a validator found, and where in the file it stands. */
export function faultsIn(root: Node, errors: readonly SchemaError[]): Fault[] {
  // What a branch of the schema found is said by itself.
  return errors.filter(({ keyword }) => keyword !== 'if').map(error => faultOf(root, error));
}

function faultOf(root: Node, error: SchemaError): Fault {
  const segments = segmentsOf(error.instancePath);
  const node = nodeAt(root, segments);
  const message = messageOf(error, segments, node);
  const place = placeOf(error, node);
  return { start: place.offset, end: place.offset + place.length, message };
}

function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function nodeAt(root: Node, segments: readonly string[]): Node {
  return segments.reduce((node, segment) => {
    const key = node.type === 'array' ? Number(segment) : segment;
    return findNodeAtLocation(node, [key]) ?? node;
  }, root);
}

/** The name that should not be there, the entry that is too much, the brace of what lacks an entry, or the value. */
function placeOf({ keyword, params }: SchemaError, node: Node): Pick<Node, 'offset' | 'length'> {
  const children = node.children ?? [];
  switch (keyword) {
    case 'additionalProperties':
      return namesOf(node).find(({ value }) => value === params['additionalProperty']) ?? node;
    case 'additionalItems':
      return children[Number(params['limit'])] ?? node;
    case 'uniqueItems':
      return children[Math.max(Number(params['i']), Number(params['j']))] ?? node;
    case 'required':
      return { offset: node.offset, length: 1 };
    default:
      return node;
  }
}

function namesOf({ children = [] }: Node): Node[] {
  return children.flatMap(({ children: [name] = [] }) => name ?? []);
}

function messageOf({ keyword, params, parentSchema }: SchemaError, segments: readonly string[], node: Node): string {
  switch (keyword) {
    case 'additionalProperties':
      return unknownName(String(params['additionalProperty']), segments, Object.keys(parentSchema['properties'] ?? {}));
    case 'enum':
      return notAllowed(node, segments, params['allowedValues'] as readonly (string | number)[]);
    case 'type':
      return `${KINDS[node.type] ?? 'This'} does not fit here. Write ${WANTED[String(params['type'])] ?? 'another value'}.`;
    case 'required':
      return `The entry '${String(params['missingProperty'])}' is missing here. Add it.`;
    case 'minItems':
      return 'This list is empty. Write a level in it, or "off", "warn" or "error" without a list.';
    case 'additionalItems':
      return params['limit'] === 1
        ? 'This rule or check has no options. Leave them out.'
        : 'A level and the options are all that this list holds. Leave out the rest.';
    case 'uniqueItems':
      return 'This entry stands in the list twice. Leave one out.';
    case 'minimum':
    case 'maximum':
      return `This number does not fit here. Write one from ${String(parentSchema['minimum'])} to ${String(parentSchema['maximum'])}.`;
    default:
      return `This value is not allowed here. ${REMEDIES[segments.at(-1) ?? ''] ?? 'Write one that is not empty.'}`;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  array: 'A list',
  object: 'An object',
  string: 'A text',
  number: 'A number',
  boolean: 'true or false',
  null: 'null',
};

const WANTED: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

/** By the name of what has a form of its own. */
const REMEDIES: Readonly<Record<string, string>> = {
  fingerprint: 'Write the fingerprint from the report, 16 or 32 hexadecimal digits.',
  reason: 'Write why the key may stay.',
  baseline: "Write a path below the folder of this file, with '/', or false.",
};

/** Names of people may be long, and there may be many. */
const LONGEST_NAME = 60;
const MOST_NAMES = 8;

/** Masks before it cuts: half a key is no longer seen as one. */
export function shownName(name: string): string {
  return maskSecrets(name).slice(0, LONGEST_NAME);
}

function unknownName(name: string, segments: readonly string[], known: readonly string[]): string {
  const isId = segments.length === 1 && segments[0] === 'rules';
  const near = nearestName(name, known);
  const shown = `'${shownName(name)}'`;
  const fault = isId
    ? `No rule or check has the id ${shown}.`
    : `The ${segments[0] === 'rules' ? 'option' : 'setting'} ${shown} does not exist.`;
  if (near !== undefined) return `${fault} Did you mean '${near}'?`;
  return `${fault} ${isId ? 'Write its id as the report prints it.' : `Use ${listOf(known)}.`}`;
}

function notAllowed(node: Node, segments: readonly string[], allowed: readonly (string | number)[]): string {
  const isLevel = segments[0] === 'rules';
  if (isLevel && node.type === 'object') return 'This rule or check has no options. Use "off", "warn" or "error".';
  const names = allowed.filter(value => typeof value === 'string');
  const near = typeof node.value === 'string' ? nearestName(node.value, names) : undefined;
  const fault = isLevel ? 'This is no level of a rule or check.' : 'This value is not allowed here.';
  return `${fault} ${near === undefined ? `Use ${listOf(names)}.` : `Did you mean '${near}'?`}`;
}

/** The known name that somebody may have meant: nearly the same letters, or the right last part. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0 || name.length > LONGEST_NAME) return undefined;
  const last = name.slice(name.lastIndexOf('/') + 1);
  const sameLast = known.find(candidate => candidate.includes('/') && candidate.endsWith(`/${last}`));
  if (sameLast !== undefined) return sameLast;
  const near = closest(name, [...known]);
  return distance(name.toLowerCase(), near.toLowerCase()) <= Math.max(1, Math.floor(near.length / 3))
    ? near
    : undefined;
}

function listOf(names: readonly string[]): string {
  const quoted = names.slice(0, MOST_NAMES).map(name => `'${name}'`);
  if (names.length > MOST_NAMES) return `one such as ${quoted.join(', ')}`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
