import { TrackClient } from 'customerio-node';
import { describe, expect, test } from 'vitest';
import { CallLog } from '../../../src/preflight/call-log.ts';
import { createSockets } from '../../../src/preflight/client/sockets.ts';
import { askThrough, ForbiddenRequest, type Guard } from '../../../src/preflight/customerio/client/guarded-request.ts';
import { startCustomerio } from '../../../src/simulator/customerio/start-customerio.ts';

const PAIR = ['site-id', 'track-key'] as const;

function guardOf(origin: string, verbs: Guard['verbs']): Guard & { log: CallLog } {
  const { signal } = new AbortController();
  return {
    log: new CallLog(),
    signal,
    sockets: createSockets(),
    origin,
    verbs,
    deadline: performance.now() + 5_000,
    reserve: 0,
  };
}

describe('whatever the SDK composes', () => {
  test('a request to another host is not sent', async () => {
    const guard = guardOf('https://track.customer.io', ['GET']);
    const asked = askThrough(new TrackClient(...PAIR, { url: 'https://elsewhere.example/api/v1' }), guard, client =>
      client.getAccountRegion(),
    );
    await expect(asked).rejects.toThrow(ForbiddenRequest);
    expect(guard.log.calls).toEqual([]);
  });

  test('a read does not become a write', async () => {
    const guard = guardOf('http://127.0.0.1:9', ['GET']);
    const asked = askThrough(new TrackClient(...PAIR, { url: 'http://127.0.0.1:9/api/v1' }), guard, client =>
      client.identify('somebody'),
    );
    await expect(asked).rejects.toThrow(ForbiddenRequest);
    expect(guard.log.calls).toEqual([]);
  });

  test('a redirect is an answer and is not followed', async () => {
    const simulator = await startCustomerio({ scenario: 'redirecting' });
    try {
      const { origin } = new URL(simulator.urls.us.track);
      const client = new TrackClient(simulator.keys.siteId, simulator.keys.trackKey, {
        url: simulator.urls.us.track,
      });
      const guard = guardOf(origin, ['GET']);
      expect(await askThrough(client, guard, asked => asked.getAccountRegion())).toMatchObject({ status: 302 });
      expect(simulator.requests.map(({ server }) => server)).toEqual(['api']);
      expect(guard.log.calls).toHaveLength(1);
      guard.sockets.close();
    } finally {
      await simulator.close();
    }
  });

  test('a wait that the answer asks for and that does not fit into the time is not begun', async () => {
    const simulator = await startCustomerio();
    try {
      simulator.failNext({ operation: 'getAccountRegion', status: 429, retryAfter: 200, times: 9 });
      const { origin } = new URL(simulator.urls.us.track);
      const client = new TrackClient(simulator.keys.siteId, simulator.keys.trackKey, {
        url: simulator.urls.us.track,
      });
      const guard = guardOf(origin, ['GET']);
      expect(await askThrough(client, guard, asked => asked.getAccountRegion())).toMatchObject({ status: 429 });
      expect(guard.log.calls).toHaveLength(1);
      guard.sockets.close();
    } finally {
      await simulator.close();
    }
  });
});
