import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { CallLog } from '../../../../src/preflight/call-log.ts';
import type { Targets } from '../../../../src/preflight/klaviyo/targets.ts';
import { createDomainNames } from '../../../../src/preflight/domain-names.ts';
import sendingDomain from '../../../../src/preflight/klaviyo/probes/sending-domain.ts';
import { startDnsServer, type DnsServer, type Zone } from '../../../support/dns-server.ts';
import { contextWith, runProbe } from '../../../support/fake-client.ts';

const servers: DnsServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()));
});

const keyOf = (modulusLength: number): string =>
  generateKeyPairSync('rsa', {
    modulusLength,
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  }).publicKey.toString('base64');
const KEY = keyOf(2048);

/** A branded sending domain as the vendor has it set up: names that lead to the vendor's own. */
const GOOD: Zone = {
  'send.shop.example': { alias: 'u1.klaviyodns.example' },
  'u1.klaviyodns.example': ['v=spf1 include:spf.klaviyodns.example ~all'],
  'spf.klaviyodns.example': ['v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 -all'],
  'kl._domainkey.send.shop.example': { alias: 'kl.klaviyodns.example' },
  'kl.klaviyodns.example': [`v=DKIM1; k=rsa; p=${KEY}`],
  '_dmarc.shop.example': ['v=DMARC1; p=quarantine; rua=mailto:dmarc@shop.example; adkim=r; pct=100'],
};

async function see(zone: Zone, targets: Targets = {}) {
  const server = await startDnsServer(zone);
  servers.push(server);
  const log = new CallLog();
  const names = createDomainNames({ log, signal: new AbortController().signal, server: server.address });
  const outcome = await runProbe(sendingDomain, { names, targets: { sendingDomain: 'send.shop.example', ...targets } });
  return { outcome, asked: server.asked, log };
}

const spf = (record: string | string[], more: Zone = {}): Zone => ({
  ...GOOD,
  'u1.klaviyodns.example': [record].flat(),
  ...more,
});
const dkim = (record: string): Zone => ({ ...GOOD, 'kl.klaviyodns.example': [record] });
const dmarc = (record: string | string[]): Zone => ({ ...GOOD, '_dmarc.shop.example': [record].flat() });

describe('a domain that has all three', () => {
  test('passes, and says what was seen', async () => {
    const { outcome, log } = await see(GOOD);

    expect(outcome).toMatchObject({
      status: 'passed',
      message:
        "'send.shop.example' has SPF, DKIM and DMARC. SPF: one record, 1 of 10 lookups; DKIM: a key of 2048 bits at selector 'kl'; DMARC: policy 'quarantine' at shop.example.",
      table: {
        rows: [
          ['SPF', 'good', expect.any(String)],
          ['DKIM', 'good', expect.any(String)],
          ['DMARC', 'good', expect.any(String)],
        ],
      },
    });
    expect(log.calls.map(({ method, url }) => `${method} ${url}`)).toContain('DNS dns:_dmarc.shop.example?type=TXT');
    expect(JSON.stringify(outcome)).not.toContain('dmarc@shop.example');
  });

  test.each([
    ['an Ed25519 key', dkim('k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=')],
    [
      'the second selector alone',
      { ...GOOD, 'kl._domainkey.send.shop.example': [], 'kl2._domainkey.send.shop.example': [`v=DKIM1; p=${KEY}`] },
    ],
    ['a revoked key beside a good one', { ...GOOD, 'kl2._domainkey.send.shop.example': ['v=DKIM1; p='] }],
    ['a policy of its own', { ...GOOD, '_dmarc.send.shop.example': ['v=DMARC1;p=reject'] }],
    ['one strict side of two', dmarc('v=DMARC1; p=reject; adkim=s')],
    [
      'both sides strict where the policy is its own',
      { ...GOOD, '_dmarc.send.shop.example': ['v=DMARC1; p=reject; adkim=s; aspf=s'] },
    ],
    [
      'exactly ten lookups',
      spf(
        `v=spf1 ${Array.from({ length: 9 }, (_, index) => `exists:e${index}.example`).join(' ')} include:spf.klaviyodns.example -all`,
      ),
    ],
    ['an end that another record holds', spf('v=spf1 redirect=spf.klaviyodns.example')],
    ['other texts besides', spf(['google-site-verification=x', 'v=spf1 include:spf.klaviyodns.example -all'])],
    ['a macro, which nobody can follow', spf('v=spf1 exists:%{i}._spf.shop.example -all')],
  ] satisfies [string, Zone][])('with %s', async (_, zone) => {
    expect((await see(zone)).outcome).toMatchObject({ status: 'passed' });
  });

  test('under selectors that were named', async () => {
    const zone = {
      ...GOOD,
      'kl._domainkey.send.shop.example': [],
      's1._domainkey.send.shop.example': [`v=DKIM1; p=${KEY}`],
    };

    expect((await see(zone, { dkimSelectors: ['s1'] })).outcome).toMatchObject({ status: 'passed' });
    expect((await see(zone)).outcome).toMatchObject({ status: 'failed' });
  });
});

