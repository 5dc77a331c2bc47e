import { currentPlace, leanOn, startQuestion } from './remember.ts';

/**
 * Bounds how much is read for one question, so that any program ends soon: so many expressions, so deep, and so many calls
 * inside each other. One question is one visit of a rule to a node. All questions about one file together have a bound as well,
 * six times of what the largest of the known integrations takes; beyond it each has only few steps.
 */
const MOST_STEPS = 20_000;
const MOST_STEPS_OF_FILE = 200_000;
const FEW_STEPS = 200;
const DEEPEST = 200;
const DEEPEST_CALL = 12;

let steps = 0;
let depth = 0;
let calls: { callee: object; place: ReturnType<typeof currentPlace> }[] = [];
let ofFile = { steps: 0 };
const files = new WeakMap<object, { steps: number }>();

export const readBudget = {
  /** Starts a new question about a file, which is any object that stands for it. */
  renew(file: object): void {
    startQuestion();
    steps = 0;
    depth = 0;
    calls = [];
    ofFile = files.get(file) ?? { steps: 0 };
    files.set(file, ofFile);
  },
  /** Takes some steps; false when the budget is used up. */
  spend(cost = 1): boolean {
    steps += cost;
    ofFile.steps += cost;
    const isLeft = steps < (ofFile.steps < MOST_STEPS_OF_FILE ? MOST_STEPS : FEW_STEPS) && depth < DEEPEST;
    if (!isLeft) leanOn();
    return isLeft;
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
    const running = calls.find(call => call.callee === callee);
    const isAllowed = running === undefined && calls.length < DEEPEST_CALL;
    if (isAllowed) calls.push({ callee, place: currentPlace() });
    else leanOn(running?.place);
    return isAllowed;
  },
  leaveCall(): void {
    calls.pop();
  },
};
