import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Interfaces that the types of the package repeat as they stand in the sources, by file. */
const INTERFACES = {
  'src/simulator/record.ts': ['RecordedRequest'],
  'src/simulator/faults.ts': ['FaultOrder'],
  'src/simulator/webhook-sending.ts': ['SentDelivery'],
  'src/simulator/state.ts': ['StateResource'],
  'src/simulator/klaviyo/start-simulator.ts': ['SimulatorOptions', 'Simulator'],
  'src/simulator/customerio/keys.ts': ['CustomerioKeys'],
  'src/simulator/customerio/start-customerio.ts': [
    'CustomerioSimulatorOptions',
    'CustomerioUrls',
    'CustomerioSimulator',
  ],
};

/**
 * The types of `klaviyo-lint/simulator`.
 *
 * @param {string} root the repository
 * @param {string} built the built module
 */
export async function simulatorTypes(root, built) {
  const { SCENARIOS, RATE_LIMITS, CUSTOMERIO_SCENARIOS } = await import(pathToFileURL(built));
  const interfaces = Object.entries(INTERFACES).flatMap(([file, names]) =>
    names.map(name => interfaceIn(path.join(root, file), name)),
  );
  return `/** What the simulated Klaviyo is like; \`klaviyo-lint simulate --list\` describes each. */
export type ScenarioName =
${SCENARIOS.map(name => `  | '${name}'`).join('\n')};

/** What the simulated Customer.io is like; \`klaviyo-lint simulate --vendor customerio --list\` describes each. */
export type CustomerioScenarioName =
${CUSTOMERIO_SCENARIOS.map(name => `  | '${name}'`).join('\n')};

export type RateLimits = ${RATE_LIMITS.map(name => `'${name}'`).join(' | ')};

${interfaces.join('\n\n')}

export declare const SCENARIOS: readonly ScenarioName[];

/** Starts Klaviyo's API and its status page on loopback, as one scenario has them. */
export declare function startSimulator(options?: SimulatorOptions): Promise<Simulator>;

export declare const CUSTOMERIO_SCENARIOS: readonly CustomerioScenarioName[];

/** Starts Customer.io's Track, App and Pipelines APIs in both regions and its status page on loopback, as one scenario has them. */
export declare function startCustomerio(options?: CustomerioSimulatorOptions): Promise<CustomerioSimulator>;
`;
}

function interfaceIn(file, name) {
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf(`export interface ${name} {`);
  const end = text.indexOf('\n}', start);
  if (start === -1 || end === -1) throw new Error(`There is no interface '${name}' in ${file}.`);
  return text.slice(start, end + 2);
}
