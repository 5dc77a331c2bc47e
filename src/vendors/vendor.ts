/** What a vendor is to the engine: facts and questions about them, all that is not the same for every vendor. */

/** A place of a vendor's API that a URL leads to; each vendor adds what it tells of it. */
export interface VendorPlace {
  /** `/api/profiles/*`, without query and trailing slash; `*` is an unknown segment, `**` an unknown rest or beginning. */
  path: string;
}

/** An operation of a vendor's API. */
export interface VendorOperation {
  /** In capitals. */
  verb: string;
  /** As the vendor writes it: `/api/profiles/{id}/lists`. */
  path: string;
}

/** What shows, beside its URL, where a request goes. */
export interface UrlEvidence {
  /** It carries a scheme of authorization that only this vendor has. */
  hasOwnScheme: boolean;
  /** A URL that is only a path means the server that the code itself runs on. */
  isPathOwn: boolean;
  /** How the source names the unknown parts of the URL, in their order; none where the URL may also be another. */
  holes: readonly string[];
}

/** How a vendor takes many of something with one request. */
export interface BulkMethod {
  /** Such as `EventsApi.bulkCreateEvents`. */
  name: string;
  /** How many it takes. */
  most: number;
}

/** The vendor's SDK for Node. */
export interface VendorSdk<Operation extends VendorOperation = VendorOperation> {
  package: string;
  /** Whether a specifier names the SDK, or a file inside of its package. */
  isModule(specifier: string | undefined): boolean;
  /** The class that an export stands for when it is constructed; undefined for none. @param path of the export; empty for the module itself */
  constructedClass(module: string, path: readonly string[]): string | undefined;
  /** The class of the object that is exported ready-made under a name; undefined for none. */
  readyMadeClass(name: string): string | undefined;
  /** What a method calls; undefined for one that the newest release lacks. */
  findMethod(apiClass: string, method: string): Operation | undefined;
  /** Whether a method calls the API, in any release. What only prepares something does not. */
  callsApi(apiClass: string, method: string): boolean;
  /** The URL of the API that objects of a class have as a property; undefined for other properties. Absent where none has. */
  urlIn?(apiClass: string, property: string): string | undefined;
  /** Whether its errors have what the API answered as `body`. */
  errorsHaveBody: boolean;
  /** Whether its errors, made into JSON, have the headers of the request, and so the key. */
  errorsHaveHeaders: boolean;
  /** Which argument the objects of a class have in their JSON: a key, or an object with one. @param exported the name of the class */
  keptArgument(exported: string): number | undefined;
}

/** How often operations may be called, as far as rules need it. */
export interface VendorLimits<Operation extends VendorOperation = VendorOperation> {
  /** How many calls at once are no burst; `Infinity` where no limit is published. */
  burstOf(operation: Operation): number;
  /** The method that does for many what an operation does for one, or the same where it takes a list; undefined if there is none. */
  bulkMethodFor(operation: Operation): BulkMethod | undefined;
  /** Whether an operation takes many of something with one request. */
  takesMany(operation: Operation): boolean;
  /** How many elements a page of what an operation lists has at most, where that is known. */
  mostPerPage(operation: Operation): number | undefined;
}

/** What a header of a delivery tells. */
export type WebhookHeader = 'id' | 'signature' | 'timestamp';

/** How a vendor signs what it delivers: an HMAC-SHA256 in lower-case hexadecimal, over a text. */
export interface VendorWebhooks {
  /** The names of the headers; those that the vendor does not send are absent. */
  headers: Partial<Record<WebhookHeader, string>> & Record<'signature' | 'timestamp', string>;
  /** Reads a header's name, in any case, as one of a delivery; with the right name where it is one that the vendor does not send. */
  readHeader(name: string): { header: WebhookHeader; rightName?: string } | undefined;
  /** What is signed: the raw body with the time behind it, or a prefix, the time, a separator and the raw body. */
  signed: 'body, time' | { prefix: string; separator: string };
  /** The function of the SDK that tells whether a signature is right, and which of its options are the signing key and the raw body. */
  verifier?: { name: string; secret: string; body: string };
  /** What files about deliveries hold. */
  sign: RegExp;
  /** Returns whether a text, such as a path or the name of a variable, names the vendor. */
  isNamedIn(text: string): boolean;
  /** The same for the words of a function's name, in lower case. */
  isNamedBy(words: readonly string[]): boolean;
  /** The other vendors of this list, in a path. */
  others: RegExp;
  /** Whether a text is what identifies a delivery. */
  isTopic(text: string): boolean;
  /** Whether a text is what code may take for such a topic, though the vendor has none of that name. */
  isInventedTopic?(text: string): boolean;
  /** Whether to decide by topics shows by itself that deliveries of the vendor are answered. */
  isShownByTopic: boolean;
}

/** How a vendor's secret keys are known where code reads them. */
export interface VendorKeys {
  /** Decides by its name whether a variable holds a secret. */
  isSecretVariable(name: string): boolean;
  /** The same, where one that may also hold something public counts, such as `…_API_KEY`; other secrets than keys of the API do not. */
  mayBeKeyVariable(name: string): boolean;
  /** Decides by its name whether a variable holds what may be public, though it is sent beside a secret. */
  isPublicPart?(name: string): boolean;
  /** Returns whether variables whose names begin so are published where a setting publishes all that have the prefix. */
  isSecretPrefix(prefix: string): boolean;
  /** Returns whether a text ends with a scheme that only this vendor has, so that a secret follows. */
  endsWithScheme(text: string): boolean;
  /** The same for any scheme that the vendor takes, in requests to its servers. */
  endsWithSharedScheme?(text: string): boolean;
  /** Which argument of a construction is a secret. @param name how the class is called there @param apiClass the class of the SDK that it is */
  secretArgument(name: string, apiClass: () => string | undefined): number | undefined;
  /** Whether a text that is used as a secret may be one, and no placeholder; absent where keys are known by how they look. */
  mayBeSecret?(text: string): boolean;
  /** Whether something that the SDK exports may be used in a browser. */
  isForBrowsers(exported: string): boolean;
}

export interface Vendor<Place extends VendorPlace = VendorPlace, Operation extends VendorOperation = VendorOperation> {
  /** The namespace of the rules, and the name of their settings. */
  id: string;
  /** For messages. */
  name: string;
  /** Returns whether a text names the vendor: in a host, a package, a variable or a header. Nothing else can reach its API by itself. */
  mentions(text: string): boolean;
  /** Returns whether a text may hold a host of the API, or a piece of one. Without, no call in it is known to go there but those of the SDK. */
  mayNameApi(text: string): boolean;
  /** Returns whether a host may be one of the vendor's. @param isWhole nothing follows that belongs to it */
  mayBeHost(host: string, isWhole: boolean): boolean;
  /** Returns whether the value of an `Authorization` header has a scheme that only this vendor has. @param authorization with holes */
  isOwnScheme(authorization: string): boolean;
  /** The place that a URL leads to; undefined when it leads elsewhere or that is not known. @param url with `\0` for each unknown part */
  locate(url: string, evidence: UrlEvidence): Place | undefined;
  /** Returns whether a place is for servers, with credentials that are secret. */
  isForServers(place: Place): boolean;
  /** The operation of a place; undefined for none, and where several are possible. */
  findOperation(place: Place, verb: string | undefined): Operation | undefined;
  sdk: VendorSdk<Operation>;
  limits: VendorLimits<Operation>;
  keys: VendorKeys;
  webhooks: VendorWebhooks;
}
