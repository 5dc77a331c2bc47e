/** The simulator of our tests is the one that users have. */
export { SCENARIOS, startSimulator } from '../../src/simulator/start-simulator.ts';
export type { RecordedRequest, ScenarioName, Simulator, SimulatorOptions } from '../../src/simulator/start-simulator.ts';
