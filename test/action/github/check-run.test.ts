import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleFinding, sampleReport } from '../../reporters/sample-report.ts';
import { type CheckRun, type Fault, type FakeGithub, HEAD, type Request, startGithub } from './fake-github.ts';
import { findings, send, type Situation } from './sending.ts';

const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
const UPDATE = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
const READ = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}';
const LIST = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';

let github: FakeGithub;

beforeEach(async () => {
  github = await startGithub();
});

afterEach(async () => {
  await github.close();
  expect(github.problems).toEqual([]);
});

function annotationsIn({ body }: Request): number {
  return (body as { output?: { annotations?: unknown[] } } | undefined)?.output?.annotations?.length ?? 0;
}

/** What changes something. */
function written(): Request[] {
  return github.requests.filter(({ method }) => method !== 'GET');
}

/** The lines that are annotated, which are 1, 2, 3 … if each finding arrived once and in order. */
function linesOf(): number[] | undefined {
  return github.checkRuns[0]?.annotations.map(annotation => annotation.start_line);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the check run', () => {
  it('stands on the head, succeeds without findings, and links to the run', async () => {
    const runUrl = 'https://github.com/octo/shop/actions/runs/12';
    const sent = await send(github, { checkRun: true, target: { runUrl } });
    expect(sent).toEqual({ hasAnnotations: true, sentences: [] });
    expect(github.counts()).toEqual({ [CREATE]: 1, [UPDATE]: 1, [LIST]: 1 });
    expect(github.requests[0]?.body).toMatchObject({ name: 'klaviyo-lint', head_sha: HEAD, status: 'in_progress' });
    expect(github.checkRuns).toMatchObject([
      {
        status: 'completed',
        conclusion: 'success',
        details_url: runUrl,
        output: { title: 'verified: 0 errors and 0 warnings' },
        annotations: [],
      },
    ]);
  });

  it('annotates each finding where it stands, with columns on one line only', async () => {
    const report = sampleReport({
      findings: [sampleFinding(), sampleFinding({ severity: 'warning', path: 'b.ts', line: 4, endLine: 6 })],
    });
    await send(github, { checkRun: true, report });
    expect(github.checkRuns[0]).toMatchObject({
      conclusion: 'failure',
      output: { title: 'violated: 1 error and 1 warning' },
      annotations: [
        {
          path: 'src/profiles.ts',
          start_line: 3,
          end_line: 3,
          start_column: 7,
          end_column: 20,
          annotation_level: 'failure',
          title: 'klaviyo/no-raw-http',
          message: expect.stringMatching(/^The call bypasses the SDK\..*\nhttps:\/\/github\.com\//s),
        },
        { path: 'b.ts', start_line: 4, end_line: 6, annotation_level: 'warning' },
      ],
    });
    expect(github.checkRuns[0]?.annotations[1]).not.toHaveProperty('start_column');
    expect(github.checkRuns[0]?.output.summary).toMatch(/^klaviyo-lint found 1 error and 1 warning in 2 files;/);
    expect(github.checkRuns[0]?.output.text).toContain('<code>src/profiles.ts:3</code>');
  });

  it.each([
    ['changed', 'success', 'not verified: 0 errors and 0 warnings'],
    ['fail', 'failure', 'not verified: 0 errors and 0 warnings'],
  ])("with 'not-verified: %s' ends in %s, as the job does", async (notVerified, conclusion, title) => {
    const report = sampleReport({ skipped: [{ id: 'file', path: 'src/big.js', reason: 'larger than 5 MB' }] });
    await send(github, { checkRun: true, report, inputs: { 'not-verified': notVerified } });
    expect(github.checkRuns[0]).toMatchObject({ conclusion, output: { title } });
  });

  it('leaves out what is not new', async () => {
    const old = sampleFinding({ line: 8, endLine: 8, state: 'old' });
    const added = sampleFinding({ line: 9, endLine: 9 });
    await send(github, { checkRun: true, report: sampleReport({ findings: [old, added] }) });
    expect(linesOf()).toEqual([9]);
  });

  it.each([
    [1, [1]],
    [50, [50]],
    [51, [50, 1]],
    [120, [50, 50, 20]],
  ])('sends %i annotations in batches of at most 50, one after the other', async (count, sizes) => {
    await send(github, { checkRun: true, report: sampleReport({ findings: findings(count) }) });
    expect(written().map(annotationsIn)).toEqual([0, ...sizes, 0]);
    expect(linesOf()).toEqual(upTo(count));
  });

  it('annotates a thousand of 30,000 findings and counts the others', async () => {
    await send(github, { checkRun: true, report: sampleReport({ findings: findings(30_000) }) });
    expect(linesOf()).toEqual(upTo(1000));
    expect(github.checkRuns[0]?.output.summary).toContain('29000 more without an annotation');
  });
});

