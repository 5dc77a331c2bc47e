import { isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { seeded } from '../seeded.ts';
import type { Store } from '../store.ts';

/** A person of the workspace. */
export interface Person {
  /** The vendor's own id, which never changes. */
  cioId: string;
  id?: string;
  email?: string;
  attributes: JsonObject;
  devices: Map<string, JsonObject>;
  segments: Set<string>;
  isUnsubscribed: boolean;
}

/** How a person is named: by exactly one of them. */
export type Identifier = { id: string } | { email: string } | { cio_id: string };

const MAX_PEOPLE = 25_000;

/** The people of the workspace: examples, and those that requests created. */
export class People {
  readonly #store: Store;
  readonly #seed: number;
  readonly #people = new Map<string, Person>();
  readonly #byId = new Map<string, string>();
  readonly #byEmail = new Map<string, string>();
  readonly #suppressed = new Set<string>();
  #created = 0;

  /** @param examples how many there are to begin with: `person-1` with `person-1@example.com` and so on */
  constructor(store: Store, seed: number, examples: number) {
    this.#store = store;
    this.#seed = seed;
    for (let number = 1; number <= examples; number += 1) {
      const id = `person-${number}`;
      this.#keep({ ...this.#blank(), id, email: `${id}@example.com`, segments: new Set(['1']) });
    }
  }

  all(): Person[] {
    return [...this.#people.values()];
  }

  find(identifier: Identifier): Person | undefined {
    const cioId =
      'cio_id' in identifier
        ? identifier.cio_id
        : 'id' in identifier
          ? this.#byId.get(identifier.id)
          : this.#byEmail.get(identifier.email.toLowerCase());
    return cioId === undefined ? undefined : this.#people.get(cioId);
  }

  isSuppressed(identifier: Identifier): boolean {
    return this.#suppressed.has(nameOf(identifier));
  }

  /**
   * Creates or changes a person. An identifier among the attributes becomes one of the person; a person that is suppressed is not created again.
   *
   * @returns undefined for somebody who is suppressed, or for an id of the vendor's that there is not
   */
  identify(identifier: Identifier, attributes: JsonObject): Person | undefined {
    if (this.isSuppressed(identifier)) return undefined;
    const known = this.find(identifier) ?? this.find(emailOf(attributes) ?? identifier);
    if (known === undefined && 'cio_id' in identifier) return undefined;
    const person = known ?? this.#blank();
    this.#forgetNames(person);
    if ('id' in identifier) person.id ??= identifier.id;
    if ('email' in identifier) person.email ??= identifier.email;
    for (const [name, value] of Object.entries(attributes)) set(person, name, value);
    this.#keep(person);
    this.saved(person, known !== undefined);
    return person;
  }

  delete(person: Person): void {
    this.#forgetNames(person);
    this.#people.delete(person.cioId);
    this.#store.delete('person', person.cioId);
  }

  suppress(identifier: Identifier): void {
    const person = this.find(identifier);
    if (person !== undefined) this.delete(person);
    this.#suppressed.add(nameOf(identifier));
  }

  unsuppress(identifier: Identifier): void {
    this.#suppressed.delete(nameOf(identifier));
  }

  /** Makes what was changed of a person a part of the state. */
  saved(person: Person, isKnown = true): void {
    const { cioId, id, email, attributes, devices, segments, isUnsubscribed } = person;
    const kept = {
      ...attributes,
      cio_id: cioId,
      ...(id !== undefined && { id }),
      ...(email !== undefined && { email }),
      devices: [...devices.values()],
      segments: [...segments],
      unsubscribed: isUnsubscribed,
    };
    if (isKnown) this.#store.change('person', cioId, kept);
    else this.#store.create('person', cioId, kept);
  }

  #blank(): Person {
    this.#created += 1;
    const cioId = `a${seeded(this.#seed, 'person', this.#created).toString(16).padStart(8, '0')}${this.#created}`;
    return { cioId, attributes: {}, devices: new Map(), segments: new Set(), isUnsubscribed: false };
  }

  #keep(person: Person): void {
    this.#people.set(person.cioId, person);
    if (person.id !== undefined) this.#byId.set(person.id, person.cioId);
    if (person.email !== undefined) this.#byEmail.set(person.email.toLowerCase(), person.cioId);
    const oldest = this.#people.size > MAX_PEOPLE ? this.#people.values().next().value : undefined;
    if (oldest !== undefined) this.delete(oldest);
  }

  #forgetNames({ id, email }: Person): void {
    if (id !== undefined) this.#byId.delete(id);
    if (email !== undefined) this.#byEmail.delete(email.toLowerCase());
  }
}

/** An empty text takes an attribute away. Source: the vendor's documentation of identify; read 2026-11-22. */
function set(person: Person, name: string, value: unknown): void {
  if (name === 'id' && isName(value)) person.id = String(value);
  else if (name === 'email' && isName(value)) person.email = String(value);
  else if (name === 'unsubscribed') person.isUnsubscribed = value === true || value === 'true';
  else if (value === '') Reflect.deleteProperty(person.attributes, name);
  else person.attributes[name] = value;
}

function isName(value: unknown): value is string | number {
  return (typeof value === 'string' && value !== '') || typeof value === 'number';
}

function emailOf({ email }: JsonObject): Identifier | undefined {
  return typeof email === 'string' && email !== '' ? { email } : undefined;
}

function nameOf(identifier: Identifier): string {
  return String(Object.values(identifier)[0]).toLowerCase();
}

/** The one identifier in an object; undefined where there is none or more than one. */
export function identifierIn(value: unknown): Identifier | undefined {
  if (!isObject(value)) return undefined;
  const found = ['id', 'email', 'cio_id'].filter(name => isName(value[name]));
  return found.length === 1 ? ({ [found[0]!]: String(value[found[0]!]) } as Identifier) : undefined;
}

/** How the path of the Track API names a person: `cio_` and the vendor's id, an e-mail address, or an id. */
export function identifierOfPath(text: string): Identifier {
  if (text.startsWith('cio_')) return { cio_id: text.slice('cio_'.length) };
  return text.includes('@') ? { email: text } : { id: text };
}
