import type { Sdk } from '../../../src/vendors/sdks.ts';
import type { Vendor, VendorOperation, VendorPlace, WebhookHeader } from '../../../src/vendors/vendor.ts';

/** A vendor that does not exist: one host, one method, one key, one limit, one signed delivery. */

const HOST = 'api.toymail.example';
const PACKAGE = 'toymail-node';
const CLIENT = 'ToymailClient';
const SEND: VendorOperation = { verb: 'POST', path: '/v1/messages' };
const HEADERS = { signature: 'X-Toymail-Signature', timestamp: 'X-Toymail-Timestamp' } as const;

/** How many messages it takes in a second. */
export const MOST_PER_SECOND = 30;

/** What its keys look like. */
export const KEY = /\btm_live_[0-9a-f]{24}\b/g;

function locate(url: string): VendorPlace | undefined {
  const [, host, path = ''] = /^https:\/\/([^/?#\0]+)([^?#]*)/.exec(url) ?? [];
  return host === HOST ? { path: path.replaceAll('\0', '*').replace(/\/$/, '') } : undefined;
}

function readHeader(name: string): { header: WebhookHeader; rightName?: string } | undefined {
  const [, kind] = /^x-toy-?mail-(signature|timestamp)$/i.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const header = kind.toLowerCase() as keyof typeof HEADERS;
  const rightName = HEADERS[header];
  return rightName.toLowerCase() === name.toLowerCase() ? { header } : { header, rightName };
}

function mentions(text: string): boolean {
  return /toy-?mail/i.test(text);
}

export const toymail: Vendor = {
  id: 'toymail',
  name: 'Toymail',
  mentions,
  mayNameApi: mentions,
  mayBeHost: (host, isWhole) => host === HOST || (!isWhole && HOST.startsWith(host)),
  isOwnScheme: () => false,
  locate,
  isForServers: () => true,
  findOperation: ({ path }, verb) => (path === SEND.path && (verb ?? SEND.verb) === SEND.verb ? SEND : undefined),
  sdk: {
    package: PACKAGE,
    isModule: specifier => specifier === PACKAGE,
    constructedClass: (_, path) => (path.at(-1) === CLIENT ? CLIENT : undefined),
    readyMadeClass: () => undefined,
    findMethod: (apiClass, method) => (apiClass === CLIENT && method === 'send' ? SEND : undefined),
    callsApi: (apiClass, method) => apiClass === CLIENT && method === 'send',
    errorsHaveBody: false,
    errorsHaveHeaders: false,
    keptArgument: () => undefined,
  },
  limits: {
    burstOf: () => MOST_PER_SECOND,
    bulkMethodFor: () => undefined,
    takesMany: () => false,
    mostPerPage: () => undefined,
  },
  keys: {
    isSecretVariable: name => /TOYMAIL_KEY$/.test(name),
    mayBeKeyVariable: name => /TOYMAIL_KEY$/.test(name),
    isSecretPrefix: prefix => /^TOYMAIL_(?:K|KEY)?$/.test(prefix),
    endsWithScheme: () => false,
    endsWithSharedScheme: text => /\bbearer\s+$/i.test(text),
    secretArgument: (_, apiClass) => (apiClass() === CLIENT ? 0 : undefined),
    isForBrowsers: () => false,
  },
  webhooks: {
    headers: HEADERS,
    readHeader,
    signed: { prefix: 'toy:', separator: '.' },
    sign: /hmac|signature|hook|x-toymail-/i,
    isNamedIn: mentions,
    isNamedBy: words => mentions(words.join('-')),
    others: /klaviyo|customer-?io/i,
    isTopic: text => text === 'message.bounced',
    isShownByTopic: false,
  },
};

export const TOYMAIL_SDK: Sdk = {
  vendor: 'toymail',
  vendorName: 'Toymail',
  package: PACKAGE,
  versions: ['1.0.0', '1.1.0', '2.0.0'],
  asksForNode: false,
};
