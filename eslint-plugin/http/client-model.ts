import type { TSESTree } from '@typescript-eslint/utils';
import type { Lazy, Value, Mutation } from '../values/value.ts';
import type { ChainModel, ChainedCall } from './chain.ts';
import type { HookModel } from './hooks.ts';

/** An HTTP client with the configuration that its calls start from. */
export interface HttpClient {
  /** As its package or global is named: `axios`, `undici#request`. */
  name: string;
  model: ClientModel;
  /** What it was made with, outermost first. */
  defaults: Value[];
  /** Assignments and calls on the variables and fields that hold it. */
  mutations: readonly Mutation[];
}

/** A call of a client, or of what is read off it. */
export interface ClientCall {
  client: HttpClient;
  /** What is read off the client: `''` is the client itself, `post` its method, `paginate.all` a method of a member. */
  method: string;
  /** The verb that the method is named for. */
  verb: Value | undefined;
  args: readonly Value[];
  node: TSESTree.Node;
}

/** The request as a call's arguments describe it, before the configuration of the client is added. */
export interface RequestDraft {
  verb?: Value | undefined;
  url?: Value | undefined;
  /** What a relative URL is relative to. */
  base?: Value | undefined;
  /** An object of options; it may name whatever is not given here. See `options.ts` for the names. */
  options?: Value | undefined;
  body?: Value | undefined;
  /** What was called on the request before the call. */
  calls?: ChainedCall[];
  /** Code that is not in sight may add headers. */
  isOpen?: boolean;
  /** Nothing else runs until it is answered, as for `execSync` and `UrlFetchApp`. */
  isBlocking?: boolean;
}

/**
 * One family of HTTP clients. A model never sees `call`, `apply`, `bind` or `Reflect.apply`: the call and its arguments are
 * given as if the client were called directly.
 */
export interface ClientModel {
  /** Where its clients come from: `package`, `package#export` or `#global`. A default export is the package itself. */
  sources: readonly string[];
  /** Methods that make another client out of configurations. `new` does so for each family. */
  factories?: readonly string[];
  /** Members that are the client itself. */
  aliases?: readonly string[];
  /** The client that a method makes where `factories` does not name it: an agent after `.set(…)`, a chain of wretch. */
  derive?(client: HttpClient, method: string, args: readonly Value[]): HttpClient | undefined;
  /** Drafts the request of a call, or each of several; undefined if this call sends none. */
  draft(call: ClientCall): RequestDraft | readonly RequestDraft[] | undefined;
  /** Configurations that come from what was assigned to a client or called on it, later ones over earlier ones. */
  configurations?(client: HttpClient): Value[];
  /** Options by which the caller's own code may set headers before a request is sent. */
  hooks?: readonly HookModel[];
  /** The option that decides for which statuses the client throws; `null` and `false` mean none. */
  throwing?: string;
  /** How a request is completed by calls on it after it was made. */
  chain?: ChainModel;
}

/** An object of options with the given properties and no others. */
export function configuration(properties: Readonly<Record<string, Lazy>>): Value {
  return { kind: 'object', properties: new Map(Object.entries(properties)), open: false, node: undefined };
}
