import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { registrationProblems } from '../klaviyo/webhooks/registration.ts';
import { requireWebhookVerification } from '../vendor/rules/require-webhook-verification.ts';

export default createRule(
  requireWebhookVerification(klaviyo, {
    docs: {
      description: "Require handlers of Klaviyo's webhooks to verify the deliveries",
      preset: 'strict',
      severity: 'warning',
      looksAt: 'named files',
      since: '0.2.1',
    },
    messages: {
      unverified:
        "This handler takes what anybody sends it for an event of Klaviyo's. Verify '{{signature}}' first: HMAC-SHA256 under the webhook's secret over the raw body with '{{timestamp}}' appended.",
      staticSecret:
        "This compares a secret that every request repeats, in a time that depends on how much of it is right. Verify '{{signature}}', or for a flow's webhook, which is not signed, compare with 'timingSafeEqual'.",
      variableTime:
        "This compares signatures in a time that depends on how much of them is equal, which helps to guess one. Compare with 'crypto.timingSafeEqual'.",
      useTimingSafeEqual: "Compare with 'timingSafeEqual', after the lengths.",
      parsedBody:
        'This signs a body that was parsed before, and its bytes need not be those that Klaviyo signed. Verify over the raw body, before anything parses it.',
      wrongHeader: "Klaviyo sends no header '{{name}}', so this is never there. Read '{{rightName}}'.",
      useRightHeader: "Read '{{rightName}}'.",
      unsignedTimestamp:
        "This verifies the body without the timestamp, and Klaviyo signs both. Append the text of '{{timestamp}}' to the raw body.",
      otherText:
        "Klaviyo signs the raw body with the text of '{{timestamp}}' appended, and nothing between. Sign the same text here.",
      otherEncoding:
        "Klaviyo's signature is an HMAC-SHA256 in lowercase hexadecimal digits alone, so this code never equals it. Make it with 'sha256', write it as 'hex', and add no prefix.",
      uncheckedTimestamp:
        "Nothing compares the timestamp of the delivery with the time, so a recorded one can be sent again for ever. Refuse what is older than Klaviyo's retries, two days.",
      ignoredResult:
        'Nothing looks at what this verification returns, so every delivery is accepted. Refuse the delivery where it is false.',
      writtenSecret:
        'The secret of the webhook is written in the source, so anyone who reads it can forge deliveries. Read it from the environment, and set a new one.',
      insecureUrl: "Klaviyo delivers to https addresses only. Register the address of the handler with 'https:'.",
    },
    problemsOf: registrationProblems,
  }),
);
