import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CAMEL, code, NEW_NAME, OLD_NAME, shop, SNAKE } from '../fix/storefront.ts';
import { downloadAction, runBundle, writeRepository } from './run-bundle.ts';
import { BROKEN } from './storefronts.ts';

let action: string;

beforeAll(() => {
  action = downloadAction();
});

const texts = (files: ReturnType<typeof shop>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [name, String(text)]));

describe("the output 'patch-file' of the committed bundle", () => {
  it.each([
    ['', ''],
    ['apps/shop', 'apps/shop/'],
  ])("names a patch that git accepts in the workspace, with 'path: %s'", async (input, prefix) => {
    const files = Object.entries(texts(shop({ 'a.js': code(OLD_NAME, SNAKE) }))).map(([name, text]) => [
      prefix + name,
      text,
    ]);
    const workspace = writeRepository(Object.fromEntries(files));
    const run = await runBundle(action, { files: workspace, event: 'pull_request', inputs: { path: input } });
    execFileSync('git', ['init', '--quiet'], { cwd: workspace });
    execFileSync('git', ['apply', String(run.outputs['patch-file'])], { cwd: workspace });
    expect(readFileSync(path.join(workspace, prefix, 'a.js'), 'utf8')).toBe(code(NEW_NAME, CAMEL));
  });

  it('is not there where nothing can be fixed', async () => {
    const run = await runBundle(action, { files: BROKEN, event: 'pull_request' });
    expect([run.exitCode, run.outputs['patch-file']]).toEqual([1, undefined]);
  });
});
