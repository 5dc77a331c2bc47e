import { mentionsVendor, usesVendor } from '../../vendors/customerio/sign.ts';
import { isSigned } from '../../vendors/klaviyo/sign.ts';

/** What tells which files of a project the rules of a vendor are about. */
export interface LintVendor {
  /** What stands before the slash of the ids of its rules. */
  id: 'klaviyo' | 'customerio';
  /** Whether a file is of interest by itself. */
  isSigned(text: string): boolean;
  /** The host, the SDK, or a scheme of keys: what is defined here can reach the API, and so can whoever imports it. */
  reachesApi: RegExp;
  /** What takes its webhooks, and may let another file verify them. */
  takesWebhooks: RegExp;
  /** What a file without a sign must name to be of interest to a rule: what it passes to a wrapper, or a call that it may send itself. */
  ofInterest: RegExp;
  /** Whether a test without a sign is of interest where it imports what reaches the API. */
  followsTests: boolean;
  /** Whether a rule compares what files hold that do not import each other. */
  comparesFiles: boolean;
  /** Its name, as a file or a variable may have it. */
  name: RegExp;
}

export const KLAVIYO: LintVendor = {
  id: 'klaviyo',
  isSigned,
  reachesApi: /a\.klaviyo\.com|klaviyo-api/i,
  takesWebhooks: /klaviyo-(?:signature|timestamp|webhook-id)|event:klaviyo\.|KLAVIYO_WEBHOOK/i,
  ofInterest: /profile|event|revision|klaviyo|fetch|axios|request|\.(?:get|post|put|patch|delete)\(/i,
  followsTests: true,
  comparesFiles: false,
  name: /klaviyo/i,
};

/** A vendor whose rules run only where the code of a project uses it. */
export interface OtherVendor extends LintVendor {
  isUsedIn(text: string): boolean;
}

export const CUSTOMERIO: OtherVendor = {
  id: 'customerio',
  isSigned: mentionsVendor,
  isUsedIn: usesVendor,
  reachesApi: /customerio-node|customer\.io/i,
  takesWebhooks: /x-cio-(?:signature|timestamp)/i,
  ofInterest:
    /email|sms|push|message|notif|identif|customer|track|event|cio|fetch|axios|request|\.(?:get|post|put|patch|delete)\(/i,
  followsTests: false,
  comparesFiles: true,
  name: /customer[._-]?io/i,
};

export const OTHER_VENDORS: readonly OtherVendor[] = [CUSTOMERIO];
