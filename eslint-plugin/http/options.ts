import type { TSESTree } from '@typescript-eslint/utils';
import {
  concatenate,
  alternativesOf,
  constantString,
  textFrom,
  textsOf,
  join,
  UNKNOWN,
  type Value,
} from '../values/value.ts';

export const URL_KEYS = ['url', 'uri', 'path', 'pathname', 'endpoint'];
export const BASE_KEYS = ['baseURL', 'baseUrl', 'prefixUrl', 'prefix', 'origin'];
const HOST_KEYS = ['hostname', 'host'];
export const BODY_KEYS = ['body', 'data', 'json', 'payload', 'form'];
export const VERB_KEYS = ['method', 'type'];

const ADDRESS_KEYS = [...URL_KEYS, ...BASE_KEYS, ...HOST_KEYS];

/** The option under the first of several names that an object has; undefined where it has none. */
export function option(options: Value | undefined, names: readonly string[]): Value | undefined {
  if (!options) return undefined;
  const found = alternativesOf(options).flatMap(choice => {
    if (choice.kind !== 'object') return [];
    const name = names.find(candidate => choice.properties.has(candidate));
    return name === undefined ? [] : [choice.properties.get(name)?.() ?? UNKNOWN];
  });
  return found.length > 0 ? join(found) : undefined;
}

/** Returns whether options may have properties that are not known. */
export function isOpen(options: Value | undefined): boolean {
  return options !== undefined && alternativesOf(options).some(({ kind }) => kind !== 'object' && kind !== 'nullish');
}

/** Options such as those of `.send({ name: 'x' })` name no address. */
export function hasNoAddress(options: Value): boolean {
  return options.kind === 'object' && !options.open && !ADDRESS_KEYS.some(key => options.properties.has(key));
}

/**
 * The password of `{ auth: { username, password } }`, `{ auth: { user, pass } }` and `{ username, password }`, and of Node's
 * `{ auth: 'user:password' }`.
 */
export function passwordIn(options: Value): Value | undefined {
  const auth = option(options, ['auth']);
  return option(auth ?? options, ['password', 'pass']) ?? (auth && passwordOfPair(auth));
}

function passwordOfPair(auth: Value): Value | undefined {
  const passwords = textsOf(auth).flatMap(({ kind, parts }): Value[] => {
    const colon = parts.findIndex(part => 'text' in part && part.text.includes(':'));
    const pair = parts[colon];
    if (!pair || !('text' in pair)) return [];
    const rest = pair.text.slice(pair.text.indexOf(':') + 1);
    return [{ kind, parts: [...(rest === '' ? [] : [{ ...pair, text: rest }]), ...parts.slice(colon + 1)] }];
  });
  return passwords.length > 0 ? join(passwords) : undefined;
}

/** The origin that `{ hostname, path }` of Node's `http.request` names. */
export function hostOf(options: Value | undefined, node: TSESTree.Node): Value | undefined {
  const host = option(options, HOST_KEYS);
  if (!host) return undefined;
  return join(
    textsOf(host).map(text =>
      /^\w+:\/\//.test(constantString(text) ?? '') ? text : concatenate([textFrom('https://', node), text]),
    ),
  );
}
