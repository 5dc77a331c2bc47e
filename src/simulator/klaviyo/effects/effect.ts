import type { Account } from '../account.ts';
import { isObject, at } from '../../json.ts';
import type { JsonObject } from '../../json.ts';
import type { Refusal } from '../refusal.ts';
import type { Reference } from '../links.ts';

/** A write that has passed the shape of its body. */
export interface Write {
  account: Account;
  body: JsonObject;
  /** Of the simulated clock, in milliseconds. */
  now: number;
  /** Type of the resource that is answered; that of the body where nothing is answered. */
  type: string;
  /** The resource that the path names first. */
  owner?: Owner | undefined;
}

export interface Owner extends Reference {
  /** What the path has behind the id: `relationships/profiles`; empty where it ends with the id. */
  rest: string;
}

/** What came of a write. */
export interface Change {
  /** Of the resource that was made or changed. */
  id?: string;
  status?: number;
  /** What only this answer tells of the resource. */
  shown?: JsonObject;
}

/** Does what an operation does. */
export type Effect = (write: Write) => Change | Refusal;

/** The attributes of a resource in a body. */
export function attributesOf(data: unknown): JsonObject {
  const attributes = at(data, 'attributes');
  return isObject(attributes) ? attributes : {};
}

export function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The resources that a body names under `data`: one, several or none. */
export function referencesIn(holder: unknown): Reference[] {
  return [at(holder, 'data')].flat().filter(isReference);
}

function isReference(value: unknown): value is Reference & JsonObject {
  return isObject(value) && typeof value['type'] === 'string' && typeof value['id'] === 'string';
}

/** 409 for what there is already. Source of the form: `createProfile`, in public issues; for other resources it is a guess. */
export function conflict(detail: string, pointer: string, code = 'duplicate'): Refusal {
  return { status: 409, code, title: 'Conflict.', detail, source: { pointer } };
}
