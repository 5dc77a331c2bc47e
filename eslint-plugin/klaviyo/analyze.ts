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
const mayDrop = (text: string): boolean => MAY_DROP.test(text);
const mayNameFilter = (text: string): boolean => MAY_NAME_FILTER.test(text);
const mayNamePhone = (text: string): boolean => MAY_NAME_PHONE.test(text);
const DATE = /['"`]\d{4}-\d{2}-\d{2}/;

const analyses = new WeakMap<VendorAnalysis, Analysis>();

/** Prepares the queries for the file that a rule analyzes; all rules of a file share the results. */
export function analyze(context: Context): Analysis {
  const analysis = analyzeFor(context, klaviyo);
  const known = analyses.get(analysis) ?? withQueries(analysis);
  analyses.set(analysis, known);
  return known;
}

function withQueries(analysis: VendorAnalysis): Analysis {
  const { text } = analysis.module;
  const { mayHold, sentIn } = analysis;
  return {
    ...analysis,
    revisions: () =>
      sentIn(sentRevisions, { mayBeHere: mayHold(mayNameRevision), mayBeSentElsewhere: () => DATE.test(text) }),
    droppedKeys: () =>
      sentIn(droppedKeys, {
        mayBeHere: mayHold(mayDrop),
        mayBeSentElsewhere: () => writesSnakeCaseAttribute(text),
      }),
    phoneNumbers: () =>
      sentIn(sentPhoneNumbers, {
        mayBeHere: mayHold(mayNamePhone),
        mayBeSentElsewhere: () => mayHoldPhoneNumber(text),
      }),
    filters: () =>
      sentIn(sentFilters, {
        mayBeHere: mayHold(mayNameFilter),
        mayBeSentElsewhere: () => mayHoldFilter(text),
      }),
  };
}
