import { tell, type CliIo } from './cli-io.ts';
import { UsageError } from '../model/errors.ts';
import { printed } from '../reporters/printed.ts';
import type { RateLimits, ScenarioName, Simulator, SimulatorOptions } from '../simulator/klaviyo/start-simulator.ts';

export interface SimulateArguments {
  scenario: string;
  list?: boolean;
  format: (typeof SIMULATE_FORMATS)[number];
  port?: number;
  statusPort?: number;
  seed: number;
  key?: string;
  keyScopes?: string[];
  resources: number;
  rateLimits: RateLimits;
  slowMs: number;
  tick?: number;
  /** `YYYY-MM-DD`. */
  asOf: string;
}

export const SIMULATE_FORMATS = ['text', 'json'] as const;

/** Runs `klaviyo-lint simulate` until the process is terminated. @returns 0 @throws UsageError for what it cannot start with */
export async function runSimulateCommand(given: SimulateArguments, io: CliIo): Promise<number> {
  const { DESCRIPTIONS, SCENARIOS, startSimulator } = await import('../simulator/index.ts');
  if (given.list === true) {
    await io.writeOut(printed(SCENARIOS.map(name => `${name.padEnd(26)}${DESCRIPTIONS[name] ?? ''}`)));
    return 0;
  }
  const scenario = SCENARIOS.find(name => name === given.scenario);
  if (scenario === undefined)
    throw new UsageError("There is no such scenario. 'klaviyo-lint simulate --list' names them all.");
  const simulator = await started(() => startSimulator(optionsOf(given, scenario)));
  // Whoever reads the addresses may end the process at once.
  const interrupted = new Promise<void>(resolve => io.onInterrupt?.(resolve) ?? resolve());
  await io.writeOut(RENDERERS[given.format](given, simulator));
  await interrupted;
  await simulator.close();
  tell(io, 'The simulator has ended.');
  return 0;
}

function optionsOf(
  { tick, list: _list, format: _format, scenario: _name, ...given }: SimulateArguments,
  scenario: ScenarioName,
): SimulatorOptions {
  return { ...given, scenario, ...(tick !== undefined && { tickMs: tick }) };
}

async function started(start: () => Promise<Simulator>): Promise<Simulator> {
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

const RENDERERS = { text: renderText, json: renderJson };

/** A key that was given as an option is known to the caller, and is not repeated. */
function environmentOf(
  { key: given }: SimulateArguments,
  { apiUrl, statusUrl, key }: Simulator,
): Record<string, string> {
  return {
    ...(given === undefined && { KLAVIYO_PRIVATE_KEY: key }),
    KLAVIYO_LINT_API_URL: apiUrl,
    KLAVIYO_LINT_STATUS_URL: statusUrl,
  };
}

function renderText(given: SimulateArguments, simulator: Simulator): string {
  return printed([
    `A simulated Klaviyo, scenario '${given.scenario}', seed ${given.seed}. Ctrl-C ends it.`,
    '',
    `API           ${simulator.apiUrl}`,
    `Status page   ${simulator.statusUrl}`,
    `Control       ${simulator.controlUrl}`,
    `Private key   ${given.key === undefined ? simulator.key : 'the one you gave'}`,
    '',
    'For klaviyo-lint preflight:',
    ...Object.entries(environmentOf(given, simulator)).map(([name, value]) => `  export ${name}=${value}`),
  ]);
}

/** One line, so that a reader knows when it is whole. */
function renderJson(given: SimulateArguments, simulator: Simulator): string {
  const { scenario, seed, key } = given;
  const { apiUrl, statusUrl, controlUrl } = simulator;
  return printed([
    JSON.stringify({
      schemaVersion: 1,
      scenario,
      seed,
      apiUrl,
      statusUrl,
      controlUrl,
      ...(key === undefined && { key: simulator.key }),
      environment: environmentOf(given, simulator),
    }),
  ]);
}
