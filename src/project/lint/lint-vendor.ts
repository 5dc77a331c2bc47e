import { isSdkModule as isCustomerioSdk, SDK_PACKAGE as CUSTOMERIO_SDK } from '../../vendors/customerio/sdk-release.ts';
import { mayHoldServiceToken } from '../../vendors/customerio/keys.ts';
import { mentionsVendor, namesKeyShortly, usesVendor } from '../../vendors/customerio/sign.ts';
import {
  BEGINNING as CUSTOMERIO_BEGINNING,
  SERVER_ADDRESS as CUSTOMERIO_ADDRESS,
} from '../../vendors/customerio/hosts.ts';
import { BEGINNING as KLAVIYO_BEGINNING, SERVER_ADDRESS as KLAVIYO_ADDRESS } from '../../vendors/klaviyo/hosts.ts';
import { DIVIDED_ADDRESS as CUSTOMERIO_DIVIDED } from '../../vendors/customerio/divided-address.ts';
import {
  DIVIDED_ADDRESS as KLAVIYO_DIVIDED,
  NAMELESS_ADDRESS as KLAVIYO_NAMELESS,
} from '../../vendors/klaviyo/divided-address.ts';
import { isSdkModule as isKlaviyoSdk, SDK_PACKAGE as KLAVIYO_SDK } from '../../vendors/klaviyo/sdk-release.ts';
import { isPrivateKeyVariable, mayBePrivateKeyVariable } from '../../vendors/klaviyo/public-variable.ts';
import { isSecretVariable, mayBeKeyVariable } from '../../vendors/customerio/secret-variable.ts';
import { hidesName, isSigned } from '../../vendors/klaviyo/sign.ts';

/** What tells which files of a project the rules of a vendor are about. */
export interface LintVendor {
  /** What stands before the slash of the ids of its rules. */
  id: 'klaviyo' | 'customerio';
  /** Whether a file is of interest by itself. */
  isSigned(text: string): boolean;
  /** The host, the SDK, or a scheme of keys: what is defined here can reach the API, and so can what imports it. */
  reachesApi: RegExp;
  /** A host of the API, which takes secret keys, as code names it. */
  address: RegExp;
  /** The same where code of any language puts it together, behind its slashes. */
  dividedAddress: RegExp;
  /** Such a host in source, with something for a part of it, and that part as a text of its own; absent where hosts have no such part. */
  pieces?: { rest: RegExp; part: RegExp };
  /** A text that ends with the beginning of such a host, or of a secret key. */
  beginning: RegExp;
  /** A text that ends with the scheme of authorization that only this vendor has; absent where there is none. */
  scheme?: RegExp;
  /** Whether a text holds its name encoded; absent where that is not searched. */
  hidesName?: (text: string) => boolean;
  /** How the variables of its keys are called. */
  keyNames: {
    mayBeKey(name: string): boolean;
    isSecret(name: string): boolean;
    /** The beginnings of names, which files hold that have one. */
    signs: readonly string[];
  };
  /** What takes its webhooks, and may let another file verify them. */
  takesWebhooks: RegExp;
  /** The path of a file that answers its webhooks, which needs no other sign. */
  webhookRoute: RegExp;
  /** What a file without a sign must name to be of interest to a rule: what it passes to a wrapper, or a call that it may send itself. */
  ofInterest: RegExp;
  /** Whether a test without a sign is of interest where it imports what reaches the API. */
  followsTests: boolean;
  /** Whether a rule compares what files hold that do not import each other. */
  comparesFiles: boolean;
  /** Its name, as a file or a variable may have it. */
  name: RegExp;
  /** The package of its SDK. */
  sdkPackage: string;
  /** Whether a specifier names the SDK, or a file inside of its package. */
  isSdkModule(specifier: string): boolean;
  /** A package for browsers, whose exports take public keys only; absent where there is none. */
  browserPackage?: string;
  /** What a file has in it that gives a key to the SDK, where its errors, made into JSON, have it; absent where they have not. */
  errorsHaveKeyOf?: RegExp;
  /** The vendor's SDKs for other languages: what imports one, and what a text ends with where it takes a key next. */
  otherSdk: { imported: RegExp; key: RegExp };
  /** What must not reach the browser: the SDK, or the variable of a secret. */
  notForBrowsers: RegExp;
  /** The exports of the SDK that a file may export again without naming them. */
  sdkExport: RegExp;
  /** What a file has in it whose commands send something to the vendor, or that sets its keys: most manifests that name it only depend on its SDK. */
  isSentTo: RegExp;
}

