import type { TSESTree } from '@typescript-eslint/utils';
import { staticName } from '../../program/node.ts';
import { quoted, type Surroundings, textOf } from './call-arguments.ts';
import { withoutTypes, writtenAt } from './names.ts';
import { refuse } from './refusal.ts';

/** A legacy call, as far as its successor needs it. */
export interface LegacyCall {
  /** The object that is sent, if there is one. */
  body: TSESTree.Node | undefined;
  /** Of the path, as an argument. */
  ids: readonly string[];
  surroundings: Surroundings;
}

type Translation = (call: LegacyCall) => string[];

/**
 * The arguments of the successor by verb and path of the legacy endpoint. What the old API answers to a GET is something else than
 * what its successor answers; members of a list were given by e-mail addresses and are given by ids.
 *
 * Source: the vendor's comparison chart of v1/v2 and new endpoints; read 2026-11-20.
 */
const TRANSLATIONS: Readonly<Record<string, Translation>> = {
  'POST /api/track': event,
  'GET /api/track': event,
  'POST /api/identify': identified,
  'GET /api/identify': identified,
  'POST /api/v2/lists': newList,
  'PUT /api/v2/list/{id}': renamedList,
  'DELETE /api/v2/list/{id}': ({ ids }) => [...ids],
  'POST /api/v2/list/{id}/subscribe': subscribed,
  'DELETE /api/v2/list/{id}/subscribe': unsubscribed,
  'POST /api/v2/data-privacy/deletion-request': deleted,
  'POST /api/v1/people/exclusions': suppressed,
};

/** The path with `{id}` and the arguments for it, if the endpoint is one that is translated. @param path with literals or `*` */
export function legacyTranslation(verb: string, path: string): { path: string; translate: Translation } | undefined {
  const segments = path.split('/');
  for (const [key, translate] of Object.entries(TRANSLATIONS)) {
    const [ofVerb, pattern = ''] = key.split(' ');
    const names = pattern.split('/');
    const fits =
      names.length === segments.length && names.every((name, at) => name === '{id}' || name === segments[at]);
    if (ofVerb === verb && fits) return { path: pattern, translate };
  }
  return undefined;
}

/** Properties of an object that is written down, by their names. */
type Fields = Map<string, TSESTree.Node>;

function fieldsOf(node: TSESTree.Node | undefined): Fields {
  const at = node && writtenAt(node);
  if (at?.type !== 'ObjectExpression') return refuse('the body is not written here');
  return new Map(
    at.properties.map(property => {
      const name = property.type === 'Property' ? staticName(property) : refuse('a part of the body is spread');
      return [name ?? refuse('a name in the body is computed'), (property as TSESTree.Property).value];
    }),
  );
}

/** Takes the key off, which the session has, and refuses what is not expected. */
function expect(fields: Fields, ...names: readonly string[]): void {
  for (const name of fields.keys())
    if (!names.includes(name) && name !== 'api_key' && name !== 'token') refuse(`the SDK has nothing for '${name}'`);
}

function wanted(fields: Fields, name: string): TSESTree.Node {
  return fields.get(name) ?? refuse(`the body has no '${name}'`);
}

function written(node: TSESTree.Node, { source }: Surroundings): string {
  return source.slice(...node.range);
}

/** `name: value`, or `name` alone. */
function entry(name: string, text: string): string {
  return name === text ? name : `${name}: ${text}`;
}

