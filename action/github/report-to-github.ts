import { hiderOf } from '../../src/vendors/secret-forms.ts';
import { maskSecrets } from '../../src/vendors/secrets.ts';
import { safeLine } from '../../src/reporters/safe-line.ts';
import { readEvent } from '../event.ts';
import type { ActionInputs } from '../inputs.ts';
import type { ActionIo } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { named, wantedFeatures } from './features.ts';
import { sendToGithub } from './send.ts';
import { targetOf } from './target.ts';

/**
 * Sends what the inputs ask for, and shows what could not be sent as a notice.
 *
 * @param token of `github-token`
 * @returns whether GitHub has the annotations, so that the step needs none
 */
export async function reportToGithub(
  { core, env, onInterrupt }: Pick<ActionIo, 'core' | 'env' | 'onInterrupt'>,
  inputs: ActionInputs,
  outcome: Outcome,
  token: string,
): Promise<boolean> {
  const { sentences, hasAnnotations } = await send({ env, onInterrupt }, inputs, outcome, token.trim());
  if (sentences.length > 0) core.notice(safeLine(maskSecrets(sentences.join(' '))), { title: 'klaviyo-lint' });
  return hasAnnotations;
}

async function send(
  { env, onInterrupt }: Pick<ActionIo, 'env' | 'onInterrupt'>,
  inputs: ActionInputs,
  outcome: Outcome,
  token: string,
): ReturnType<typeof sendToGithub> {
  const asked = named(wantedFeatures(inputs.github));
  if (token === '')
    return nothing(`'github-token' is empty, which is too little for ${asked}. Pass '\${{ github.token }}' to it.`);
  const target = targetOf(env, readEvent(env));
  if ('obstacle' in target) return nothing(target.obstacle);
  const workspace = env.GITHUB_WORKSPACE || process.cwd();
  return sendToGithub({
    target,
    token,
    workspace,
    inputs,
    outcome: hiderOf([token])(outcome),
    ...(onInterrupt && { onInterrupt }),
  });
}

function nothing(sentence: string): Awaited<ReturnType<typeof sendToGithub>> {
  return { hasAnnotations: false, sentences: [sentence] };
}