export const KLAVIYO: LintVendor = {
  id: 'klaviyo',
  isSigned,
  reachesApi: /a\.klaviyo\.com|klaviyo-api/i,
  address: KLAVIYO_ADDRESS,
  dividedAddress: KLAVIYO_DIVIDED,
  pieces: { rest: KLAVIYO_NAMELESS, part: /['"`]klaviyo['"`]/i },
  beginning: KLAVIYO_BEGINNING,
  scheme: /(?:^|[^\w-])klaviyo-api-key\s$/i,
  hidesName,
  keyNames: {
    mayBeKey: mayBePrivateKeyVariable,
    isSecret: isPrivateKeyVariable,
    signs: ['KLAVIYO', 'klaviyo', 'Klaviyo'],
  },
  webhookRoute: /^(?=.*klaviyo)(?=.*hook).*(?:api|routes|functions|pages)\/.*\.[cm]?[jt]s$/is,
  takesWebhooks: /klaviyo-(?:signature|timestamp|webhook-id)|event:klaviyo\.|KLAVIYO_WEBHOOK/i,
  ofInterest: /profile|event|revision|klaviyo|fetch|axios|request|\.(?:get|post|put|patch|delete)\(/i,
  followsTests: true,
  comparesFiles: false,
  name: /klaviyo/i,
  sdkPackage: KLAVIYO_SDK,
  isSdkModule: isKlaviyoSdk,
  errorsHaveKeyOf: /\bApiKeySession\b|\bGlobalApiKeySettings\b/,
  otherSdk: {
    imported: /\b(?:from klaviyo_api import|import klaviyo_api)\b|\bKlaviyoAPI\\KlaviyoAPI\b/,
    key: /\bKlaviyoAPI\(\s*(?:api_?key\s*[=:]\s*)?\$?[\w.]{0,60}[[(]?['"]?$/i,
  },
  notForBrowsers:
    /['"/:]klaviyo-api['"/@?]|\benv\b[^\n]{0,40}KLAVIYO|KLAVIYO[^\n]{0,100}\benv\b|\b(?:import|require)\([^)\n]{0,60}klaviyo/i,
  sdkExport: /Api$|^(?:Global)?ApiKey|^Retry/,
  isSentTo: /klaviyo\.com|klaviyo-api-key/i,
};

/** A vendor whose rules run only where the code of a project uses it. */
export interface OtherVendor extends LintVendor {
  isUsedIn(text: string): boolean;
}

/** Arguments that stand before another one, of which each may be a call. */
const ARGUMENTS_BEFORE = String.raw`(?:(?:[^(),]{0,100}(?:\([^()]{0,100}\))?,){1,2})?`;

export const CUSTOMERIO: OtherVendor = {
  id: 'customerio',
  // Its rules only run where the code uses it.
  isSigned: text => mentionsVendor(text) || namesKeyShortly(text) || mayHoldServiceToken(text),
  isUsedIn: usesVendor,
  reachesApi: /customerio-node|customer\.io/i,
  webhookRoute: /^(?=.*customer[._-]?io)(?=.*hook).*(?:api|routes|functions|pages)\/.*\.[cm]?[jt]s$/is,
  address: CUSTOMERIO_ADDRESS,
  dividedAddress: CUSTOMERIO_DIVIDED,
  beginning: CUSTOMERIO_BEGINNING,
  keyNames: {
    mayBeKey: mayBeKeyVariable,
    isSecret: isSecretVariable,
    signs: ['CUSTOMERIO', 'CUSTOMER_IO', 'CIO_', 'customerio', 'customer_io', 'customerIo'],
  },
  takesWebhooks: /x-cio-(?:signature|timestamp)/i,
  ofInterest:
    /email|sms|push|message|notif|identif|customer|track|event|cio|send|apiclient|pipeline|fetch|axios|request|\.(?:get|post|put|patch|delete)\(/i,
  followsTests: false,
  comparesFiles: true,
  name: /customer[._-]?io/i,
  sdkPackage: CUSTOMERIO_SDK,
  isSdkModule: isCustomerioSdk,
  browserPackage: '@customerio/cdp-analytics-browser',
  otherSdk: {
    imported:
      /\b(?:from customerio import|import customerio)\b|"github\.com\/customerio\/go-customerio(?:\/v\d+)?"|\bCustomerio::(?:API)?Client\b/,
    key: new RegExp(
      String.raw`\b(?:CustomerIO|APIClient|customerio\.New(?:TrackClient|APIClient|CustomerIO)|Customerio::(?:API)?Client\.new)\(${ARGUMENTS_BEFORE}\s*(?:\w*key\s*=\s*)?[\w.]{0,60}[[(]?['"]?$`,
    ),
  },
  notForBrowsers:
    /['"/:]customerio-node['"/@?]|\benv\b[^\n]{0,40}(?:CUSTOMER_?IO|CIO)_|(?:CUSTOMER_?IO|CIO)_[^\n]{0,100}\benv\b|\b(?:import|require)\([^)\n]{0,60}customerio/i,
  sdkExport: /^(?:TrackClient|APIClient)$/,
  isSentTo: /customer\.io|sa_live_|(?:customer_?io|\bcio)_\w{0,30}(?:key|token|secret)/i,
};

export const OTHER_VENDORS: readonly OtherVendor[] = [CUSTOMERIO];

export const LINT_VENDORS: Readonly<Record<LintVendor['id'], LintVendor>> = {
  klaviyo: KLAVIYO,
  customerio: CUSTOMERIO,
};
