import { createEndpointClient } from '../../../src/preflight/client/endpoint-client.ts';
import { send } from '../../../src/preflight/client/send.ts';
import { createSockets } from '../../../src/preflight/client/sockets.ts';
import type { CommonContext, LateProbeOf, ProbeOutcome } from '../../../src/preflight/define-probe.ts';
import type { Answer, NoAnswerReply } from '../../../src/preflight/reply.ts';
import { runVendor, type RunOptions, type VendorTools } from '../../../src/preflight/run-vendor.ts';
import type { PreflightReport } from '../../../src/model/report.ts';

interface Live extends CommonContext {
  ask(): Promise<Answer | NoAnswerReply>;
}

interface Late extends Live {
  answer: Answer | NoAnswerReply;
}

const ROTATE = "Make a new key, and set it as 'TOYMAIL_KEY'.";

function judge(answer: Answer | NoAnswerReply): ProbeOutcome {
  if (answer.kind === 'no-answer')
    return {
      status: 'failed',
      priority: 'P1',
      faultDomain: 'network',
      message: `Toymail did not answer (${answer.cause}).`,
      nextAction: 'Look at the way to it.',
    };
  if (answer.status === 200) return { status: 'passed', message: 'Toymail accepts the key.' };
  if (answer.status === 401)
    return {
      status: 'failed',
      priority: 'P1',
      faultDomain: 'key',
      message: 'Toymail refuses the key.',
      nextAction: ROTATE,
    };
  return { status: 'skipped', reason: `Toymail answered with ${answer.status}` };
}

const authentication: LateProbeOf<Late> = {
  id: 'toymail-authentication',
  description: 'keys that Toymail refuses',
  order: 1,
  run: ({ answer }) => Promise.resolve(judge(answer)),
};

const webhook: LateProbeOf<Late> = {
  id: 'toymail-webhook-endpoint',
  description: 'endpoints that take forged deliveries',
  order: 2,
  notAsked: () => 'no endpoint was given',
  run: () => Promise.reject(new Error('never asked')),
};

/** The preflight of the vendor: one read with its key. @param address the root of its API */
export function runToymail(key: string, address: string, options: RunOptions): Promise<PreflightReport> {
  const url = `${address}/v1/account`;
  const tools: VendorTools<Live, Late, Answer | NoAnswerReply> = {
    versions: { tool: '0.0.1' },
    // Not in the order of the report.
    probes: [webhook, authentication],
    askedFirst: [authentication.id],
    step: 'Asking Toymail.',
    door: { createSockets, createEndpointClient },
    open: ({ log, signal, sockets, ...common }) => ({
      ...common,
      ask: () =>
        send(
          { method: 'GET', url, shownUrl: url, headers: { authorization: `Bearer ${key}` }, timeoutMs: 5_000 },
          { log, signal, sockets },
        ),
    }),
    ask: live => live.ask(),
    judge: (answer, live) => Promise.resolve({ ...live, answer }),
  };
  return runVendor(tools, options);
}
