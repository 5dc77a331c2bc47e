import type { SimulateArguments } from './simulate-command.ts';

/** A vendor that can be simulated. */
export interface SimulatedVendor {
  scenarios: readonly string[];
  descriptions: Readonly<Record<string, string>>;
  /** Options that mean nothing for it. */
  unknownOptions: readonly (keyof SimulateArguments)[];
  start: (given: SimulateArguments) => Promise<RunningSimulator>;
}

/** A simulator that listens, and what is reported of it. */
export interface RunningSimulator {
  text: string;
  json: object;
  close: () => Promise<void>;
}
