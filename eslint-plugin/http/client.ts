import {
  type ExternalMemberValue,
  type ExternalCallValue,
  type ExternalValue,
  UNKNOWN,
  type Value,
} from '../values/value.ts';
import type { ClientModel, HttpClient } from './client-model.ts';
import { mayBeClient, modelFrom } from './clients/index.ts';

export interface ClientUse {
  client: HttpClient;
  /** What is read off the client: `''` is the client itself, `post` its method, `paginate.all` a method of a member. */
  method: string;
}

/** Returns which client a value is or belongs to, and which of its members the value is. */
export function clientUse(value: Value): ClientUse | undefined {
  switch (value.kind) {
    case 'external':
      return useOfSymbol(value);
    case 'externalMember':
      return useOfMember(value);
    case 'externalCall':
      return useOfResult(value);
    default:
      return undefined;
  }
}

function useOfSymbol({ module = '', path, mutations: writes = [] }: ExternalValue): ClientUse | undefined {
  if (!mayBeClient(module, path[0])) return undefined;
  for (let length = path.length; length >= 0; length -= 1) {
    const name = [module, ...(length > 0 ? [path.slice(0, length).join('.')] : [])].join('#');
    const model = modelFrom(name);
    if (!model) continue;
    const members = path.slice(length).filter(member => !isSameClient(model, member));
    return {
      client: { name: name.replace(/^#/, ''), model, defaults: [], mutations: writes },
      method: members.join('.'),
    };
  }
  return undefined;
}

function useOfMember({ object, name }: ExternalMemberValue): ClientUse | undefined {
  const use = clientUse(object);
  if (!use || isSameClient(use.client.model, name)) return use;
  return { ...use, method: use.method === '' ? name : `${use.method}.${name}` };
}

/** A client is also in its own default export. */
function isSameClient({ aliases = [] }: ClientModel, member: string): boolean {
  return member === 'default' || aliases.includes(member);
}

function useOfResult(value: ExternalCallValue): ClientUse | undefined {
  const use = clientUse(value.callee);
  if (!use) return decorated(value);
  const client = madeBy(use, value);
  return client && { client: { ...client, mutations: [...client.mutations, ...(value.mutations ?? [])] }, method: '' };
}

function madeBy({ client, method }: ClientUse, { args, constructed }: ExternalCallValue): HttpClient | undefined {
  const { factories = [], derive } = client.model;
  const isMade = (constructed && method === '') || factories.includes(method);
  return isMade ? { ...client, defaults: [...client.defaults, ...args] } : derive?.(client, method, args);
}

/** `rateLimit(axios.create(…))`, `fetchRetry(fetch)`: what a package makes of a client is that client. */
function decorated(value: ExternalCallValue): ClientUse | undefined {
  if (value.constructed) return undefined;
  const [inner] = value.args.flatMap(argument =>
    argument.kind === 'external' || argument.kind === 'externalCall' ? (clientUse(argument) ?? []) : [],
  );
  if (inner?.method !== '') return undefined;
  const { client } = inner;
  const defaults = mayAddHeaders(value) ? [...client.defaults, UNKNOWN] : client.defaults;
  return { client: { ...client, defaults, mutations: [...client.mutations, ...(value.mutations ?? [])] }, method: '' };
}

/** A function of the project that is not in sight, or one that is given headers or a callback. */
function mayAddHeaders({ callee, args }: ExternalCallValue): boolean {
  const isOfPackage =
    callee.kind === 'external' && callee.module !== undefined && /^(?:@[a-z]|[a-z])/.test(callee.module);
  return !isOfPackage || args.some(isAboutHeaders);
}

function isAboutHeaders(argument: Value): boolean {
  if (argument.kind === 'object') return argument.properties.has('headers');
  return argument.kind === 'function' || argument.kind === 'unknown';
}
