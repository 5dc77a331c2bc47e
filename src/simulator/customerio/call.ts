import type { Operation } from '../../vendors/customerio/operations.ts';
import type { Answer } from '../exchange.ts';
import type { Refusal } from './refusal.ts';
import type { Workspace } from './workspace.ts';

/** One call of an operation, after its key and its limit were accepted. */
export interface Call {
  operation: Operation;
  /** The decoded segment for each name in braces. */
  ids: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The body as JSON; undefined for anything else. */
  body: unknown;
  workspace: Workspace;
  /** Whether the request asks the Pipelines API to refuse what is wrong. */
  isStrict: boolean;
  /** `https://…` of the Track API in the account's region. */
  homeUrl: string;
  region: string;
}

export type Handler = (call: Call) => Answer | Refusal;
