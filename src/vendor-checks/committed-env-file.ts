import type { Check } from '../model/define-check.ts';
import type { Sdk } from '../vendors/sdks.ts';

/** Makes the check for env files with secrets of a vendor. */
export function committedEnvFile(id: string, { vendor, vendorName }: Pick<Sdk, 'vendor' | 'vendorName'>): Check {
  return {
    id,
    description: `Env files with real ${vendorName} secrets that git tracks, or that no .gitignore covers`,
    severity: 'error',
    alsoWarns: true,
    *run({ envFiles }) {
      for (const { secrets, isTracked } of envFiles)
        for (const { name, at, fingerprint } of secrets.filter(secret => secret.vendor === vendor)) {
          const key = fingerprint === undefined ? '' : ` (fingerprint ${fingerprint})`;
          if (isTracked)
            yield {
              message: `This env file holds the real value of '${name}', and git tracks it. Take it out with 'git rm --cached', add it to '.gitignore', and replace what it holds${key}.`,
              at,
            };
          else
            yield {
              message: `This env file holds the real value of '${name}', and no '.gitignore' covers it. Add it to '.gitignore' before somebody commits it${key}.`,
              at,
              severity: 'warning',
            };
        }
    },
  };
}
