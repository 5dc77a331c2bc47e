/**
 * Bounds how much is read for one question, so that any program ends soon: so many expressions, so deep, and so many calls
 * inside each other. One question is one visit of a rule to a node.
 */
const MOST_STEPS = 20_000;
const DEEPEST = 200;
const DEEPEST_CALL = 12;

let steps = 0;
let depth = 0;
let calls: object[] = [];

export const readBudget = {
  /** Starts a new question. */
  renew(): void {
    steps = 0;
    depth = 0;
    calls = [];
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
  /** Reads something one level deeper; undefined when the budget is used up. */
  deeper<Answer>(read: () => Answer): Answer | undefined {
    if (!readBudget.spend()) return undefined;
    depth += 1;
    const answer = read();
    depth -= 1;
    return answer;
  },
  /** Starts to read what a function returns; false when calls are too deep, or the function calls itself. */
  enterCall(callee: object): boolean {
    if (calls.length >= DEEPEST_CALL || calls.includes(callee)) return false;
    calls.push(callee);
    return true;
  },
  leaveCall(): void {
    calls.pop();
  },
};
