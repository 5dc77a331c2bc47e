import type { Account } from './account.ts';

/** A resource that requests made, changed or deleted. */
export interface StateResource {
  type: string;
  id: string;
  /** `created`, or what became of an example. */
  state: 'created' | 'changed' | 'deleted';
  attributes: Record<string, unknown>;
}

/** What would be a secret. */
const HIDDEN = ['secret_key'];

/** Everything that requests did to the account, the oldest first. */
export function stateOf(account: Account): StateResource[] {
  return account.store.everything().map(({ type, id, attributes, isCreated, isDeleted }) => ({
    type,
    id,
    state: isDeleted ? 'deleted' : isCreated ? 'created' : 'changed',
    attributes: Object.fromEntries(Object.entries(attributes).filter(([name]) => !HIDDEN.includes(name))),
  }));
}
