import { rmSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.ts';
import { hiddenIn, WAYS_TO_HIDE, type WayToHide } from '../support/ways-to-hide.ts';

async function check(folder: string, base: string): Promise<{ code: number; out: string }> {
  let out = '';
  const io = {
    workingFolder: folder,
    environment: { PATH: process.env['PATH'] },
    now: new Date('2026-11-20T00:00:00Z'),
    writeOut: async (text: string) => void (out += text),
    writeError: () => undefined,
  };
  return { code: await runCli(['check', '--base', base], io), out };
}

const CODES: Record<WayToHide['outcome'], number> = { found: 1, unseen: 1, listed: 0 };

test.each(WAYS_TO_HIDE.map(way => [way.outcome, way.name, way] as const))('%s: %s', async (_, __, way) => {
  const { folder, base } = hiddenIn(way);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { code, out } = await check(folder, base);
  expect(out).toContain(way.outcome === 'unseen' ? `  ${way.shown} (changed): ` : way.shown);
  expect(code).toBe(CODES[way.outcome]);
});
