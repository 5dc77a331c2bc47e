import { printed } from '../reporters/printed.ts';
import type { ScenarioName, Simulator } from '../simulator/klaviyo/start-simulator.ts';
import type { SimulateArguments } from './simulate-command.ts';
import type { RunningSimulator, SimulatedVendor } from './simulated-vendor.ts';

/** Klaviyo for `klaviyo-lint simulate`. */
export async function simulatedKlaviyo(): Promise<SimulatedVendor> {
  const { DESCRIPTIONS, SCENARIOS, startSimulator } = await import('../simulator/index.ts');
  return {
    scenarios: SCENARIOS,
    descriptions: DESCRIPTIONS,
    unknownOptions: ['region'],
    start: async given => {
      const { seed, key, keyScopes, resources, rateLimits, slowMs, asOf, tick, port, statusPort } = given;
      const simulator = await startSimulator({
        scenario: given.scenario as ScenarioName,
        seed,
        resources,
        rateLimits,
        slowMs,
        asOf,
        ...(key !== undefined && { key }),
        ...(keyScopes !== undefined && { keyScopes }),
        ...(tick !== undefined && { tickMs: tick }),
        ...(port !== undefined && { port }),
        ...(statusPort !== undefined && { statusPort }),
      });
      return running(given, simulator);
    },
  };
}

function running(given: SimulateArguments, simulator: Simulator): RunningSimulator {
  const { scenario, seed, key } = given;
  const { apiUrl, statusUrl, controlUrl } = simulator;
  const environment = environmentOf(given, simulator);
  return {
    text: printed([
      `A simulated Klaviyo, scenario '${scenario}', seed ${seed}. Ctrl-C ends it.`,
      '',
      `API           ${apiUrl}`,
      `Status page   ${statusUrl}`,
      `Control       ${controlUrl}`,
      `Private key   ${key === undefined ? simulator.key : 'the one you gave'}`,
      '',
      'For klaviyo-lint preflight:',
      ...Object.entries(environment).map(([name, value]) => `  export ${name}=${value}`),
    ]),
    json: {
      schemaVersion: 1,
      scenario,
      seed,
      apiUrl,
      statusUrl,
      controlUrl,
      ...(key === undefined && { key: simulator.key }),
      environment,
    },
    close: () => simulator.close(),
  };
}

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
