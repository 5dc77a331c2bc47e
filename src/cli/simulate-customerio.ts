import { printed } from '../reporters/printed.ts';
import type { CustomerioScenarioName } from '../simulator/customerio/scenarios.ts';
import type { CustomerioSimulator } from '../simulator/customerio/start-customerio.ts';
import type { SimulateArguments } from './simulate-command.ts';
import type { RunningSimulator, SimulatedVendor } from './simulated-vendor.ts';

/** Customer.io for `klaviyo-lint simulate --vendor customerio`. */
export async function simulatedCustomerio(): Promise<SimulatedVendor> {
  const { CUSTOMERIO_DESCRIPTIONS, CUSTOMERIO_SCENARIOS, startCustomerio } = await import('../simulator/index.ts');
  return {
    scenarios: CUSTOMERIO_SCENARIOS,
    descriptions: CUSTOMERIO_DESCRIPTIONS,
    unknownOptions: ['key', 'keyScopes', 'statusPort'],
    start: async given => {
      const { seed, resources, rateLimits, slowMs, asOf, tick, port, region } = given;
      const simulator = await startCustomerio({
        scenario: given.scenario as CustomerioScenarioName,
        seed,
        resources,
        rateLimits,
        slowMs,
        asOf,
        ...(tick !== undefined && { tickMs: tick }),
        ...(port !== undefined && { port }),
        ...(region !== undefined && { region }),
      });
      return running(given, simulator);
    },
  };
}

function running(given: SimulateArguments, simulator: CustomerioSimulator): RunningSimulator {
  const { scenario, seed, region = 'us' } = given;
  const { urls, statusUrl, controlUrl, keys } = simulator;
  return {
    text: printed([
      `A simulated Customer.io, scenario '${scenario}', seed ${seed}, with an account in the region '${region}'. Ctrl-C ends it.`,
      '',
      ...(['us', 'eu'] as const).flatMap(each => [
        `Track API (${each})      ${urls[each].track}`,
        `App API (${each})        ${urls[each].app}`,
        `Pipelines API (${each})  ${urls[each].pipelines}`,
      ]),
      `Status page         ${statusUrl}`,
      `Control             ${controlUrl}`,
      '',
      `Site id             ${keys.siteId}`,
      `Track API key       ${keys.trackKey}`,
      `App API key         ${keys.appKey}`,
      `Write key           ${keys.writeKey}`,
      `Service account     ${keys.serviceAccountToken}`,
      `Signing key         ${keys.signingKey}`,
    ]),
    json: { schemaVersion: 1, vendor: 'customerio', scenario, seed, region, urls, statusUrl, controlUrl, keys },
    close: () => simulator.close(),
  };
}