const FAULTS: [name: string, fault: Fault][] = [
  ['502, carried out', { status: 502, isCarriedOut: true }],
  ['502, not carried out', { status: 502 }],
  ['503 with a page of HTML', { status: 503, message: '<html>' }],
  ['a connection that breaks off, carried out', { isCarriedOut: true }],
  ['a connection that breaks off, not carried out', {}],
  ['a secondary rate limit', { status: 403, headers: { 'retry-after': '0' }, message: 'You have exceeded a limit' }],
  ['429', { status: 429, headers: { 'retry-after': '0' } }],
  [
    'a rate limit that is over',
    { status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }, message: 'API rate limit' },
  ],
];

describe.each(FAULTS)('arrives once after %s', (_, fault) => {
  it.each([
    ['the creation', CREATE, 0],
    ['the first batch', UPDATE, 0],
    ['the second batch', UPDATE, 1],
    ['the last batch', UPDATE, 2],
    ['the end', UPDATE, 3],
  ])('of %s there is one check run with each annotation once', async (_part, operation, nth) => {
    github.fault = request => (request.operation === operation && request.nth === nth ? fault : undefined);
    const sent = await send(github, { checkRun: true, report: sampleReport({ findings: findings(120) }) });
    expect(sent).toEqual({ hasAnnotations: true, sentences: [] });
    expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(linesOf()).toEqual(upTo(120));
  });
});

describe('a GitHub that stays ill', () => {
  it('is given up after four attempts, and the check run is completed all the same', async () => {
    github.fault = request => (annotationsIn(request) > 0 ? { status: 502 } : undefined);
    const sent = await send(github, { checkRun: true, report: sampleReport({ findings: findings(3) }) });
    expect(sent).toEqual({
      hasAnnotations: false,
      sentences: [
        "'check-run' was not finished: GitHub answered with 502. The verdict does not depend on it; run the job again to send it.",
      ],
    });
    expect(github.counts()).toEqual({ [CREATE]: 1, [UPDATE]: 5, [READ]: 4 });
    expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure', annotations: [] }]);
    expect(github.checkRuns[0]?.output.summary).toMatch(/^Not all annotations could be sent;/);
  });

  it('goes on where the count says that only a part arrived', async () => {
    github.fault = request => {
      if (request.operation !== UPDATE || request.nth !== 0) return undefined;
      github.checkRuns[0]?.annotations.push(...findings(20).map(({ line }) => ({ start_line: line }) as never));
      return { status: 502 };
    };
    await send(github, { checkRun: true, report: sampleReport({ findings: findings(60) }) });
    expect(linesOf()).toEqual(upTo(60));
  });

  it('is found out about a creation by its own mark only', async () => {
    github.checkRuns.push({ name: 'klaviyo-lint', head_sha: HEAD, external_id: 'another run', id: 77 } as never);
    github.checkRuns[0]!.output = { title: '', summary: '' };
    github.checkRuns[0]!.annotations = [];
    github.fault = ({ operation, nth }) => (operation === CREATE && nth === 0 ? {} : undefined);
    await send(github, { checkRun: true });
    expect(github.counts()).toMatchObject({ [CREATE]: 2, [LIST]: 2 });
    expect(github.checkRuns.map(({ status }) => status)).toEqual([undefined, 'completed']);
  });

  it('does not hold the job longer than the limit asks for', async () => {
    github.fault = ({ operation }) =>
      operation === CREATE ? { status: 403, headers: { 'retry-after': '3600' } } : undefined;
    const { sentences } = await send(github, { checkRun: true });
    expect(sentences).toEqual([
      "'check-run' was not finished: GitHub limits the rate of requests for longer than this job waits. The verdict does not depend on it; run the job again to send it.",
    ]);
    expect(github.counts()).toEqual({ [CREATE]: 1 });
  });

  it('is not waited for where a limit names no time', async () => {
    github.fault = ({ operation }) =>
      operation === CREATE ? { status: 403, message: 'You have exceeded a secondary rate limit.' } : undefined;
    const { sentences } = await send(github, { checkRun: true });
    expect(sentences).toEqual([expect.stringContaining('GitHub limits the rate of requests')]);
    expect(github.counts()).toEqual({ [CREATE]: 1 });
  });

  it('is not flooded: many requests that write wait for each other', async () => {
    const report = sampleReport({ findings: findings(300) });
    const { sentences } = await send(github, { checkRun: true, report, limits: { betweenWritesMs: 100_000 } });
    expect(sentences).toEqual([expect.stringContaining('the time for it was over')]);
    expect(linesOf()).toEqual(upTo(250));
    expect(github.checkRuns).toMatchObject([{ status: 'completed' }]);
  });

  it('that answers no more is left when the time is over, and the check run is completed in the reserve', async () => {
    github.fault = request => (annotationsIn(request) > 0 ? { status: 502 } : undefined);
    const sent = await send(github, {
      checkRun: true,
      report: sampleReport({ findings: findings(3) }),
      limits: { totalMs: 20_000, reserveMs: 19_900, firstWaitMs: 100_000 },
    });
    expect(sent.hasAnnotations).toBe(false);
    expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  });
});

