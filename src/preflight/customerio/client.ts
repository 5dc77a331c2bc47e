import { APIClient, RegionEU, RegionUS, TrackClient } from 'customerio-node';
import type { Region } from '../../vendors/customerio/hosts.ts';
import type { Sending } from '../client/send.ts';
import { readStatus } from '../client/status-page.ts';
import type { Reply } from '../reply.ts';
import { limitTime } from '../time-limit.ts';
import { baseUrl } from './addresses.ts';
import { askThrough, type Guard } from './client/guarded-request.ts';
import { findAppKeyProblem, findPairProblem } from './key-problem.ts';
import type { Addresses, TrackPair } from './options.ts';

export { createEndpointClient } from '../client/endpoint-client.ts';
export { createSockets } from '../client/sockets.ts';

const REGIONS = { us: RegionUS, eu: RegionEU };
/** Requests that the reads leave to the app, to the webhook endpoint and to the smoke test. */
const RESERVE = 14;
/** For each step of the smoke test; its last step has it whatever became of the others. */
const STEP_MS = 15_000;

export interface ClientOptions extends Sending {
  addresses: Addresses;
  deadline: number;
}

/** All that the preflight asks of Customer.io. No call throws for what the vendor or the network does. */
export interface CustomerioClient {
  /** `GET /api/v1/accounts/region`: whether the pair is accepted, where its account is, and which workspace it is of. */
  accountRegion(region: Region, pair: TrackPair): Promise<Reply>;
  /** `GET /v1/workspaces`: whether the key is accepted, and which workspaces its account has. No person is in the answer. */
  workspaces(region: Region, key: string): Promise<Reply>;
  /** A document of the status page, without a key. */
  status(path: string): Promise<Reply>;
  /** The steps of the smoke test, which are the only requests that write. */
  person(region: Region, pair: TrackPair, id: string): SmokePerson;
}

/** One marked person. */
export interface SmokePerson {
  identify(): Promise<Reply>;
  track(): Promise<Reply>;
  /** It has a time limit of its own, so that it is sent although the run was stopped. */
  destroy(): Promise<Reply>;
}

/** Every answer is of its own: nothing is kept. */
export function createCustomerioClient(options: ClientOptions): CustomerioClient {
  const { addresses, log, signal, sockets, deadline } = options;
  const sending = { log, signal, sockets };

  function guardOf(api: 'track' | 'app', region: Region, verb: Guard['verbs'][number]): Guard {
    const { origin } = new URL(addresses[region][api]);
    return { ...sending, origin, verbs: [verb], deadline, reserve: verb === 'GET' ? RESERVE : 0 };
  }

  function trackClient(region: Region, { siteId, trackKey }: TrackPair): TrackClient {
    return new TrackClient(siteId, trackKey, { region: REGIONS[region], url: baseUrl(addresses, 'track', region) });
  }

  /** With a limit of its own, and where the step has to be sent in any case, without the caller's wish to stop. */
  async function step(
    [region, pair]: [Region, TrackPair],
    verb: Guard['verbs'][number],
    ask: (client: TrackClient) => Promise<unknown>,
    isCertain = false,
  ): Promise<Reply> {
    const limit = limitTime(STEP_MS, isCertain ? undefined : signal);
    const ends = performance.now() + STEP_MS;
    try {
      const guard = { ...guardOf('track', region, verb), signal: limit.signal, deadline: ends };
      return await askThrough(trackClient(region, pair), guard, ask);
    } finally {
      limit.end();
    }
  }

  return {
    async accountRegion(region, pair) {
      const problem = findPairProblem(pair);
      if (problem !== undefined) return { kind: 'not-sent', problem };
      return askThrough(trackClient(region, pair), guardOf('track', region, 'GET'), client =>
        client.getAccountRegion(),
      );
    },
    async workspaces(region, key) {
      const problem = findAppKeyProblem(key);
      if (problem !== undefined) return { kind: 'not-sent', problem };
      const client = new APIClient(key, { region: REGIONS[region], url: baseUrl(addresses, 'app', region) });
      return askThrough(client, guardOf('app', region, 'GET'), asked => asked.listWorkspaces());
    },
    status: path => readStatus(addresses.status + path, sending),
    person: (region, pair, id) => ({
      identify: () => step([region, pair], 'PUT', client => client.identify(id, { klaviyo_lint_smoke_test: true })),
      track: () =>
        step([region, pair], 'POST', client => client.track(id, { name: 'klaviyo_lint_smoke_test', data: {} })),
      destroy: () => step([region, pair], 'DELETE', client => client.destroy(id), true),
    }),
  };
}
