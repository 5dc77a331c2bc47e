import { afterEach, expect, test } from 'vitest';
import { CallLog } from '../../src/preflight/call-log.ts';
import { createDomainNames } from '../../src/preflight/domain-names.ts';
import { startDnsServer, type DnsServer, type Zone } from '../support/dns-server.ts';

const servers: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});

async function ask(zone: Zone, signal = new AbortController().signal) {
  const server = await startDnsServer(zone);
  servers.push(server);
  const log = new CallLog();
  return { names: createDomainNames({ log, signal, server: server.address }), log, asked: server.asked };
}

test('a text in parts is one', async () => {
  const { names, log } = await ask({ 'a.example': [`v=DKIM1; p=${'A'.repeat(600)}`] });

  expect(await names.texts('a.example')).toEqual({ kind: 'found', records: [`v=DKIM1; p=${'A'.repeat(600)}`] });
  expect(log.calls).toEqual([
    { at: expect.any(String), method: 'DNS', url: 'dns:a.example?type=TXT', durationMs: expect.any(Number) },
  ]);
});

test('a name that is not there, and one without texts', async () => {
  const { names, log } = await ask({ 'empty.example': [] });

  expect(await names.texts('gone.example')).toEqual({ kind: 'absent' });
  expect(await names.texts('empty.example')).toEqual({ kind: 'absent' });
  expect(log.calls.map(({ failure }) => failure)).toEqual(['not found', 'not found']);
});

test('a server that fails is no proof of absence', async () => {
  const { names, log } = await ask({ 'a.example': 'broken' });

  expect(await names.texts('a.example')).toEqual({ kind: 'unknown' });
  expect(log.calls[0]?.failure).toBe('dns');
});

test('each name is asked for once', async () => {
  const { names, asked } = await ask({ 'a.example': ['x'] });
  await Promise.all([names.texts('a.example'), names.texts('a.example')]);

  expect(asked).toEqual(['a.example']);
});

test('no more than two dozen names are asked for', async () => {
  const { names, asked } = await ask({});
  const lookups = await Promise.all(Array.from({ length: 40 }, (_, index) => names.texts(`n${index}.example`)));

  expect(asked.length).toBeLessThanOrEqual(25);
  expect(lookups.at(-1)).toEqual({ kind: 'unknown' });
});

test('the end of the preflight ends a question that nobody answers', async () => {
  const controller = new AbortController();
  const { names, asked } = await ask({ 'a.example': 'silent' }, controller.signal);
  const lookup = names.texts('a.example');
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  controller.abort();

  expect(await lookup).toEqual({ kind: 'unknown' });
  expect(await names.texts('b.example')).toEqual({ kind: 'unknown' });
});