describe('a job that is cancelled', () => {
  /** Interrupts the job when a request arrives, which is answered all the same. */
  const interruptAt = (isMeant: (request: Request) => boolean): Pick<Situation, 'onInterrupt'> => {
    let interrupt: (() => void) | undefined;
    github.fault = request => {
      if (isMeant(request)) interrupt?.();
      return undefined;
    };
    return {
      onInterrupt: listener => {
        interrupt = listener;
        return () => (interrupt = undefined);
      },
    };
  };
  const report = sampleReport({ findings: findings(120) });

  it.each<[string, (request: Request) => boolean, number]>([
    ['while it is created', ({ operation }) => operation === CREATE, 0],
    ['while the second batch is sent', ({ operation, nth }) => operation === UPDATE && nth === 1, 100],
  ])('%s completes the check run as cancelled, and sends nothing else', async (_, isMeant, annotated) => {
    const sent = await send(github, { checkRun: true, pullRequestComment: true, report, ...interruptAt(isMeant) });
    expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'cancelled' }]);
    expect(github.checkRuns[0]?.output.summary).toMatch(/^Not all annotations could be sent;/);
    expect(linesOf()).toEqual(upTo(annotated));
    expect(sent.hasAnnotations).toBe(false);
    expect(sent.sentences).toEqual([
      "'check-run' was not finished: the job was cancelled. The verdict does not depend on it; run the job again to send it.",
      "'pull-request-comment' was not finished: the job was cancelled. The verdict does not depend on it; run the job again to send it.",
    ]);
    expect(written().at(-1)?.operation).toBe(UPDATE);
  });

  it('while it is completed ends as the job did, because everything was sent', async () => {
    await send(github, {
      checkRun: true,
      report,
      ...interruptAt(({ body }) => JSON.stringify(body).includes('"completed"')),
    });
    expect(github.checkRuns).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
    expect(linesOf()).toEqual(upTo(120));
  });

  it('is listened for only while something is sent', async () => {
    const listeners = new Set<() => void>();
    const onInterrupt = (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
    await send(github, { checkRun: true, report, onInterrupt });
    expect(listeners.size).toBe(0);
  });
});

describe('what a run before left in progress', () => {
  const MINUTE_MS = 60_000;
  const left = (changes: Partial<CheckRun>): CheckRun => ({
    id: 0,
    name: 'klaviyo-lint',
    head_sha: HEAD,
    external_id: 'klaviyo-lint/0',
    status: 'in_progress',
    conclusion: null,
    started_at: new Date(Date.now() - 10 * MINUTE_MS).toISOString(),
    output: { title: '', summary: '' },
    annotations: [],
    ...changes,
  });

  it('is completed as cancelled, once the own one is complete', async () => {
    github.checkRuns.push(left({ id: 1 }));
    await send(github, { checkRun: true });
    expect(github.checkRuns).toMatchObject([
      { status: 'completed', conclusion: 'cancelled' },
      { status: 'completed', conclusion: 'success' },
    ]);
    expect(github.checkRuns[0]?.output.title).toBe('The run ended before its findings were sent');
  });

  it.each<[string, Partial<CheckRun>]>([
    ['the check run that GitHub makes of a job', { external_id: 'ca395085-040a-526b-2ce8-bdc85f692774' }],
    ['one of a step that may still go on', { started_at: new Date().toISOString() }],
    ['one of another commit', { head_sha: 'b'.repeat(40) }],
    ['one that is complete', { status: 'completed', conclusion: 'failure' }],
  ])('is not %s', async (_, changes) => {
    const other = left({ id: 1, ...changes });
    github.checkRuns.push({ ...other });
    await send(github, { checkRun: true });
    expect(github.checkRuns[0]).toEqual(other);
  });

  it.each<[string, string]>([
    ['listed', LIST],
    ['completed', UPDATE],
  ])('fails nothing where it cannot be %s', async (_, operation) => {
    github.checkRuns.push(left({ id: 1 }));
    github.fault = request => {
      const isMeant = request.operation === operation && (operation === LIST || request.path.endsWith('/1'));
      return isMeant ? { status: 403 } : undefined;
    };
    expect(await send(github, { checkRun: true })).toEqual({ hasAnnotations: true, sentences: [] });
    expect(github.checkRuns[1]).toMatchObject({ status: 'completed', conclusion: 'success' });
  });
});
