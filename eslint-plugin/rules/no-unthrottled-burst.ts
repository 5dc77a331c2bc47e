import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { createRule } from '../create-rule.ts';
import { noUnthrottledBurst } from '../vendor/rules/no-unthrottled-burst.ts';

export default createRule(
  noUnthrottledBurst(klaviyo, {
    docs: {
      description: "Disallow calling Klaviyo's API for all elements of a list at once",
      preset: 'strict',
      severity: 'warning',
      since: '0.2.1',
    },
    messages: {
      burst:
        "This calls '{{endpoint}}' for all elements at the same time, and Klaviyo allows {{burst}} a second and {{steady}} a minute. Let only a few calls run at once, for example with 'p-limit'.",
      burstWithBulk:
        "This calls '{{endpoint}}' for all elements at the same time, and Klaviyo allows {{burst}} a second and {{steady}} a minute. Send up to {{most}} at once with '{{bulk}}', or let only a few calls run at once.",
      burstOfUnknown:
        "This calls Klaviyo for all elements at the same time, and its endpoints allow 1 to 350 calls a second. Let only a few calls run at once, for example with 'p-limit'.",
    },
    dataOf: ({ verb, path, limit }) => ({
      endpoint: `${verb} ${path}`,
      burst: limit.burstPerSecond,
      steady: limit.steadyPerMinute,
    }),
  }),
);
