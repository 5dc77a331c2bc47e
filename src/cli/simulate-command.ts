import { tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import { printed } from '../reporters/printed.ts';
import type { RateLimits } from '../simulator/klaviyo/start-simulator.ts';
import { simulatedCustomerio } from './simulate-customerio.ts';
import { simulatedKlaviyo } from './simulate-klaviyo.ts';
import type { RunningSimulator } from './simulated-vendor.ts';

export interface SimulateArguments {
  vendor: (typeof SIMULATED_VENDORS)[number];
  scenario: string;
  list?: boolean;
  format: (typeof SIMULATE_FORMATS)[number];
  port?: number;
  statusPort?: number;
  seed: number;
  key?: string;
  keyScopes?: string[];
  region?: 'us' | 'eu';
  resources: number;
  rateLimits: RateLimits;
  slowMs: number;
  tick?: number;
  /** `YYYY-MM-DD`. */
  asOf: string;
}

export const SIMULATE_FORMATS = ['text', 'json'] as const;
export const SIMULATED_VENDORS = ['klaviyo', 'customerio'] as const;

const VENDORS = { klaviyo: simulatedKlaviyo, customerio: simulatedCustomerio };

/** Runs `klaviyo-lint simulate` until the process is terminated. @returns 0 @throws UsageError for what it cannot start with */
export async function runSimulateCommand(given: SimulateArguments, io: CliIo): Promise<number> {
  const { scenarios, descriptions, unknownOptions, start } = await VENDORS[given.vendor]();
  if (given.list === true) {
    await io.writeOut(printed(scenarios.map(name => `${name.padEnd(26)}${descriptions[name] ?? ''}`)));
    return 0;
  }
  const unknown = unknownOptions.find(name => given[name] !== undefined);
  if (unknown !== undefined)
    throw new UsageError(`'${spelled(unknown)}' is no option for the vendor '${given.vendor}'. Leave it out.`);
  if (!scenarios.includes(given.scenario))
    throw new UsageError("There is no such scenario. 'klaviyo-lint simulate --list' names them all.");
  const simulator = await started(() => start(given));
  // The reader of the addresses may end the process at once.
  const interrupted = new Promise<void>(resolve => io.onInterrupt?.(resolve) ?? resolve());
  // JSON is one line, so that a reader knows when it is whole.
  await io.writeOut(given.format === 'json' ? printed([JSON.stringify(simulator.json)]) : simulator.text);
  await interrupted;
  await simulator.close();
  tell(io, 'The simulator has ended.');
  return 0;
}

async function started(start: () => Promise<RunningSimulator>): Promise<RunningSimulator> {
  try {
    return await start();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error) || (error.code !== 'EADDRINUSE' && error.code !== 'EACCES'))
      throw error;
    throw new UsageError(
      'A port that was asked for cannot be had. Choose another one, or leave it out for a free one.',
    );
  }
}

/** `keyScopes` as `--key-scopes`. */
function spelled(option: string): string {
  return `--${option.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}