function object(entries: readonly string[]): string {
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function resource(type: string, attributes: readonly string[], more: readonly string[] = []): string {
  return `{ data: ${object([`type: '${type}'`, ...more, `attributes: ${object(attributes)}`])} }`;
}

function event({ body, surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'event', 'customer_properties', 'properties', 'time');
  const { properties, attributes } = eventProperties(fields.get('properties'), surroundings);
  const time = fields.get('time');
  const name = textOf(wanted(fields, 'event'), surroundings);
  const profile = resource('profile', profileAttributes(wanted(fields, 'customer_properties'), surroundings));
  return [
    resource('event', [
      ...attributes,
      ...(time ? [`time: ${dateOf(time, surroundings)}`] : []),
      entry('properties', properties),
      `metric: ${resource('metric', [entry('name', name)])}`,
      `profile: ${profile}`,
    ]),
  ];
}

/** `$event_id` and `$value` have attributes of their own. */
function eventProperties(
  node: TSESTree.Node | undefined,
  surroundings: Surroundings,
): { properties: string; attributes: string[] } {
  const at = node && withoutTypes(node);
  if (!node || at?.type !== 'ObjectExpression')
    return { properties: node ? written(node, surroundings) : '{}', attributes: [] };
  const attributes: string[] = [];
  const rest = at.properties.filter(property => {
    const name = property.type === 'Property' ? staticName(property) : undefined;
    if (property.type !== 'Property' || (name !== '$event_id' && name !== '$value')) return true;
    const { value } = property;
    attributes.push(
      name === '$value' ? `value: ${numberOf(value, surroundings)}` : `uniqueId: ${textOf(value, surroundings)}`,
    );
    return false;
  });
  const properties =
    attributes.length === 0 ? written(node, surroundings) : object(rest.map(each => written(each, surroundings)));
  return { properties, attributes };
}

function numberOf(node: TSESTree.Node, surroundings: Surroundings): string {
  const isNumber = node.type === 'Literal' && typeof node.value === 'number';
  return isNumber ? written(node, surroundings) : `Number(${written(node, surroundings)})`;
}

/** The old API counts seconds. */
function dateOf(node: TSESTree.Node, surroundings: Surroundings): string {
  const at = writtenAt(node);
  const callee = at.type === 'CallExpression' ? written(at.callee, surroundings) : '';
  const isSeconds =
    (at.type === 'Literal' && typeof at.value === 'number') || /^Math\.(?:floor|round|trunc)$/.test(callee);
  return isSeconds
    ? `new Date(${written(node, surroundings)} * 1000)`
    : refuse('a date of the body is not known to be one');
}

const ATTRIBUTES: ReadonlyMap<string, string> = new Map([
  ['$id', 'externalId'],
  ['$email', 'email'],
  ['email', 'email'],
  ['$phone_number', 'phoneNumber'],
  ['$first_name', 'firstName'],
  ['$last_name', 'lastName'],
  ['$organization', 'organization'],
  ['$title', 'title'],
  ['$image', 'image'],
]);
const PLACES: ReadonlyMap<string, string> = new Map([
  ['$address1', 'address1'],
  ['$address2', 'address2'],
  ['$city', 'city'],
  ['$region', 'region'],
  ['$country', 'country'],
  ['$zip', 'zip'],
]);
const IDENTIFIERS = /^(?:externalId|email|phoneNumber)\b/;

/** The attributes of a profile: what has a sign before its name has a place of its own, everything else is a property. */
function profileAttributes(node: TSESTree.Node, surroundings: Surroundings): string[] {
  const attributes: string[] = [];
  const places: string[] = [];
  const properties: string[] = [];
  for (const [name, value] of fieldsOf(node)) {
    const text = written(value, surroundings);
    const [attribute, place] = [ATTRIBUTES.get(name), PLACES.get(name)];
    if (attribute === 'externalId') attributes.push(entry(attribute, textOf(value, surroundings)));
    else if (attribute !== undefined) attributes.push(entry(attribute, text));
    else if (place !== undefined) places.push(entry(place, text));
    else if (name.startsWith('$')) refuse(`the SDK has nothing for '${name}'`);
    else properties.push(entry(/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name), text));
  }
  if (!attributes.some(attribute => IDENTIFIERS.test(attribute))) refuse('the profile has no identifier');
  if (places.length > 0) attributes.push(`location: ${object(places)}`);
  if (properties.length > 0) attributes.push(`properties: ${object(properties)}`);
  return attributes;
}

function identified({ body, surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'properties');
  return [resource('profile', profileAttributes(wanted(fields, 'properties'), surroundings))];
}

