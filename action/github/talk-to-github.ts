import { maskKeys } from '../../src/vendors/klaviyo/keys.ts';
import { safeLine } from '../../src/reporters/safe-line.ts';
import { readEvent } from '../event.ts';
import type { ActionInputs } from '../inputs.ts';
import type { ActionIo } from '../io.ts';
import type { Outcome } from '../outcome.ts';
import { FEATURES, wantedFeatures } from './features.ts';
import { targetOf } from './target.ts';

/**
 * Sends to GitHub what the inputs ask for: nothing at all by default. Whatever goes wrong is a notice and changes no verdict.
 *
 * @param token of `github-token`, masked already
 * @returns whether GitHub has the annotations, so that the step needs none
 */
export async function talkToGithub(
  { core, env }: Pick<ActionIo, 'core' | 'env'>,
  inputs: ActionInputs,
  outcome: Outcome,
  token: string,
): Promise<boolean> {
  const wanted = wantedFeatures(inputs.github);
  if (wanted.length === 0) return false;
  const tell = (sentences: readonly string[]): void => {
    if (sentences.length > 0) core.notice(safeLine(maskKeys(sentences.join(' '))), { title: 'klaviyo-lint' });
  };
  if (token.trim() === '') {
    const asked = wanted.map(feature => `'${FEATURES[feature].input}'`).join(', ');
    tell([`'github-token' is empty, so ${asked} is left out. Pass '\${{ github.token }}' to it.`]);
    return false;
  }
  const target = targetOf(env, readEvent(env));
  if ('obstacle' in target) {
    tell([target.obstacle]);
    return false;
  }
  try {
    // Most runs send nothing, and its package takes time to load.
    const { sendToGithub } = await import('./send.ts');
    const workspace = env.GITHUB_WORKSPACE || process.cwd();
    const { sentences, hasAnnotations } = await sendToGithub({
      target,
      token: token.trim(),
      workspace,
      inputs,
      outcome,
    });
    tell(sentences);
    return hasAnnotations;
  } catch {
    tell(['What was asked to be sent to GitHub failed unexpectedly. Report this with the log of the step.']);
    return false;
  }
}
