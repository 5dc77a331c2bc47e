import { SEND_REQUESTS } from './generated/send-requests.ts';

/** As it is generated: names of options, separated by spaces. */
export interface SendRequestRow {
  method: string;
  required: string;
  oneOf: readonly string[];
  optional: string;
}

/** The class of a transactional message. `APIClient` throws for anything that is no instance of it. */
export interface SendRequest {
  /** Such as `SendEmailRequest`. */
  requestClass: string;
  /** The method of `APIClient` that sends it. */
  method: string;
  required: readonly string[];
  /** Sets of options, one of which has to be there as a whole; empty where nothing more is needed. */
  oneOf: readonly (readonly string[])[];
  /** What else is sent; an option of any other name is dropped without a word. */
  optional: readonly string[];
}

/**
 * What `identifiers` has: one of these, and only one.
 *
 * Source: `Identifiers` in customerio-node 5.2.0 for the first two, the vendor's documentation of transactional messages for `cio_id`; read
 * 2026-11-20.
 */
export const IDENTIFIERS: readonly string[] = ['id', 'email', 'cio_id'];

/**
 * Options that set aside what a recipient has asked for, or what an auditor asks: to send to people who have unsubscribed, and to keep no copy.
 *
 * Source: the types of customerio-node 5.2.0; that they need a reason is our conclusion.
 */
export const COMPLIANCE_OPTIONS: readonly string[] = ['send_to_unsubscribed', 'disable_message_retention'];

/** Every class of a transactional message of the newest SDK. */
export const SEND_REQUEST_CLASSES: readonly SendRequest[] = Object.entries(SEND_REQUESTS).map(
  ([requestClass, { method, required, oneOf, optional }]) => ({
    requestClass,
    method,
    required: required.split(' '),
    oneOf: oneOf.map(set => set.split(' ')),
    optional: optional.split(' '),
  }),
);

/** Finds the class that a method of `APIClient` sends. */
export function findSendRequest(method: string): SendRequest | undefined {
  return SEND_REQUEST_CLASSES.find(request => request.method === method);
}
