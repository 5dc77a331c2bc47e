import { fieldsOf } from '../vendors/klaviyo/shapes.ts';
import { exampleId, exampleResource } from './example-document.ts';
import { isObject, textAt } from './json.ts';
import type { JsonObject } from './json.ts';
import { findResourceType } from './resource-types.ts';
import { Store } from './store.ts';

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
const MAX_MADE = 2_000;

/** The resources of the simulated account: examples that are always there, and what requests made. */
export class Account {
  readonly store = new Store();
  readonly #seed: number;
  readonly #examples: number;
  readonly #made = new Map<string, JsonObject>();
  #created = 0;

  /** @param examples how many resources of each type there are before anything is created; 0 for an empty account */
  constructor(seed: number, examples: number) {
    this.#seed = seed;
    this.#examples = examples;
  }

  get isEmpty(): boolean {
    return this.#examples === 0;
  }

  /** Adds a resource. @returns its id */
  create(type: string, attributes: JsonObject): string {
    this.#created += 1;
    const external = type.startsWith('catalog-') ? textAt(attributes, 'external_id') : undefined;
    const id =
      external === undefined ? exampleId(type, this.#seed, 'new', this.#created) : `$custom:::$default:::${external}`;
    this.store.create(type, id, attributes);
    return id;
  }

  /** Ids of all resources of a type: those that were created, newest first, then the examples. */
  idsOf(type: string): string[] {
    const created = this.store.all(type).map(({ id }) => id);
    return [...created, ...this.exampleIdsOf(type).filter(id => !created.includes(id))];
  }

  /** Ids of the examples that are still there. */
  exampleIdsOf(type: string): string[] {
    if (type === 'account') return [ACCOUNT_ID];
    const fixed = fixedIdsOf(type);
    const made = Array.from({ length: this.#examples }, (_, place) => exampleId(type, this.#seed, place));
    const ids = fixed.length > 0 ? fixed.slice(0, this.#examples) : made;
    return ids.filter(id => !this.store.find(type, id)?.isDeleted);
  }

  /** Any id is one of a resource, unless that was deleted or the account began empty. */
  has(type: string, id: string): boolean {
    const stored = this.store.find(type, id);
    return stored === undefined ? !this.isEmpty || type === 'account' : !stored.isDeleted;
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

  /** Made once for each example, because events and profiles are compared with all of them. */
  #exampleOf(type: string, id: string): JsonObject {
    const key = `${type}/${id}`;
    const made = this.#made.get(key) ?? this.#makeExample(type, id);
    if (this.#made.size < MAX_MADE) this.#made.set(key, made);
    return made;
  }

  #makeExample(type: string, id: string): JsonObject {
    const shape = findResourceType(type)?.shape;
    if (shape === undefined) return {};
    const context = {
      seed: this.#seed,
      apiUrl: '',
      include: [],
      additional: new Map<string, string[]>(),
      known: () => ({}),
      isCreated: () => false,
    };
    const { attributes } = exampleResource(shape, id, context);
    return isObject(attributes) ? attributes : {};
  }
}

/** The vendor names these resources; there are no others. */
function fixedIdsOf(type: string): string[] {
  const shape = findResourceType(type)?.shape;
  const id = shape === undefined ? undefined : fieldsOf(shape).find(({ name }) => name === 'id');
  return id?.types.filter(({ kind }) => kind === 'literal').map(({ name }) => name!) ?? [];
}
