import type { TSESLint } from '@typescript-eslint/utils';
import { klaviyo } from '../../src/vendors/klaviyo/index.ts';
import { mayNameRevision } from '../../src/vendors/klaviyo/sign.ts';
import { writesSnakeCaseAttribute } from '../../src/vendors/klaviyo/payloads.ts';
import { analyze as analyzeFor, type Analysis as VendorAnalysis } from '../vendor/analyze.ts';
import { type DroppedKey, droppedKeys } from './dropped-keys.ts';
import { mayHoldFilter, type SentFilter, sentFilters } from './filters/sent-filters.ts';
import { mayHoldPhoneNumber } from './phone-number.ts';
import { type SentPhoneNumber, sentPhoneNumbers } from './sent-phone-numbers.ts';
import { type SentRevision, sentRevisions } from './sent-revisions.ts';

type Context = Readonly<TSESLint.RuleContext<string, readonly unknown[]>>;

/** What rules can query about a file, of Klaviyo. */
export interface Analysis extends VendorAnalysis {
  /** The literals of this file that are sent to Klaviyo as a revision, by this file or, where it can be seen, by another. */
  revisions(): SentRevision[];
  /** The keys of this file that the SDK drops from a payload, passed to it by this file or, where it can be seen, by another. */
  droppedKeys(): DroppedKey[];
  /** The literals and values of this file that are sent to Klaviyo as a phone number, in the same way. */
  phoneNumbers(): SentPhoneNumber[];
  /** The filters of this file with an expression in quotes, in the same way. */
  filters(): SentFilter[];
}

/** A key in another case, or something that makes one. */
const MAY_DROP = /[_-][a-z\d$]*['"`]?\]?\s*[:=,}]|snake|camel|underscore|\\[ux]/i;
const MAY_NAME_FILTER = /filter|\\[ux]/i;
const MAY_NAME_PHONE = /phone|\\[ux]/i;
const DATE = /['"`]\d{4}-\d{2}-\d{2}/;

/** Prepares the queries for the file that a rule analyzes; all rules of a file share the results. */
export function analyze(context: Context): Analysis {
  const { text } = context.sourceCode;
  const analysis = analyzeFor(context, klaviyo);
  const { isAlone, sentIn } = analysis;
  return {
    ...analysis,
    revisions: () =>
      sentIn(sentRevisions, { mayBeHere: !isAlone || mayNameRevision(text), mayBeSentElsewhere: DATE.test(text) }),
    droppedKeys: () =>
      sentIn(droppedKeys, {
        mayBeHere: !isAlone || MAY_DROP.test(text),
        mayBeSentElsewhere: writesSnakeCaseAttribute(text),
      }),
    phoneNumbers: () =>
      sentIn(sentPhoneNumbers, {
        mayBeHere: !isAlone || MAY_NAME_PHONE.test(text),
        mayBeSentElsewhere: mayHoldPhoneNumber(text),
      }),
    filters: () =>
      sentIn(sentFilters, {
        mayBeHere: !isAlone || MAY_NAME_FILTER.test(text),
        mayBeSentElsewhere: mayHoldFilter(text),
      }),
  };
}
