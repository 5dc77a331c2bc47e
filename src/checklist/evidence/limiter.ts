import { defineCollector } from '../define-collector.ts';
import { callsOf, importedPackages, nearCode } from '../signs.ts';

const PACKAGES =
  /^(?:p-limit|p-queue|p-throttle|p-map|p-ratelimit|bottleneck|limiter|async-sema|async-mutex|promise-pool|@supercharge\/promise-pool|bullmq|bull|throttled-queue|promise-throttle|fastq|tiny-async-pool)$/;
const OWN =
  /^(?:new )?(?:.*\.)?(?:\w*(?:Semaphore|RateLimiter|TokenBucket|LeakyBucket|Throttler)|createLimiter|createThrottle|createSemaphore)$/;
/** What limits the jobs of Inngest and Trigger.dev. */
const JOBS = /^(?:inngest|@trigger\.dev\/sdk)(?:\/|$)/;
const SETTINGS = /^(?:throttle|rateLimit|concurrency|concurrencyLimit)$/;
const ASYNC_QUEUE = /^async\.(?:queue|priorityQueue|eachLimit|mapLimit|parallelLimit)$/;

export default defineCollector({
  id: 'limiter',
  description: 'a limiter or a queue with a limit before the calls',
  *collect(facts) {
    yield* importedPackages(facts, {
      pattern: PACKAGES,
      says: 'limits how many calls are under way, or how many begin',
    });
    yield* callsOf(facts, OWN, callee => `'${callee}' limits how many calls are under way, or how many begin.`);
    yield* callsOf(facts, ASYNC_QUEUE, callee => `'${callee}' limits how many calls are under way.`);
    for (const { path, imports, properties } of nearCode(facts))
      for (const { name, line } of properties)
        if (SETTINGS.test(name) && imports.some(({ specifier, isTypeOnly }) => !isTypeOnly && JOBS.test(specifier)))
          yield { message: `The setting '${name}' limits how often a job runs.`, path, line };
  },
});
