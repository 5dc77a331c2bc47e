import * as customerio from './customerio/other-sdks.ts';
import { mentionsVendor as mentionsCustomerio } from './customerio/sign.ts';
import * as klaviyo from './klaviyo/other-sdks.ts';
import { mentionsVendor as mentionsKlaviyo } from './klaviyo/sign.ts';
import type { VendorId } from './sdks.ts';

/** By what the files of a repository are chosen that evidence about a vendor is looked for in. */
export interface EvidenceSigns {
  /** A text names the vendor. */
  mentions(text: string): boolean;
  /** A text reaches the API of the vendor by itself, from a server. */
  callsApi: RegExp;
  /** A text may hold what only collectors of this vendor look for. */
  mayShow: RegExp;
  /** E-mails of this vendor are written in Liquid, in files that the repository may hold. */
  hasTemplates: boolean;
  /** How code of other languages shows that it uses the vendor. */
  otherCode: {
    /** The API; scripts and pictures for pages may come from the same host. */
    host: RegExp;
    webhookHeader: RegExp;
    sdkImport: RegExp;
    declarations: typeof klaviyo.OTHER_SDK_DECLARATIONS;
  };
}

/** How scripts of the browser, folders and variables shorten the name. */
const SHORT_NAME = /(?<![a-z])_?cio(?:analytics)?\b/i;

export const EVIDENCE_SIGNS: Readonly<Record<VendorId, EvidenceSigns>> = {
  klaviyo: {
    mentions: mentionsKlaviyo,
    callsApi: /['"`]klaviyo-api(?:\/[^'"`]*)?['"`]|\ba\.klaviyo\.com(?!\/(?:client|media|onsite)\b)/i,
    mayShow: /klaviyo-|event:klaviyo|_learnq|company_id|klaviyo\.(?:com|js)|KLAVIYO_\w/i,
    hasTemplates: false,
    otherCode: {
      host: /\ba\.klaviyo\.com(?!\/(?:media|onsite)\b)/i,
      webhookHeader: /\bklaviyo[-_](?:signature|webhook[-_]id|timestamp)\b/i,
      sdkImport: klaviyo.OTHER_SDK_IMPORT,
      declarations: klaviyo.OTHER_SDK_DECLARATIONS,
    },
  },
  customerio: {
    mentions: text => mentionsCustomerio(text) || SHORT_NAME.test(text),
    callsApi: /['"`]customerio-node(?:\/[^'"`]*)?['"`]|\b(?:track|(?:beta-)?api|cdp)(?:-eu)?\.customer\.io\b/i,
    mayShow: /customerio|customer\.io|x-cio|message_data|\b_cio\b|rollout|percent/i,
    hasTemplates: true,
    otherCode: {
      host: /\b(?:track|(?:beta-)?api|cdp)(?:-eu)?\.customer\.io\b/i,
      webhookHeader: /\bx[-_]cio[-_](?:signature|timestamp)\b/i,
      sdkImport: customerio.OTHER_SDK_IMPORT,
      declarations: customerio.OTHER_SDK_DECLARATIONS,
    },
  },
};
