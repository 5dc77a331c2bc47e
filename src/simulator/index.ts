/** The simulator for those outside of this folder: the command line, and tests of our users (`klaviyo-lint/simulator`). */
export { RATE_LIMITS, SCENARIOS, startSimulator } from './klaviyo/start-simulator.ts';
export { DESCRIPTIONS } from './klaviyo/scenario-descriptions.ts';
export { startCustomerio } from './customerio/start-customerio.ts';
export { CUSTOMERIO_SCENARIOS } from './customerio/scenarios.ts';
export { CUSTOMERIO_DESCRIPTIONS } from './customerio/scenario-descriptions.ts';
