import { usedLiterals, writtenSecrets } from '../../vendors/customerio/written-secrets.ts';
import { rememberSecret, rememberUsedSecret } from '../../vendors/known-secrets.ts';

/** Remembers the secrets without a shape of their own that stand in a text about Customer.io, so that nothing prints them. */
export function rememberWritten(text: string): void {
  writtenSecrets(text).forEach(rememberSecret);
  usedLiterals(text).forEach(rememberUsedSecret);
}
