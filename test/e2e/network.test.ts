import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fakeKey } from '../fake-keys.ts';
import { downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { BROKEN } from './storefronts.ts';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIST = path.join(HERE, '..', '..', 'action', 'dist');

/** The only hosts that the Action reaches, and only with a key. */
const REACHED = ['a.klaviyo.com', 'status.klaviyo.com'];

/** Those of Customer.io: the APIs of both regions, of which the European one is asked for an account that is there, and its status page. */
const REACHED_OF_CUSTOMERIO = [
  'api-eu.customer.io',
  'api.customer.io',
  'status.customerio.com',
  'track-eu.customer.io',
  'track.customer.io',
];

interface Traced {
  exitCode: number | undefined;
  /** What it wanted to reach or to start, each once. */
  wanted: string[];
}

async function traced(inputs: Record<string, string>, event = 'workflow_dispatch'): Promise<Traced> {
  const trace = path.join(mkdtempSync(path.join(tmpdir(), 'network-')), 'trace');
  writeFileSync(trace, '');
  const files = writeRepository(BROKEN);
  execFileSync('git', ['init', '--quiet'], { cwd: files });
  const env = {
    NETWORK_TRACE: trace,
    NODE_OPTIONS: `--import=${pathToFileURL(path.join(HERE, 'network-trap.mjs')).href}`,
  };
  const { exitCode } = await runBundle(downloadAction(), { files, inputs, event, env });
  return { exitCode, wanted: [...new Set(readFileSync(trace, 'utf8').trim().split('\n'))].sort() };
}

describe('what the Action reaches', () => {
  it('is nothing without a key, and git is the one program', async () => {
    expect(await traced({})).toEqual({ exitCode: 1, wanted: ['program git'] });
  });

  it('is nothing with a key where the preflight is switched off', async () => {
    expect((await traced({ 'klaviyo-private-key': fakeKey(31), preflight: 'never' })).wanted).toEqual(['program git']);
  });

  it("is the vendor's API and status page with a key", async () => {
    const { wanted } = await traced({ 'klaviyo-private-key': fakeKey(31) });
    expect(wanted).toEqual([...REACHED.map(host => `connect ${host}:443`), 'program git']);
  });

  it("is Customer.io's API and status page with its keys", async () => {
    const keys = { 'customerio-site-id': 'site', 'customerio-track-api-key': 'track', 'customerio-app-api-key': 'app' };
    const { wanted } = await traced(keys);
    const asked = ['api.customer.io', 'status.customerio.com', 'track.customer.io'];
    expect(wanted).toEqual([...asked.map(host => `connect ${host}:443`), 'program git']);
  });
});

/**
 * Addresses that stand in the bundle and are never asked: links in messages, licences, names of schemas. A new one has to be looked
 * at before it is put here.
 */
const ONLY_NAMED = new Set([
  // Where the Action sends to with an input that asks for it, pages in its package, and hosts of its package that it never uses.
  'api.github.com',
  'docs.github.com',
  'uploads.github.com',
  // What a pointer of Git LFS begins with.
  'git-lfs.github.com',
  // Our own pages, in every finding.
  'github.com',
  // Hosts of npm-package-arg and hosted-git-info, which tell what a reference in a manifest means.
  'codeload.github.com',
  'gist.githubusercontent.com',
  // Links in messages and schemas of ESLint and of the TypeScript parser.
  'eslint.org',
  'eslint.style',
  'json-schema.org',
  'raw.githubusercontent.com',
  'tseslint.com',
  'typescript-eslint.io',
  // Links in diagnostics and name spaces of TypeScript.
  'aka.ms',
  'devblogs.microsoft.com',
  'developer.mozilla.org',
  'opencollective.com',
  'www.w3.org',
  // In what SARIF names its schema with, and in the pages of rules that it carries.
  'esm.sh',
  'json.schemastore.org',
  'shop.example',
  // Hosts of Customer.io's Pipelines, which the preflight does not ask.
  'cdp.customer.io',
  'cdp-eu.customer.io',
  // Where the SDK would send people to log in, which nobody does here.
  'klaviyo.com',
]);

/** The host that npm-package-arg takes for the usual registry. */
const REGISTRY = /^registry\./;

describe('the addresses in the bundle', () => {
  it.each(readdirSync(DIST).filter(name => name.endsWith('.mjs')))('%s names no host that nobody looked at', part => {
    const hosts = [
      ...readFileSync(path.join(DIST, part), 'utf8').matchAll(/\b(?:https?|wss?):\/\/([\w.-]+\.[a-z]{2,})\b/gi),
    ].map(([, host = '']) => host.toLowerCase());
    expect(
      [...new Set(hosts)]
        .filter(
          host =>
            !REACHED.includes(host) &&
            !REACHED_OF_CUSTOMERIO.includes(host) &&
            !ONLY_NAMED.has(host) &&
            !REGISTRY.test(host),
        )
        .sort(),
    ).toEqual([]);
  });
});
