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

/** Of all resources together; the oldest go first. Enough for two imports of the greatest size. */
const MAX_RESOURCES = 25_000;
const MAX_BYTES = 64 * 1024 * 1024;
/** Ids of events that were seen. */
const MAX_EVENTS = 10_000;

/** What requests made of the simulated account: never more than the limits above. */
export class Store {
  readonly #resources = new Map<string, StoredResource & { bytes: number }>();
  readonly #byType = new Map<string, Set<string>>();
  readonly #events = new Set<string>();
  #bytes = 0;

  find(type: string, id: string): StoredResource | undefined {
    return this.#resources.get(keyOf(type, id));
  }

  /** Everything that requests made or changed, oldest first. */
  everything(): StoredResource[] {
    return [...this.#resources.values()].map(({ bytes: _, ...resource }) => resource);
  }

  /** Ids of a type that requests created, newest first. */
  createdIds(type: string): string[] {
    const ids = [...(this.#byType.get(type) ?? [])];
    return ids.filter(id => this.find(type, id)?.isCreated === true).reverse();
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
    const { type, id } = resource;
    const key = keyOf(type, id);
    const bytes = JSON.stringify(resource.attributes).length;
    this.#bytes += bytes - (this.#resources.get(key)?.bytes ?? 0);
    this.#resources.set(key, { ...resource, bytes });
    const ids = this.#byType.get(type) ?? new Set<string>();
    this.#byType.set(type, ids.add(id));
    for (const oldest of this.#resources.keys()) {
      if (this.#resources.size <= MAX_RESOURCES && this.#bytes <= MAX_BYTES) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const { type, id, bytes } = this.#resources.get(key)!;
    this.#bytes -= bytes;
    this.#resources.delete(key);
    this.#byType.get(type)?.delete(id);
  }
}

function keyOf(type: string, id: string): string {
  return `${type}/${id}`;
}
