import { fieldsOf } from '../../vendors/klaviyo/shapes.ts';
import { createdAttributes, updatedAttributes } from './created-attributes.ts';
import { exampleId, exampleResource } from './example-document.ts';
import { Identities } from './identities.ts';
import { isObject, textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { isInSegment, memberSince } from './segments/members.ts';
import { findResourceType } from './resource-types.ts';
import { Links } from './links.ts';
import type { Reference } from './links.ts';
import { RecordedEvents } from './recorded-events.ts';
import { Store } from '../store.ts';
import { WEBHOOK_TOPICS } from './webhook-topics.ts';

/** The one account that there is. Source of the fields: klaviyo/openapi, `get_accounts`, revision 2026-07-15; read 2026-11-20. */
export const ACCOUNT_ID = 'AbC123';
const ACCOUNT: JsonObject = {
  test_account: false,
  contact_information: {
    default_sender_name: 'Sender',
    default_sender_email: 'sender@shop.example',
    website_url: 'https://shop.example',
    organization_name: 'Shop',
    street_address: {
      address1: '1 Example Street',
      address2: '',
      city: 'Berlin',
      region: 'Berlin',
      country: 'Germany',
      zip: '10115',
    },
  },
  industry: 'Software / SaaS',
  timezone: 'Europe/Berlin',
  preferred_currency: 'EUR',
  public_api_key: ACCOUNT_ID,
  locale: 'en-US',
};

/** Examples that are kept, once made. */
const MAX_MADE = 5_000;

/** Their first example has every profile, so that there is something to page through. */
const GROUPS = ['list', 'segment'];

/** These have the id of the campaign that they are of. */
const OF_CAMPAIGN = ['campaign-send-job', 'campaign-recipient-estimation', 'campaign-recipient-estimation-job'];

/** What an id of a new resource is made of, where the vendor does not choose it. */
export interface Creation {
  id?: string;
}

/** The resources of the simulated account: examples, which are there from the beginning, and what requests made. */
export class Account {
  readonly store = new Store();
  readonly events = new RecordedEvents();
  /** Of the simulated clock, in milliseconds: the moment of the request that is being answered. */
  now = 0;
  readonly #seed: number;
  readonly #examples: number;
  readonly #links = new Links();
  readonly #made = new Map<string, JsonObject>();
  readonly #exampleIds = new Map<string, ReadonlyMap<string, number>>();
  #identities: Identities | undefined;
  /** Segments that are being evaluated: one that asks for itself has nobody by that. */
  readonly #asked = new Set<string>();
  #created = 0;

  /** @param examples how many resources of each type there are before anything is created; 0 for an empty account */
  constructor(seed: number, examples: number) {
    this.#seed = seed;
    this.#examples = examples;
  }

  /** Adds a resource. @returns its id */
  create(type: string, attributes: JsonObject, { id = this.#newId(type, attributes) }: Creation = {}): string {
    this.store.create(type, id, createdAttributes(type, attributes, this.now));
    if (type === 'profile') this.#identitiesOfAll().note(id, attributes);
    return id;
  }

  /** Changes attributes of a resource. */
  change(type: string, id: string, attributes: JsonObject): void {
    this.store.change(type, id, { ...updatedAttributes(this.now), ...attributes });
    if (type === 'profile') this.#identitiesOfAll().note(id, this.attributesOf(type, id));
  }

  delete(type: string, id: string): void {
    this.store.delete(type, id);
    if (type === 'profile') this.#identitiesOfAll().forget(id);
  }

  /** The profile with one of these identifiers. */
  findProfile(attributes: JsonObject): string | undefined {
    return this.#identitiesOfAll().find(attributes);
  }

  /** Ids of all resources of a type: those that were created, newest first, then the examples. */
  idsOf(type: string): string[] {
    return [...this.store.createdIds(type), ...this.exampleIdsOf(type)];
  }

  /** Ids of the examples that are still there. */
  exampleIdsOf(type: string): string[] {
    return [...this.#examplesOf(type).keys()].filter(id => this.#isThere(type, id));
  }

  has(type: string, id: string): boolean {
    if (type === 'campaign-recipient-estimation') return this.has('campaign', id);
    return this.isCreated(type, id) || (this.#examplesOf(type).has(id) && this.#isThere(type, id));
  }

  /** What is known of a resource beyond its example. */
  knownOf(type: string, id: string): JsonObject {
    return type === 'account' ? ACCOUNT : (this.store.find(type, id)?.attributes ?? {});
  }

  isCreated(type: string, id: string): boolean {
    return this.store.find(type, id)?.isCreated === true;
  }

  /** The attributes of a resource, as far as filters and identities go by them. */
  attributesOf(type: string, id: string): JsonObject {
    const known = this.knownOf(type, id);
    return this.isCreated(type, id) ? known : { ...this.#exampleOf(type, id), ...known };
  }

  link(one: Reference, other: Reference): void {
    this.#links.add(one, other, this.now);
  }

  unlink(one: Reference, other: Reference): void {
    this.#links.remove(one, other);
  }

  /** Ids of a type that belong to a resource and are there: the latest first, then the examples. */
  linked(owner: Reference, type: string): string[] {
    if (owner.type === 'segment' && type === 'profile' && this.#isDefined(owner.id))
      return this.idsOf('profile').filter(id => this.isLinked(owner, { type, id }));
    const linked = this.#linkedIds(owner, type);
    if (owner.type !== 'profile' || type !== 'segment') return linked;
    const defined = this.store.createdIds('segment').filter(id => this.isLinked({ type, id }, owner));
    return [...defined, ...linked.filter(id => !this.#isDefined(id))];
  }

  /** Whether a profile is in a list or a segment; in a segment that a request defined by what that says. */
  isLinked(group: Reference, profile: Reference): boolean {
    if (group.type !== 'segment' || !this.#isDefined(group.id)) return this.#isLinkedPlainly(group, profile);
    if (this.#asked.has(group.id)) return false;
    this.#asked.add(group.id);
    try {
      return isInSegment(this, this.attributesOf('segment', group.id)['definition'], profile.id);
    } finally {
      this.#asked.delete(group.id);
    }
  }

  #isLinkedPlainly(one: Reference, other: Reference): boolean {
    if (!this.#isThere(other.type, other.id)) return false;
    if (this.#links.of(one, other.type).has(other.id)) return true;
    return this.#exampleLinks(one, other.type).includes(other.id) && !this.#links.isCut(one, other);
  }

  #isDefined(segment: string): boolean {
    return (
      this.store.find('segment', segment)?.attributes['definition'] !== undefined && this.#isThere('segment', segment)
    );
  }

  #linkedIds(owner: Reference, type: string): string[] {
    const made = [...this.#links.of(owner, type).keys()].reverse();
    const examples = this.#exampleLinks(owner, type).filter(
      id => !made.includes(id) && !this.#links.isCut(owner, { type, id }),
    );
    return [...made, ...examples].filter(id => this.#isThere(type, id));
  }

  /** Since when two resources belong together, in milliseconds; undefined for examples. */
  linkedSince(owner: Reference, { type, id }: Reference): number | undefined {
    if (owner.type === 'segment' && type === 'profile' && this.#isDefined(owner.id))
      return memberSince(this, owner.id, id);
    return this.#links.of(owner, type).get(id);
  }

  /** Puts these ids in the place of all that were linked. */
  relink(owner: Reference, type: string, ids: readonly string[]): void {
    for (const id of this.linked(owner, type)) if (!ids.includes(id)) this.unlink(owner, { type, id });
    for (const id of ids) if (this.linkedSince(owner, { type, id }) === undefined) this.link(owner, { type, id });
  }

  #newId(type: string, attributes: JsonObject): string {
    this.#created += 1;
    const external = textAt(attributes, 'external_id');
    if (type === 'coupon' && external !== undefined) return external;
    if (!type.startsWith('catalog-') || external === undefined)
      return exampleId(type, this.#seed, 'new', this.#created);
    const [integration, catalog] = [textAt(attributes, 'integration_type'), textAt(attributes, 'catalog_type')];
    return `${integration ?? '$custom'}:::${catalog ?? '$default'}:::${external}`;
  }

  #isThere(type: string, id: string): boolean {
    return this.store.find(type, id)?.isDeleted !== true;
  }

  /** The n-th example belongs to the n-th of every other type. */
  #exampleLinks(owner: Reference, type: string): string[] {
    const place = this.#examplesOf(owner.type).get(owner.id);
    if (place === undefined) return [];
    const ids = [...this.#examplesOf(type).keys()];
    if (GROUPS.includes(owner.type) && type === 'profile' && place === 0) return ids;
    const isOfEverybody = owner.type === 'profile' && GROUPS.includes(type);
    // Of one type, two and two belong together.
    const other = owner.type === type ? place ^ 1 : place;
    return [...new Set([...(isOfEverybody ? [ids[0]] : []), ids[other]])].filter(id => id !== undefined);
  }

  /** Every example that ever was, with its place. */
  #examplesOf(type: string): ReadonlyMap<string, number> {
    const known = this.#exampleIds.get(type) ?? new Map(this.#makeIds(type).map((id, place) => [id, place]));
    this.#exampleIds.set(type, known);
    return known;
  }

  #makeIds(type: string): string[] {
    if (type === 'account') return [ACCOUNT_ID];
    if (OF_CAMPAIGN.includes(type)) return this.#makeIds('campaign');
    if (type === 'webhook-topic') return [...WEBHOOK_TOPICS];
    const fixed = fixedIdsOf(type);
    if (fixed.length > 0) return fixed.slice(0, this.#examples);
    return Array.from({ length: this.#examples }, (_, place) => exampleId(type, this.#seed, place));
  }

  #identitiesOfAll(): Identities {
    if (this.#identities !== undefined) return this.#identities;
    this.#identities = new Identities();
    for (const id of this.exampleIdsOf('profile')) this.#identities.note(id, this.attributesOf('profile', id));
    return this.#identities;
  }

  /** Made once for each example, because filters ask for all of them. */
  #exampleOf(type: string, id: string): JsonObject {
    const key = `${type}/${id}`;
    const made = this.#made.get(key) ?? this.#makeExample(type, id);
    if (this.#made.size < MAX_MADE) this.#made.set(key, made);
    return made;
  }

  #makeExample(type: string, id: string): JsonObject {
    const shape = findResourceType(type)?.shape;
    if (shape === undefined) return {};
    const { attributes } = exampleResource(shape, id, {
      seed: this.#seed,
      apiUrl: '',
      include: [],
      additional: undefined,
      known: () => ({}),
      isCreated: () => false,
      linked: () => [],
    });
    return isObject(attributes) ? attributes : {};
  }
}

/** The vendor names these resources; there are no others. */
function fixedIdsOf(type: string): string[] {
  const shape = findResourceType(type)?.shape;
  const id = shape === undefined ? undefined : fieldsOf(shape).find(({ name }) => name === 'id');
  return id?.types.filter(({ kind }) => kind === 'literal').map(({ name }) => name!) ?? [];
}
