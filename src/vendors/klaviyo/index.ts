import type { Vendor } from '../vendor.ts';
import { bulkMethodFor, takesMany } from './bulk-methods.ts';
import { type EndpointPath, isKlaviyoScheme, locateEndpoint } from './endpoints.ts';
import { API_URL } from './hosts.ts';
import { historyOf } from './method-history.ts';
import { findMethod, findOperation, type Operation } from './operations.ts';
import { mostPerPage } from './page-sizes.ts';
import { isPrivateKeyVariable, mayBePrivateKeyVariable } from './public-variable.ts';
import { apiClassNamed } from './sdk-classes.ts';
import { isSdkModule, SDK_PACKAGE } from './sdk-release.ts';
import { mayNameApi, mentionsVendor } from './sign.ts';
import { isInventedTopic, isWebhookTopic, readWebhookHeader, WEBHOOK_HEADERS } from './webhook-headers.ts';

export const klaviyo: Vendor<EndpointPath, Operation> = {
  id: 'klaviyo',
  name: 'Klaviyo',
  mentions: mentionsVendor,
  mayNameApi,
  mayBeHost: (host, isWhole) => mentionsVendor(host) || (!isWhole && API_URL.startsWith(`https://${host}`)),
  isOwnScheme: isKlaviyoScheme,
  locate: (url, { hasOwnScheme, isPathOwn, holes }) =>
    locateEndpoint(url, { hasKlaviyoScheme: hasOwnScheme, isPathOwn, holes }),
  isForServers: ({ audience }) => audience === 'private',
  findOperation: ({ path }, verb) => findOperation(verb, path),
  sdk: {
    package: SDK_PACKAGE,
    isModule: isSdkModule,
    constructedClass: (_, path) => apiClassNamed(path.at(-1) ?? ''),
    readyMadeClass: name => (/^[A-Z]/.test(name) ? apiClassNamed(name) : undefined),
    findMethod,
    callsApi: (apiClass, method) => (findMethod(apiClass, method) ?? historyOf(apiClass, method)) !== undefined,
    // Each class has it as the getter `basePath`, in every release of `klaviyo-api`.
    urlIn: (_, property) => (property === 'basePath' ? API_URL : undefined),
    // They are those of axios.
    errorsHaveBody: false,
    // Tried with klaviyo-api 23.0.0 and axios 1.21.1 on 2026-11-23: `JSON.stringify(error)` has `config.headers.Authorization`.
    errorsHaveHeaders: true,
    // Tried with klaviyo-api 23.0.0 on 2026-11-23: the session of a key, which objects of all classes have; not `GlobalApiKeySession`.
    keptArgument: exported => (/^ApiKeySession$|Api$/.test(exported) ? 0 : undefined),
  },
  limits: {
    burstOf: ({ limit }) => limit.burstPerSecond,
    bulkMethodFor: ({ sdk }) => sdk && bulkMethodFor(sdk.apiClass, sdk.method),
    takesMany: ({ sdk }) => sdk !== undefined && takesMany(sdk.apiClass, sdk.method),
    mostPerPage: ({ path }) => mostPerPage(path),
  },
  keys: {
    isSecretVariable: isPrivateKeyVariable,
    mayBeKeyVariable: mayBePrivateKeyVariable,
    isSecretPrefix: prefix => /^KLAVIYO(?:_?$|_P$|_PR)/.test(prefix),
    endsWithScheme: text => /\bklaviyo-api-key\s+$/i.test(text),
    secretArgument: name => (/^(?:Global)?ApiKeySession$/.test(name) ? 0 : undefined),
    isForBrowsers: () => false,
  },
  webhooks: {
    headers: WEBHOOK_HEADERS,
    readHeader: readWebhookHeader,
    signed: 'body, time',
    sign: /hmac|signature|hook|subtle|event:klaviyo\./i,
    isNamedIn: mentionsVendor,
    isNamedBy: words => words.includes('klaviyo'),
    others: /customerio/,
    isTopic: isWebhookTopic,
    isInventedTopic,
    isShownByTopic: true,
  },
};
