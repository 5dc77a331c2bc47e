import type { VendorSigns } from '../vendor-signs.ts';
import { isWebhookCode } from './webhook-code.ts';

export const KLAVIYO_SIGNS: VendorSigns = {
  name: 'Klaviyo',
  names: /klaviyo/i,
  sdkImport: /^klaviyo-api(?:\/|$)/,
  receivesWebhooks: isWebhookCode,
  variables: ['KLAVIYO'],
  statusPage: /^https?:\/\/status\.klaviyo\.com\b/i,
  statusCommand: /\b(?:curl|wget|xh|Invoke-(?:WebRequest|RestMethod))\b[^\n]{0,300}\bstatus\.klaviyo\.com/i,
  keyInput: 'klaviyo-private-key',
  githubSecret: /\$\{\{\s*secrets\.(\w*KLAVIYO\w*)\s*\}\}/i,
};
