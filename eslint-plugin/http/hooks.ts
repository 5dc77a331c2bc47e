/** An option through which a client calls back before it sends. */
export interface HookModel {
  /** The option, such as `transformRequest`. */
  option: string;
}

/** The hooks of all clients, for one that is injected. */
export const ANY_HOOKS: readonly HookModel[] = [
  'hooks',
  'beforeSend',
  'beforeRequest',
  'onRequest',
  'transformRequest',
  'adapter',
].map(option => ({ option }));
