import { APIClient, PipelinesClient, TrackClient } from 'customerio-node';
import {
  startCustomerio,
  type CustomerioSimulator,
  type CustomerioSimulatorOptions,
} from '../../../src/simulator/customerio/start-customerio.ts';

/** The simulator with the clients of the real SDK in front of it. */
export interface SimulatedSdk {
  simulator: CustomerioSimulator;
  track: TrackClient;
  api: APIClient;
  pipelines: PipelinesClient;
}

/** Starts one. Retries are off, so that each call is one request. */
export async function startSdk(options: CustomerioSimulatorOptions = {}): Promise<SimulatedSdk> {
  const simulator = await startCustomerio(options);
  const { keys, urls } = simulator;
  const retry = { maxRetries: 0 };
  return {
    simulator,
    track: new TrackClient(keys.siteId, keys.trackKey, { url: urls.us.track, retry }),
    api: new APIClient(keys.appKey, { url: urls.us.app, retry }),
    pipelines: new PipelinesClient(keys.writeKey, { url: urls.us.pipelines, retry, strictMode: true }),
  };
}
