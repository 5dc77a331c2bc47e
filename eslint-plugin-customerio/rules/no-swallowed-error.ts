import { noSwallowedError } from '../../eslint-plugin/vendor/rules/no-swallowed-error.ts';
import { customerio } from '../../src/vendors/customerio/index.ts';
import { createRule } from '../create-rule.ts';

export default createRule(
  noSwallowedError(customerio, {
    docs: {
      description: 'Disallow Customer.io calls whose failures are hidden',
      preset: 'strict',
      severity: 'warning',
      since: '0.3.0',
    },
    messages: {
      empty:
        'When the call of Customer.io fails, nobody sees it, because this handler does nothing. Log or report the error, or let it through.',
      default:
        'When the call of Customer.io fails, it looks like an answer without data, because this handler only puts a default in its place. Log or report the error first, or let it through.',
      timeouts:
        'When Customer.io refuses the call, nobody sees it, because this handler only speaks of timeouts. Log or report every error, or throw the others on.',
      development:
        'When the call of Customer.io fails in production, nobody sees it, because this handler only speaks elsewhere. Log or report the error there, too, or let it through.',
      settled:
        "When a call of Customer.io fails, nobody sees it, because 'Promise.allSettled' never rejects and its results are not read. Log the results that are rejected.",
      dropped:
        'When the call of Customer.io fails, this call returns that it did, and nobody reads it. Check the result, and log or throw.',
      ignored:
        "When Customer.io refuses this call, nobody sees it, because 'fetch' does not throw and nothing looks at the status. Check 'ok' or 'status' of the response, and log or throw.",
      praised:
        "When Customer.io refuses this call, nobody sees it, because only a success is logged. Log or throw where 'ok' is false, too.",
      kept: "When Customer.io refuses this call, it looks like an answer without data, because a default stays in its place. Log or throw where 'ok' is false.",
      accepted:
        "When Customer.io refuses this call, nobody sees it, because its options accept every status and nothing looks at it. Check 'status' of the response, or leave that option out.",
      unheard:
        'When the call of Customer.io fails, nobody sees it, because the callback reads neither the error nor the response. Check both, and log or throw.',
    },
  }),
);
