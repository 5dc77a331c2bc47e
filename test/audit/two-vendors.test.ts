import { expect, test } from 'vitest';
import { audit } from '../../src/audit/audit.ts';
import { renderSarifReport } from '../../src/audit/sarif-report.ts';
import { isBaselinable } from '../../src/audit/states.ts';
import type { Report } from '../../src/model/report.ts';
import { keysFirst } from '../../src/reporters/keys-first.ts';
import { type Files, temporaryFolder } from '../project/temporary-folder.ts';

const KLAVIYO = "await fetch('https://a.klaviyo.com/api/lists', { headers: { revision: '2026-07-15' } });\n";
const CLIENT =
  "import { APIClient } from 'customerio-node';\nexport const client = new APIClient(process.env.CIO_APP_KEY);\n";
const WRAPPER = `import { APIClient, RegionEU, SendEmailRequest } from 'customerio-node';
const client = new APIClient(process.env.CIO_APP_KEY, { region: RegionEU });
export function deliver(options) {
  return client.sendEmail(new SendEmailRequest({ transactional_message_id: 1, ...options }));
}
`;
const CALLER = `import { deliver } from './mail.mjs';
export const sendReset = email => deliver({ to: email, identifiers: { email }, send_to_unsubscribed: true });
`;

async function reportOn(files: Files): Promise<Report> {
  return audit({
    root: temporaryFolder(files),
    asOf: '2026-11-20',
    failOn: 'error',
    snippets: true,
    configuration: 'folder',
  });
}

async function foundIn(files: Files): Promise<string[]> {
  const { findings } = await reportOn(files);
  return findings.map(({ path, line, ruleId }) => `${path}:${line} ${ruleId}`).sort();
}

test('each vendor has its own rules, in one report', async () => {
  expect(await foundIn({ 'a.mjs': KLAVIYO, 'b.mjs': CLIENT })).toEqual([
    'a.mjs:1 klaviyo/no-raw-http',
    'b.mjs:2 customerio/explicit-region',
  ]);
});

test('a file that concerns both counts once', async () => {
  const { findings, summary } = await reportOn({ 'a.mjs': CLIENT + KLAVIYO });
  expect(findings.map(({ ruleId }) => ruleId).sort()).toEqual(['customerio/explicit-region', 'klaviyo/no-raw-http']);
  expect(summary.filesLinted).toBe(1);
});

test('what another file passes to a wrapper is found there', async () => {
  expect(await foundIn({ 'mail.mjs': WRAPPER, 'reset.mjs': CALLER })).toEqual([
    'reset.mjs:2 customerio/no-compliance-override',
  ]);
});

test('what is found of one vendor is the same with code of the other beside it', async () => {
  const shop = {
    'a.mjs': KLAVIYO,
    'klaviyo.mjs': 'export const send = (path, init) => fetch(`https://a.klaviyo.com/api/${path}`, init);\n',
    'jobs/sync.mjs': "import { send } from '../klaviyo.mjs';\nawait send('profiles', { method: 'POST' });\n",
    'package.json': JSON.stringify({ dependencies: { 'klaviyo-api': '^22.0.0' } }),
  };
  const mail = { 'b.mjs': CLIENT, 'mail.mjs': WRAPPER, 'reset.mjs': CALLER };
  const [alone, other, both] = [await reportOn(shop), await reportOn(mail), await reportOn({ ...shop, ...mail })];
  const isOfCustomerio = ({ ruleId }: { ruleId: string }): boolean => ruleId.includes('customerio');
  expect(both.findings.filter(finding => !isOfCustomerio(finding))).toEqual(alone.findings);
  expect(both.findings.filter(isOfCustomerio)).toEqual(other.findings);
  expect([alone.findings.length, other.findings.length]).toEqual([5, 2]);
});

test('a file of either vendor that cannot be analyzed is open, where the rules of the vendor run', async () => {
  const skippedIn = async (files: Files): Promise<(string | undefined)[]> => {
    const { skipped, summary } = await reportOn(files);
    expect(summary.verdict).toBe(skipped.length > 0 ? 'not verified' : 'verified');
    return skipped.map(({ path }) => path);
  };
  const use = CLIENT.replace('CIO_APP_KEY)', 'CIO_APP_KEY, { region: RegionEU })').replace('{ ', '{ RegionEU, ');
  const broken = "import { mail } from './customerio.mjs';\nconst = mail;\n";
  const large = `// customerio\n${'load();\n'.repeat(150_000)}`;
  expect(await skippedIn({ 'a.mjs': broken.replace('customerio', 'klaviyo') })).toEqual(['a.mjs']);
  expect(await skippedIn({ 'a.mjs': broken, 'b.mjs': use })).toEqual(['a.mjs']);
  expect(await skippedIn({ 'a.vue': `<script>\n${broken}</script>\n`, 'b.mjs': use })).toEqual(['a.vue']);
  expect(await skippedIn({ 'a.mjs': large, 'b.mjs': use })).toEqual(['a.mjs']);
  expect(await skippedIn({ 'a.mjs': broken, 'c.mjs': large })).toEqual([]);
});

