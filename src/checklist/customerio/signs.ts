import type { VendorSigns } from '../vendor-signs.ts';
import { receivesWebhooks } from './webhook-code.ts';

export const CUSTOMERIO_SIGNS: VendorSigns = {
  name: 'Customer.io',
  names: /customer[._-]?io(?!n)|(?:^|[^a-z])cio(?![a-z])/i,
  sdkImport: /^customerio-node(?:\/|$)/,
  receivesWebhooks,
  variables: ['CUSTOMERIO', 'CUSTOMER_IO', 'CIO_'],
  statusPage: /^https?:\/\/status\.customerio\.com\b/i,
  statusCommand: /\b(?:curl|wget|xh|Invoke-(?:WebRequest|RestMethod))\b[^\n]{0,300}\bstatus\.customerio\.com/i,
  keyInput: 'customerio-app-key',
  githubSecret: /\$\{\{\s*secrets\.(\w*(?:CUSTOMER_?IO|CIO_)\w*)\s*\}\}/i,
};
