import { decide, type Branch } from './decision-tree.ts';
import { observe, type Observation } from './observation.ts';
import type { CodeUse } from './project-use.ts';
import { resourcesOf } from './code-impact.ts';
import { PRODUCTS } from './status-products.ts';
import { ratePage, type PageRating } from '../status-rating.ts';
import type { VendorAnswers } from './vendor-answers.ts';

/** The answers of the vendor, and what they come to for a code. */
export interface VendorJudgement {
  answers: VendorAnswers;
  page?: PageRating;
  seen: Observation;
  branch: Branch;
}

/** Rates the status page for a code, and walks the decision tree. */
export function judgeVendor(answers: VendorAnswers, code: CodeUse | undefined, now: Date): VendorJudgement {
  const page = answers.page && ratePage(answers.page, resourcesOf(code), now, PRODUCTS);
  const seen = observe(answers, page);
  return { answers, ...(page && { page }), seen, branch: decide(seen) };
}
