import { rememberSecret } from '../vendors/known-secrets.ts';
import type { CliIo } from './cli-io.ts';
import { CUSTOMERIO_VARIABLES } from './preflight-command.ts';

/** Remembers the keys of Customer.io that the environment holds, whatever is run, so that nothing prints them. */
export function rememberSecrets({ environment }: CliIo): void {
  const { trackKey, appKey, signingKey, otherKeys } = CUSTOMERIO_VARIABLES;
  for (const variable of [trackKey, appKey, signingKey, otherKeys])
    environment[variable]?.split(/\s+/).forEach(rememberSecret);
}
