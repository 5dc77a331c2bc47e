import type { JsonObject } from '../json.ts';
import { uuid } from '../seeded.ts';
import { Store } from '../store.ts';
import type { Delivery } from '../webhook-sending.ts';
import { People } from './people.ts';
import type { Person } from './people.ts';

export interface WorkspaceOptions {
  seed: number;
  /** How many of each kind there are to begin with. */
  resources: number;
  signingKey: string;
  deliver: (delivery: Delivery) => void;
}

/** What the simulated workspace holds. */
export class Workspace {
  readonly store = new Store();
  readonly people: People;
  readonly options: WorkspaceOptions;
  /** Of the request that is answered, in milliseconds. */
  now = 0;
  #made = 0;

  constructor(options: WorkspaceOptions) {
    this.options = options;
    this.people = new People(this.store, options.seed, options.resources);
  }

  /** A number for something new, above those of the examples. */
  nextNumber(): number {
    this.#made += 1;
    return this.options.resources + this.#made;
  }

  /** Seconds since 1970. */
  get seconds(): number {
    return Math.floor(this.now / 1000);
  }

  /** An id that is the same for the same seed and the same requests. */
  nextId(kind: string): string {
    return uuid(this.options.seed, kind, this.nextNumber());
  }

  /** Keeps an event. @param person absent for one of nobody that is known */
  addEvent(person: Person | undefined, event: JsonObject): void {
    this.store.create('event', this.nextId('event'), {
      ...event,
      ...(person !== undefined && { cio_id: person.cioId, customer_id: person.id ?? person.email ?? person.cioId }),
      timestamp: event['timestamp'] ?? this.seconds,
    });
  }

  /** What was kept of a type, newest first. */
  kept(type: string): JsonObject[] {
    return this.store.createdIds(type).map(id => ({ id, ...this.store.find(type, id)?.attributes }));
  }
}
