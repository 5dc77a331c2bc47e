import type { JsonObject } from './json.ts';

/** What requests made of a resource. */
export interface StoredResource {
  type: string;
  id: string;
  attributes: JsonObject;
  /** Whether a request made it; others are examples that a request changed. */
  isCreated: boolean;
  isDeleted: boolean;
}

/** Of all resources together; the oldest go first. */
const MAX_RESOURCES = 1_000;
const MAX_BYTES = 16 * 1024 * 1024;
/** Ids of events that were seen. */
const MAX_EVENTS = 10_000;

/** What the simulated account remembers: little, and never more than the limits above. */
export class Store {
  readonly #resources = new Map<string, StoredResource & { bytes: number }>();
  readonly #events = new Set<string>();
  #bytes = 0;

  find(type: string, id: string): StoredResource | undefined {
    return this.#resources.get(`${type}/${id}`);
  }

  /** Those of a type that are there, newest first. */
  all(type: string): StoredResource[] {
    return [...this.#resources.values()].filter(resource => resource.type === type && !resource.isDeleted).reverse();
  }

  create(type: string, id: string, attributes: JsonObject): void {
    this.#keep({ type, id, attributes, isCreated: true, isDeleted: false });
  }

  /** Adds attributes to a resource. */
  change(type: string, id: string, attributes: JsonObject): void {
    const before = this.find(type, id);
    this.#keep({
      type,
      id,
      attributes: { ...before?.attributes, ...attributes },
      isCreated: before?.isCreated === true,
      isDeleted: false,
    });
  }

  delete(type: string, id: string): void {
    this.#keep({ type, id, attributes: {}, isCreated: false, isDeleted: true });
  }

  /** @returns whether the event is the first of its id */
  isNewEvent(id: string): boolean {
    if (this.#events.has(id)) return false;
    this.#events.add(id);
    if (this.#events.size > MAX_EVENTS) this.#events.delete(this.#events.values().next().value!);
    return true;
  }

  #keep(resource: StoredResource): void {
    const key = `${resource.type}/${resource.id}`;
    this.#drop(key);
    const bytes = JSON.stringify(resource.attributes).length;
    this.#resources.set(key, { ...resource, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#resources.keys()) {
      if (this.#resources.size <= MAX_RESOURCES && this.#bytes <= MAX_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#bytes -= this.#resources.get(key)?.bytes ?? 0;
    this.#resources.delete(key);
  }
}
