/**
 * Bounds how much is read for one question, so that any program ends soon: so many expressions, and so deep.
 * One question is one visit of a rule to a node.
 */
const MOST_STEPS = 60_000;
const DEEPEST = 200;

let steps = 0;
let depth = 0;

export const readBudget = {
  /** Starts a new question. */
  renew(): void {
    steps = 0;
    depth = 0;
  },
  /** Takes one step; false when the budget is used up. */
  spend(): boolean {
    steps += 1;
    return steps < MOST_STEPS && depth < DEEPEST;
  },
  enter(): void {
    depth += 1;
  },
  leave(): void {
    depth -= 1;
  },
};
