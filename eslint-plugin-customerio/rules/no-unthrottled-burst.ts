import { noUnthrottledBurst } from '../../eslint-plugin/vendor/rules/no-unthrottled-burst.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { limitOf, RATE_LIMITS } from '../../src/vendors/customerio/limits.ts';
import { createRule } from '../create-rule.ts';

export default createRule(
  noUnthrottledBurst(customerio, {
    docs: {
      description: "Disallow calling Customer.io's APIs for all elements of a list at once",
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    messages: {
      burst:
        "This calls '{{endpoint}}' for all elements at the same time, and Customer.io allows {{limit}}. Let only a few calls run at once, for example with 'p-limit'.",
      burstWithBulk:
        "This calls '{{endpoint}}' for all elements at the same time, and Customer.io allows {{limit}}. Send up to {{most}} at once with '{{bulk}}', or let only a few calls run at once.",
      burstOfUnknown:
        "This calls Customer.io for all elements at the same time, and its APIs allow 10 to 100 calls a second. Let only a few calls run at once, for example with 'p-limit'.",
    },
    dataOf(operation) {
      const name = limitOf(operation);
      const { requests, seconds } = RATE_LIMITS[name ?? 'app'];
      return {
        endpoint: `${operation.verb} ${operation.path}`,
        limit: seconds === 1 ? `${requests} a second` : `${requests} in ${seconds} seconds`,
      };
    },
  }),
);
