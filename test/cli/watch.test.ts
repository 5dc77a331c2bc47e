import { describe, expect, test } from 'vitest';
import type { CliIo } from '../../src/cli/cli-io.ts';
import type { PreflightReport } from '../../src/model/report.ts';
import { watch } from '../../src/cli/watch.ts';
import { FAILED, PASSED, samplePreflight, SKIPPED } from '../reporters/sample-report.ts';

const BAD = samplePreflight([PASSED, FAILED], {
  incidents: [
    {
      faultDomain: 'key',
      priority: 'P1',
      message: 'Klaviyo refused the key with 401.',
      nextAction: 'Create a new one.',
      probes: ['authentication'],
    },
  ],
});
const OPEN = samplePreflight([PASSED, SKIPPED]);
const FINE = samplePreflight([PASSED]);
const SHORT = 0.01;

interface Watched {
  report: PreflightReport;
  told: string;
  rounds: number;
}

/** Watches reports that come one after the other. @param interruptAt the round in whose pause somebody presses Ctrl-C */
async function watched(reports: PreflightReport[], io: Partial<CliIo> = {}, interruptAt = 0): Promise<Watched> {
  let [told, rounds] = ['', 0];
  const listeners = new Set<() => void>();
  const full: CliIo = {
    workingFolder: '/',
    environment: {},
    now: new Date(),
    writeOut: async () => undefined,
    writeError: text => void (told += text),
    onInterrupt: listener => (listeners.add(listener), () => void listeners.delete(listener)),
    ...io,
  };
  const run = async (): Promise<PreflightReport> => {
    rounds += 1;
    if (rounds === interruptAt) setTimeout(() => listeners.forEach(listener => listener()), 5);
    return reports[rounds - 1] ?? FINE;
  };
  const report = await watch(run, interruptAt > 0 ? 60 : SHORT, full);
  expect(listeners.size).toBe(0);
  return { report, told, rounds };
}

describe('elsewhere than in a terminal', () => {
  test('each round is a line, until the verdict is verified', async () => {
    const { report, told, rounds } = await watched([BAD, OPEN, FINE]);

    expect(rounds).toBe(3);
    expect(report).toBe(FINE);
    expect(told).toBe(
      '#1 23:00:00Z violated, 1 of 2 passed - P1 key: Klaviyo refused the key with 401.\n' +
        '#2 23:00:00Z not verified, 1 of 2 passed\n' +
        '#3 23:00:00Z verified, 1 of 1 passed\n',
    );
  });

  test('an incident of the vendor is waited for, though the verdict is verified', async () => {
    const during = samplePreflight([
      { ...PASSED, status: 'warned', priority: 'P2', faultDomain: 'vendor', nextAction: 'Wait.', isOngoing: true },
    ]);
    const announced = samplePreflight([{ ...PASSED, status: 'warned', priority: 'P3', nextAction: 'Wait.' }]);

    expect((await watched([during, during, FINE])).rounds).toBe(3);
    expect((await watched([announced, FINE])).rounds).toBe(1);
  });

  test('no control character is written', async () => {
    expect((await watched([BAD, FINE])).told).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});

describe('in a terminal', () => {
  test('one line is written over, and fits', async () => {
    const { told } = await watched([BAD, FINE], { isTerminal: true, columns: 40 });
    const lines = told.split('\r\u001b[2K').slice(1);

    expect(lines).toEqual(['#1 23:00:00Z violated, 1 of 2 passed - ', '#2 23:00:00Z verified, 1 of 1 passed\n']);
  });

  test('what a report says cannot move the cursor', async () => {
    const hostile = samplePreflight([FAILED], {
      incidents: [
        { faultDomain: 'app', priority: 'P1', message: '\u001b[2Jgone\n::error::x', nextAction: 'x', probes: ['x'] },
      ],
    });
    const { told } = await watched([hostile, FINE], { isTerminal: true, columns: 200 });

    expect(told.replaceAll('\r\u001b[2K', '').replace(/\n$/, '')).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe('Ctrl-C', () => {
  test('ends the wait, and the last report counts', async () => {
    const { report, rounds } = await watched([BAD], {}, 1);

    expect(rounds).toBe(1);
    expect(report).toBe(BAD);
  });

  test('during a round ends it, and what it had not seen does not count', async () => {
    let interrupt = (): void => undefined;
    const reports = [BAD, OPEN];
    const io: CliIo = {
      workingFolder: '/',
      environment: {},
      now: new Date(),
      writeOut: async () => undefined,
      writeError: () => undefined,
      onInterrupt: listener => ((interrupt = listener), () => undefined),
    };
    let rounds = 0;
    const report = await watch(
      async ({ signal }) => {
        rounds += 1;
        if (rounds === 2) interrupt();
        expect(signal.aborted).toBe(rounds === 2);
        return reports[rounds - 1] ?? FINE;
      },
      SHORT,
      io,
    );

    expect(rounds).toBe(2);
    expect(report).toBe(BAD);
  });
});
