import type { Store } from './store.ts';

/** A resource that requests made, changed or deleted. */
export interface StateResource {
  type: string;
  id: string;
  /** `created`, or what became of an example. */
  state: 'created' | 'changed' | 'deleted';
  attributes: Record<string, unknown>;
}

/** Everything that requests did to the account, the oldest first. @param hidden names of attributes that are secrets */
export function stateOf(store: Store, hidden: readonly string[]): StateResource[] {
  return store.everything().map(({ type, id, attributes, isCreated, isDeleted }) => ({
    type,
    id,
    state: isDeleted ? 'deleted' : isCreated ? 'created' : 'changed',
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => !hidden.includes(name))),
  }));
}
