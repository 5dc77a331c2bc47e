import type { Vendor } from '../vendor.ts';
import { type EndpointPath, locateEndpoint } from './endpoints.ts';
import { APIS, FORMER_HOSTS, HOSTS, REGIONS } from './hosts.ts';
import { limitOf, RATE_LIMITS } from './limits.ts';
import { findMethod, findOperation, type Operation, removedMethod } from './operations.ts';
import { mayBeSecret, SECRET_ARGUMENTS } from './secret-use.ts';
import { isPublicPart, isSecretVariable, mayBeKeyVariable } from './secret-variable.ts';
import { clientClass } from './sdk-classes.ts';
import { isSdkModule, SDK_PACKAGE } from './sdk-release.ts';
import { mentionsVendor } from './sign.ts';
import {
  isWebhookEvent,
  readWebhookHeader,
  VERIFY_FUNCTION,
  WEBHOOK_HEADERS,
  WEBHOOK_VERSION,
} from './webhook-headers.ts';

/** The end of a piece of a host, or the beginning of the next one. */
const PIECE = /customer\.?['"`$\\]|['"`}]\.io\b|\\[ux]/i;

const HOST_NAMES = [...APIS.flatMap(api => REGIONS.map(region => HOSTS[api][region])), ...Object.values(FORMER_HOSTS)];

/** Its short name counts only as a word of its own. */
function isNamedIn(text: string): boolean {
  return mentionsVendor(text) || /(?<![A-Za-z])(?:[Cc]io(?![a-z])|CIO(?![A-Z]))/.test(text);
}

export const customerio: Vendor<EndpointPath, Operation> = {
  id: 'customerio',
  name: 'Customer.io',
  mentions: mentionsVendor,
  mayNameApi: text => mentionsVendor(text) || PIECE.test(text),
  mayBeHost: (host, isWhole) => mentionsVendor(host) || (!isWhole && HOST_NAMES.some(name => name.startsWith(host))),
  // Basic and Bearer are everybody's.
  isOwnScheme: () => false,
  locate: url => locateEndpoint(url),
  isForServers: ({ api }) => api !== 'pipelines',
  findOperation: ({ api, path }, verb) => findOperation(api, verb, path),
  sdk: {
    package: SDK_PACKAGE,
    isModule: isSdkModule,
    constructedClass: clientClass,
    readyMadeClass: () => undefined,
    findMethod,
    callsApi: (apiClass, method) => (findMethod(apiClass, method) ?? removedMethod(apiClass, method)) !== undefined,
    // `CustomerIORequestError`.
    errorsHaveBody: true,
    errorsHaveHeaders: false,
    // Tried with customerio-node 5.2.0 on 2026-11-23: `TrackClient` and `APIClient` have it twice.
    keptArgument: exported => SECRET_ARGUMENTS[exported],
  },
  limits: {
    burstOf(operation) {
      const name = limitOf(operation);
      return name === undefined ? Infinity : Math.floor(RATE_LIMITS[name].requests / RATE_LIMITS[name].seconds) || 1;
    },
    bulkMethodFor: () => undefined,
    takesMany: ({ method }) => method === 'batch',
    mostPerPage: () => undefined,
  },
  keys: {
    isSecretVariable,
    mayBeKeyVariable,
    isPublicPart,
    isSecretPrefix: prefix => /^(?:CUSTOMER_?IO|CIO)(?:_?$|_(?:A|APP|T|TRACK)_?$)/.test(prefix),
    endsWithScheme: () => false,
    endsWithSharedScheme: text => /^$|\b(?:basic|bearer)\s+$|\bbasic\s+[^\s:]*:$/i.test(text),
    secretArgument: (_, apiClass) => SECRET_ARGUMENTS[apiClass() ?? ''],
    mayBeSecret,
    isForBrowsers: exported => !Object.hasOwn(SECRET_ARGUMENTS, exported) && exported !== 'default' && exported !== '*',
  },
  webhooks: {
    headers: WEBHOOK_HEADERS,
    readHeader: readWebhookHeader,
    signed: { prefix: `${WEBHOOK_VERSION}:`, separator: ':' },
    verifier: { name: VERIFY_FUNCTION, secret: 'signingSecret', body: 'body' },
    sign: /hmac|signature|hook|subtle|x-cio-/i,
    isNamedIn,
    isNamedBy: words => isNamedIn(words.join('-')),
    others: /klaviyo/,
    isTopic: isWebhookEvent,
    // Other vendors have events of the same names.
    isShownByTopic: false,
  },
};
