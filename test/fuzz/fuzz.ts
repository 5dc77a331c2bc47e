import fc, { type Arbitrary } from 'fast-check';
import { test } from 'vitest';

/** Set to fuzz for longer than in CI: seconds for each fuzzer, from a seed that is new each time and told. */
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 0);
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_121);

/** No case may need more processor time than this, however busy the machine is; most need some milliseconds. */
const MOST_CPU_SECONDS = 30;

export interface FuzzOptions<Case> {
  cases: Arbitrary<Case>;
  /** Enough for a few seconds. */
  runs: number;
  /** @returns the promises that a case broke, one sentence each */
  broken(value: Case): Promise<string[]>;
}

/**
 * Declares a test that makes up cases and asks what each breaks. The same cases in CI every time; with `FUZZ_SECONDS=600`
 * others, for as long, and a failure tells the seed that repeats it with `FUZZ_SEED`.
 */
export function fuzz<Case>(name: string, { cases, runs, broken }: FuzzOptions<Case>): void {
  const length =
    SECONDS > 0
      ? {
          numRuns: 1e9,
          interruptAfterTimeLimit: SECONDS * 1000,
          seed: process.env['FUZZ_SEED'] ? SEED : Date.now() % 2 ** 31,
        }
      : { numRuns: runs, seed: SEED };
  test(name, { timeout: (SECONDS + 120) * 1000 }, async () => {
    let count = 0;
    const property = fc.asyncProperty(cases, async value => {
      count += 1;
      const before = process.cpuUsage();
      const problems = await broken(value);
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1e6 > MOST_CPU_SECONDS)
        problems.push(`It took more than ${MOST_CPU_SECONDS} s of processor time.`);
      if (problems.length > 0) throw new Error(problems.join('\n'));
    });
    await fc.assert(property, { ...length, verbose: false, includeErrorInReport: true });
    if (SECONDS > 0) process.stderr.write(`${name}: ${count} cases from seed ${length.seed}\n`);
  });
}
