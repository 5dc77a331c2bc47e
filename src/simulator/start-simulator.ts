import { answer } from './exchange.ts';
import type { Answer, SimulatedRequest } from './exchange.ts';
import { listen } from './listener.ts';
import type { Listener } from './listener.ts';
import { recordOf } from './record.ts';
import type { RecordedRequest } from './record.ts';
import { makeScenario } from './scenarios.ts';
import type { ScenarioName } from './scenarios.ts';

export { SCENARIOS } from './scenarios.ts';
export type { ScenarioName } from './scenarios.ts';
export type { RecordedRequest } from './record.ts';

export interface SimulatorOptions {
  scenario: ScenarioName;
  /** The private key that the simulated account knows; any other is refused with 401. */
  key: string;
  /** How long the API of the scenario `slow` takes, in milliseconds; 5,500 by default. */
  slowMs?: number;
}

export interface Simulator {
  apiUrl: string;
  statusUrl: string;
  /** In the order of arrival. */
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/** Starts Klaviyo's API and its status page on loopback, as one scenario has them. */
export async function startSimulator({ scenario, key, slowMs = 5_500 }: SimulatorOptions): Promise<Simulator> {
  const requests: RecordedRequest[] = [];
  const answers = makeScenario(scenario);
  const elsewhere = await listen(request => {
    requests.push(recordOf('elsewhere', request, key));
    return answer(200, '');
  });

  function serve(server: 'api' | 'status'): (request: SimulatedRequest) => Answer {
    return request => {
      requests.push(recordOf(server, request, key));
      const nth = requests.filter(recorded => recorded.server === server).length;
      return answers[server]({ request, nth, key, elsewhereUrl: elsewhere.url, slowMs, now: Date.now() });
    };
  }

  const [api, status] = await Promise.all([listen(serve('api')), listen(serve('status'))]);
  return { apiUrl: api.url, statusUrl: status.url, requests, close: () => closeAll([api, status, elsewhere]) };
}

async function closeAll(listeners: readonly Listener[]): Promise<void> {
  await Promise.all(listeners.map(listener => listener.close()));
}
