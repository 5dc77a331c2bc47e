import type { ActionInputs } from '../inputs.ts';
import type { ActionIo } from '../io.ts';
import type { Outcome } from '../outcome.ts';

/**
 * Sends to GitHub what the inputs ask for: nothing at all by default. Whatever goes wrong is a notice and changes no verdict.
 *
 * @param readToken reads `github-token`, which is left alone where nothing is sent
 * @returns whether GitHub has the annotations, so that the step needs none
 */
export async function talkToGithub(
  io: Pick<ActionIo, 'core' | 'env' | 'onInterrupt'>,
  inputs: ActionInputs,
  outcome: Outcome,
  readToken: () => string,
): Promise<boolean> {
  if (!Object.values(inputs.github).includes(true)) return false;
  try {
    const token = readToken();
    // Most runs send nothing, and its package takes time to load.
    const { reportToGithub } = await import('./report-to-github.ts');
    return await reportToGithub(io, inputs, outcome, token);
  } catch {
    io.core.notice('What was asked to be sent to GitHub failed unexpectedly. Report this with the log of the step.', {
      title: 'klaviyo-lint',
    });
    return false;
  }
}
