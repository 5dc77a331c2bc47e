import { requireWebhookVerification } from '../../eslint-plugin/vendor/rules/require-webhook-verification.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { createRule } from '../create-rule.ts';

export default createRule(
  requireWebhookVerification(customerio, {
    docs: {
      description: "Require handlers of Customer.io's reporting webhooks to verify the deliveries",
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
      looksAt: 'named files',
    },
    messages: {
      unverified:
        "This handler takes what anybody sends it for an event of Customer.io's. Verify '{{signature}}' first, with 'verifyRequestSignature' of 'customerio-node' 5.2.0 or newer: HMAC-SHA256 under the signing key over 'v0:', the text of '{{timestamp}}', ':' and the raw body.",
      staticSecret:
        "This compares a secret that every request repeats, in a time that depends on how much of it is right. Verify '{{signature}}' instead.",
      variableTime:
        "This compares signatures in a time that depends on how much of them is equal, which helps to guess one. Compare with 'crypto.timingSafeEqual'.",
      useTimingSafeEqual: "Compare with 'timingSafeEqual', after the lengths.",
      parsedBody:
        'This verifies a body that was parsed before, and its bytes need not be those that Customer.io signed. Verify over the raw body, before anything parses it.',
      wrongHeader: "Customer.io sends no header '{{name}}', so this is never there. Read '{{rightName}}'.",
      useRightHeader: "Read '{{rightName}}'.",
      unsignedTimestamp:
        "This verifies the body without the timestamp, and Customer.io signs both. Sign 'v0:', the text of '{{timestamp}}', ':' and the raw body.",
      otherText:
        "Customer.io signs 'v0:', the text of '{{timestamp}}', ':' and the raw body, in this order. Sign the same text here.",
      otherEncoding:
        "Customer.io's signature is an HMAC-SHA256 in lowercase hexadecimal digits alone, so this code never equals it. Make it with 'sha256', write it as 'hex', and add no prefix.",
      uncheckedTimestamp:
        'Nothing compares the timestamp of the delivery with the time, so a recorded one can be sent again for ever. Refuse what is older than a few minutes.',
      ignoredResult:
        'Nothing looks at what this verification returns, so every delivery is accepted. Refuse the delivery where it is false.',
      writtenSecret:
        'The signing key of the webhook is written in the source, so anyone who reads it can forge deliveries. Read it from the environment, and set a new one.',
    },
  }),
);