describe('what receivers refuse', () => {
  const many = Array.from({ length: 11 }, (_, index) => `exists:e${index}.example`).join(' ');
  const nested: Zone = { 'spf.klaviyodns.example': [`v=spf1 ${many.split(' ').slice(0, 10).join(' ')} -all`] };

  test.each([
    ['no SPF record', { ...GOOD, 'u1.klaviyodns.example': ['other'] }, /SPF: there is no SPF record/],
    ['two SPF records', spf(['v=spf1 -all', 'v=spf1 ~all']), /there are 2 SPF records/],
    [
      'a mechanism that there is none of',
      spf('v=spf1 includes:x.example -all'),
      /syntax of the record of send\.shop\.example is wrong near 'includes:x\.example'/,
    ],
    ['an address that is none', spf('v=spf1 ip4:shop -all'), /wrong near 'ip4:shop'/],
    ['more than ten lookups', spf(`v=spf1 ${many} -all`), /needs 11 lookups where receivers ask at most 10/],
    [
      'more than ten lookups further down',
      spf('v=spf1 include:spf.klaviyodns.example -all', nested),
      /needs 11 lookups/,
    ],
    [
      'a record that it includes and that is not there',
      spf('v=spf1 include:gone.example -all'),
      /includes gone\.example, and there is no SPF record there/,
    ],
    ['everybody', spf('v=spf1 +all'), /'\+all', which lets everybody send/],
    ['everybody without a sign', spf('v=spf1 all'), /'\+all'/],
    [
      'no key',
      { ...GOOD, 'kl._domainkey.send.shop.example': [] },
      /DKIM: there is no key at kl\._domainkey\.send\.shop\.example or kl2\._domainkey/,
    ],
    ['a revoked key', dkim('v=DKIM1; p='), /the key at selector 'kl' is revoked/],
    ['a short key', dkim(`v=DKIM1; p=${keyOf(512)}`), /has 512 bits/],
    ['a key that is none', dkim('v=DKIM1; p=AAAA'), /is no RSA key/],
    ['a key of another version', dkim(`v=DKIM2; p=${KEY}`), /syntax of the key/],
    ['no policy', { ...GOOD, '_dmarc.shop.example': ['other'] }, /DMARC: there is no DMARC record/],
    ['two policies', dmarc(['v=DMARC1; p=none', 'v=DMARC1; p=reject']), /there are 2 DMARC records at shop\.example/],
    ['a policy without its main part', dmarc('v=DMARC1; rua=mailto:a@shop.example'), /wrong in 'p'/],
    ['a policy that there is none of', dmarc('v=DMARC1; p=block'), /wrong in 'p'/],
    ['an alignment that there is none of', dmarc('v=DMARC1; p=none; adkim=strict'), /wrong in 'adkim'/],
    ['an address for reports without a scheme', dmarc('v=DMARC1; p=none; rua=a@shop.example'), /wrong in 'rua'/],
    ['a part without a name', dmarc('v=DMARC1; p=none; quarantine'), /wrong in 'a part without a name'/],
    [
      'strict alignment with the organisation',
      dmarc('v=DMARC1; p=reject; adkim=s; aspf=s'),
      /alignment is strict at shop\.example/,
    ],
  ] satisfies [string, Zone, RegExp][])('%s', async (_, zone, message) => {
    expect((await see(zone)).outcome).toMatchObject({
      status: 'failed',
      priority: 'P2',
      faultDomain: 'domain',
      message: expect.stringMatching(message),
      nextAction: expect.stringMatching(/\.$/),
    });
  });

  test.each(['v=spf1 ::error::x -all', 'v=spf1 include:a@b.example -all'])(
    'no text of a record is repeated that is no name: %s',
    async record => {
      const { outcome } = await see(spf(record));

      expect(outcome).toMatchObject({ status: 'failed' });
      expect(JSON.stringify(outcome)).not.toMatch(/::error|a@b/);
    },
  );
});

describe('what could be better', () => {
  test.each([
    ['an end that says nothing', spf('v=spf1 include:spf.klaviyodns.example ?all'), /'\?all' says nothing/],
    ['no end', spf('v=spf1 include:spf.klaviyodns.example'), /no 'all' at its end/],
    ['a key for tests', dkim(`v=DKIM1; t=y; p=${KEY}`), /for tests/],
    [
      'a policy that asks for nothing',
      dmarc('v=DMARC1; p=none'),
      /policy 'none' at shop\.example, which asks receivers for nothing/,
    ],
    ['one that asks for nothing below', dmarc('v=DMARC1; p=reject; sp=none'), /policy 'none'/],
  ] satisfies [string, Zone, RegExp][])('%s', async (_, zone, message) => {
    expect((await see(zone)).outcome).toMatchObject({
      status: 'warned',
      priority: 'P3',
      faultDomain: 'domain',
      message: expect.stringMatching(message),
    });
  });
});

describe('where the DNS does not answer', () => {
  test('a name server that fails', async () => {
    expect((await see({ ...GOOD, 'send.shop.example': 'broken' })).outcome).toMatchObject({
      status: 'skipped',
      priority: 'P3',
      faultDomain: 'network',
      reason: "the DNS did not answer for 'send.shop.example' (SPF)",
    });
  });

  test('a record that is wrong is reported all the same', async () => {
    expect(
      (await see({ ...GOOD, 'send.shop.example': 'broken', '_dmarc.shop.example': ['v=DMARC1; p=x'] })).outcome,
    ).toMatchObject({ status: 'failed' });
  });
});

describe('a name that is not asked for', () => {
  test.each([
    'localhost',
    'shop example',
    'https://shop.example',
    '-shop.example',
    '::1',
    'a..example',
    'mail.klaviyomail.com',
  ])('%s', async name => {
    const { outcome, asked } = await see(GOOD, { sendingDomain: name });

    expect(asked).toEqual([]);
    expect(outcome).toMatchObject({ status: 'failed', priority: 'P2' });
  });

  test('no name', async () => {
    expect(sendingDomain.notAsked(await contextWith({}))).toBe("no 'sending-domain' was given");
  });
});
