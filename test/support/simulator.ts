import { startSimulator as start } from '../../src/simulator/klaviyo/start-simulator.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulator/klaviyo/start-simulator.ts';

export { SCENARIOS } from '../../src/simulator/klaviyo/start-simulator.ts';
export type {
  RecordedRequest,
  ScenarioName,
  Simulator,
  SimulatorOptions,
} from '../../src/simulator/klaviyo/start-simulator.ts';

/** The simulator that users have; here it refuses nobody for being fast, so that no test has to wait. */
export function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  return start({ rateLimits: 'counted', ...options });
}
