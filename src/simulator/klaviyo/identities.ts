import { textAt } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** What a profile is recognised by. */
export const IDENTIFIERS: readonly string[] = ['email', 'phone_number', 'external_id'];

/** Finds a profile by its identifiers, however many there are. */
export class Identities {
  readonly #ids = new Map<string, string>();
  readonly #keys = new Map<string, readonly string[]>();

  /** Notes the identifiers that a profile has now. */
  note(id: string, attributes: JsonObject): void {
    this.forget(id);
    const keys = keysOf(attributes);
    for (const key of keys) if (!this.#ids.has(key)) this.#ids.set(key, id);
    this.#keys.set(id, keys);
  }

  forget(id: string): void {
    for (const key of this.#keys.get(id) ?? []) if (this.#ids.get(key) === id) this.#ids.delete(key);
    this.#keys.delete(id);
  }

  /** The profile that has one of these identifiers: the e-mail address first. */
  find(attributes: JsonObject): string | undefined {
    return keysOf(attributes)
      .map(key => this.#ids.get(key))
      .find(id => id !== undefined);
  }
}

function keysOf(attributes: JsonObject): string[] {
  return IDENTIFIERS.flatMap(name => {
    const value = textAt(attributes, name);
    return value === undefined || value === '' ? [] : [`${name}:${value.toLowerCase()}`];
  });
}
