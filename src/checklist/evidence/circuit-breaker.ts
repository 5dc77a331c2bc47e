import { defineCollector } from '../define-collector.ts';
import { callsOf, importedPackages } from '../signs.ts';

const PACKAGES =
  /^(?:opossum|cockatiel|brakes|mollitia|hystrixjs|circuit-breaker-js|@nestjs\/circuit-breaker|levee)(?:\/|$)/;
const OWN = /^(?:new )?(?:.*\.)?(?:\w*[cC]ircuitBreaker\w*)$/;

export default defineCollector({
  id: 'circuit-breaker',
  description: 'a circuit breaker around the calls',
  *collect(facts) {
    yield* importedPackages(facts, { pattern: PACKAGES, says: 'opens a circuit while calls fail' });
    yield* callsOf(facts, OWN, callee => `'${callee}' looks like a circuit breaker.`);
  },
});