test('a project that only names the other vendor is left alone', async () => {
  const named =
    "export const vendors = ['klaviyo', 'customerio'];\nfetch('https://a.klaviyo.com/client/events', { headers: { revision: '2026-07-15' } });\n";
  const { findings, summary } = await reportOn({ 'a.mjs': named, 'b.mjs': "export const name = 'customerio';\n" });
  expect([findings, summary.filesLinted]).toEqual([[], 1]);
});

test('SARIF describes the rules of the other vendor only where they found something', async () => {
  const rulesOf = (report: Report): string[] =>
    (
      JSON.parse(renderSarifReport(report)) as { runs: [{ tool: { driver: { rules: { id: string }[] } } }] }
    ).runs[0].tool.driver.rules
      .map(({ id }) => id)
      .filter(id => id.startsWith('customerio/'));
  expect(rulesOf(await reportOn({ 'a.mjs': KLAVIYO }))).toEqual([]);
  expect(rulesOf(await reportOn({ 'b.mjs': CLIENT }))).toContain('customerio/explicit-region');
});

test('a configuration sets its rules, and a comment silences them', async () => {
  const off = JSON.stringify({ rules: { 'customerio/explicit-region': 'off' } });
  expect(await foundIn({ 'klaviyo-lint.json': off, 'b.mjs': CLIENT })).toEqual([]);
  const disabled = CLIENT.replace('export', '// eslint-disable-next-line customerio/explicit-region -- US\nexport');
  const { findings, suppressed } = await reportOn({ 'b.mjs': disabled });
  expect(findings).toEqual([]);
  expect(suppressed.map(({ ruleId }) => ruleId)).toEqual(['customerio/explicit-region']);
});

test('what may be a key of Customer.io is shown nowhere', async () => {
  const key = ['a1b2c3d4e5', 'f6g7h8i9j0'].join('');
  const report = await reportOn({ 'b.mjs': CLIENT.replace('process.env.CIO_APP_KEY', `'${key}'`) });
  expect(report.findings.map(({ ruleId }) => ruleId)).toEqual([
    'customerio/explicit-region',
    'customerio/no-hardcoded-key',
  ]);
  expect(JSON.stringify(report)).not.toContain(key);
});

const WRITTEN = `import { APIClient, RegionEU } from 'customerio-node';
export const client = new APIClient('${['a1b2c3d4e5', 'f6g7h8i9j0'].join('')}', { region: RegionEU });
`;

test('a comment silences a finding about its keys only with the name of the rule and a reason', async () => {
  const silenced = async (comment: string): Promise<string[]> =>
    foundIn({ 'b.mjs': WRITTEN.replace('export', `${comment}\nexport`) });
  expect(await silenced('// eslint-disable-next-line')).toEqual(['b.mjs:3 customerio/no-hardcoded-key']);
  expect(await silenced('// eslint-disable-next-line customerio/no-hardcoded-key')).toHaveLength(1);
  expect(await silenced('// eslint-disable-next-line customerio/no-hardcoded-key -- replaced in 2025')).toEqual([]);
});

test('a finding about its keys goes into no baseline, stands first, and is a security alert', async () => {
  const report = await reportOn({ 'a.mjs': CLIENT, 'b.mjs': WRITTEN });
  expect(keysFirst(report.findings).map(({ ruleId }) => ruleId)).toEqual([
    'customerio/no-hardcoded-key',
    'customerio/explicit-region',
  ]);
  expect(report.findings.filter(finding => !isBaselinable(finding)).map(({ path }) => path)).toEqual(['b.mjs']);
  const security = renderSarifReport(report).match(/"security-severity": "9\.1"/g);
  expect(security?.length).toBeGreaterThanOrEqual(2);
});

test('the fingerprint of one finding about its keys allows it', async () => {
  const { findings } = await reportOn({ 'b.mjs': WRITTEN });
  const allow = [{ fingerprint: findings[0]!.fingerprint, reason: 'Replaced in 2025.' }];
  const configuration = JSON.stringify({ rules: { 'customerio/no-hardcoded-key': ['error', { allow }] } });
  expect(await foundIn({ 'b.mjs': WRITTEN, 'klaviyo-lint.json': configuration })).toEqual([]);
});

test.each([
  ["'use client';\nexport const key = process.env.NEXT_PUBLIC_CUSTOMERIO_APP_KEY;\n", 'src/a.jsx', 2],
  [
    "import { View } from 'react-native';\nfetch('https://api.example', { headers: { authorization: process.env.CUSTOMERIO_APP_API_KEY } });\n",
    'App.jsx',
    2,
  ],
])('the variable of a key shows by itself that a vendor is used: %j', async (text, path, line) => {
  const report = await reportOn({ [path]: text });
  const places = [
    ...report.findings.map(finding => `${finding.path}:${finding.line}`),
    ...(report.ledger.unresolved?.places ?? []),
  ];
  expect(places).toEqual([`${path}:${line}`]);
});

test('a name that is only like that of a key does not', async () => {
  const report = await reportOn({
    'src/a.jsx': "'use client';\nexport const id = process.env.NEXT_PUBLIC_CUSTOMERIO_SITE_ID;\n",
  });
  expect(report.findings).toEqual([]);
  expect(report.ledger.unresolved).toBeUndefined();
});