function newList({ body, surroundings }: LegacyCall): string[] {
  return [resource('list', [entry('name', listName(body, surroundings))])];
}

function renamedList({ body, ids: [id = ''], surroundings }: LegacyCall): string[] {
  return [id, resource('list', [entry('name', listName(body, surroundings))], [entry('id', id)])];
}

function listName(body: TSESTree.Node | undefined, surroundings: Surroundings): string {
  const fields = fieldsOf(body);
  expect(fields, 'list_name');
  return textOf(wanted(fields, 'list_name'), surroundings);
}

/** Only what a subscription takes: a name or a property of the profile has no place in it. */
function subscribed({ body, ids: [id = ''], surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'profiles');
  const profiles = elementsOf(wanted(fields, 'profiles')).map(profile => {
    const own = fieldsOf(profile);
    const phone = own.get('phone_number');
    const consent = own.get('sms_consent');
    for (const name of own.keys())
      if (!['email', 'phone_number', 'sms_consent'].includes(name)) refuse(`a subscription has no '${name}'`);
    const hasConsent = consent?.type === 'Literal' && consent.value === true;
    if (phone ? !hasConsent : consent) refuse('the consent to text messages is not known');
    const email = own.get('email');
    return subscription('SUBSCRIBED', { email, phone }, surroundings);
  });
  return [job('profile-subscription-bulk-create-job', profiles, id)];
}

function unsubscribed({ body, ids: [id = ''], surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'emails');
  const profiles = elementsOf(wanted(fields, 'emails')).map(email =>
    subscription('UNSUBSCRIBED', { email, phone: undefined }, surroundings),
  );
  return [job('profile-subscription-bulk-delete-job', profiles, id)];
}

function elementsOf(node: TSESTree.Node): TSESTree.Node[] {
  const at = writtenAt(node);
  if (at.type === 'ObjectExpression') return [at];
  if (at.type !== 'ArrayExpression') return refuse('a list in the body is not written here');
  return at.elements.map(element =>
    element && element.type !== 'SpreadElement' ? element : refuse('a list in the body is spread'),
  );
}

function subscription(
  consent: string,
  { email, phone }: { email: TSESTree.Node | undefined; phone: TSESTree.Node | undefined },
  surroundings: Surroundings,
): string {
  const channels = [email && 'email', phone && 'sms'].filter(channel => channel !== undefined);
  if (channels.length === 0) refuse('the profile has no identifier');
  const subscriptions = channels.map(channel => `${channel}: { marketing: { consent: '${consent}' } }`);
  return object([
    "type: 'profile'",
    `attributes: ${object([
      ...(email ? [entry('email', written(email, surroundings))] : []),
      ...(phone ? [entry('phoneNumber', written(phone, surroundings))] : []),
      `subscriptions: ${object(subscriptions)}`,
    ])}`,
  ]);
}

function job(type: string, profiles: readonly string[], list: string): string {
  const attributes = `attributes: { profiles: { data: [${profiles.join(', ')}] } }`;
  const relationships = `relationships: { list: { data: { type: 'list', ${entry('id', list)} } } }`;
  return `{ data: { type: '${type}', ${attributes}, ${relationships} } }`;
}

function deleted({ body, surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'email', 'phone_number');
  const [email, phone] = [fields.get('email'), fields.get('phone_number')];
  const attributes = [
    ...(email ? [entry('email', written(email, surroundings))] : []),
    ...(phone ? [entry('phoneNumber', written(phone, surroundings))] : []),
  ];
  if (attributes.length !== 1) refuse('the profile has not one identifier');
  return [resource('data-privacy-deletion-job', [`profile: ${resource('profile', attributes)}`])];
}

function suppressed({ body, surroundings }: LegacyCall): string[] {
  const fields = fieldsOf(body);
  expect(fields, 'email');
  const email = entry('email', written(wanted(fields, 'email'), surroundings));
  const profile = `{ type: 'profile', attributes: { ${email} } }`;
  return [resource('profile-suppression-bulk-create-job', [`profiles: { data: [${profile}] }`])];
}
