import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PreflightReport } from '../../../src/model/report.ts';
import { runToymail } from './preflight.ts';

const KEY = ['tm', 'live', '0a1b2c3d'.repeat(3)].join('_');

interface Toymail {
  address: string;
  /** What it was asked, as `verb path`. */
  asked: string[];
  close(): Promise<void>;
}

/** Plays the vendor on this machine. @param status of the answer to the right key */
async function startToymail(status: number): Promise<Toymail> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const isRight = request.headers.authorization === `Bearer ${KEY}`;
    response.writeHead(isRight ? status : 401, { 'content-type': 'application/json', connection: 'close' });
    response.end(JSON.stringify({ secret: 'only in the answer' }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => new Promise(resolve => server.close(() => resolve()));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

let toymail: Toymail | undefined;

afterEach(async () => {
  await toymail?.close();
  toymail = undefined;
});

async function preflight(status: number, key = KEY): Promise<PreflightReport> {
  toymail = await startToymail(status);
  return runToymail(key, toymail.address, { asOf: '2026-11-20' });
}

describe('the preflight of a third vendor', () => {
  test('passes with a key that the vendor accepts, after one read', async () => {
    const report = await preflight(200);
    expect(report).toMatchObject({
      versions: { tool: '0.0.1' },
      verdict: 'verified',
      incidents: [],
      probes: [{ id: 'toymail-authentication', status: 'passed', message: 'Toymail accepts the key.' }],
      notAsked: [{ id: 'toymail-webhook-endpoint', reason: 'no endpoint was given' }],
      calls: [{ method: 'GET', url: `${toymail?.address}/v1/account`, status: 200 }],
    });
    expect(toymail?.asked).toEqual(['GET /v1/account']);
  });

  test('makes one incident of a key that the vendor refuses', async () => {
    const report = await preflight(200, KEY.replace('0a', '1b'));
    expect(report.verdict).toBe('violated');
    expect(report.incidents).toEqual([
      {
        faultDomain: 'key',
        priority: 'P1',
        message: 'Toymail refuses the key.',
        nextAction: "Make a new key, and set it as 'TOYMAIL_KEY'.",
        probes: ['toymail-authentication'],
      },
    ]);
  });

  test('leaves open what another answer does not show', async () => {
    const report = await preflight(503);
    expect(report.verdict).toBe('not verified');
    expect(report.probes).toMatchObject([{ status: 'skipped', reason: 'Toymail answered with 503' }]);
  });

  test('says that nobody answered', async () => {
    const gone = await startToymail(200);
    await gone.close();
    const report = await runToymail(KEY, gone.address, { asOf: '2026-11-20' });
    expect(report.incidents).toMatchObject([
      { faultDomain: 'network', priority: 'P1', message: 'Toymail did not answer (refused).' },
    ]);
  });

  test.each([200, 503])('never repeats the key or an answer of %i', async status => {
    const text = JSON.stringify(await preflight(status));
    expect(text).not.toContain(KEY);
    expect(text).not.toContain('only in the answer');
  });
});
