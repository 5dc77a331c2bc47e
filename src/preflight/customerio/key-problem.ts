import { isServiceAccountToken } from '../../vendors/customerio/keys.ts';
import type { KeyProblem } from '../reply.ts';
import type { TrackPair } from './options.ts';

const PROBLEMS: readonly (readonly [pattern: RegExp, fact: string])[] = [
  [/^$/, 'is empty'],
  [/^\s|\s$/, 'has white space or a line break around it'],
  [/^["'`]|["'`]$/, 'has quotation marks around it'],
  [/^(?:basic|bearer|authorization:)\s/i, 'starts with a word of the Authorization header'],
  [/[^\x21-\x7e]/, 'contains a character that no key has'],
  [/^pk_[0-9a-f]/i, 'is a private key of Klaviyo'],
];

/** Returns what is wrong with a site id or a Track key before they are sent anywhere. */
export function findPairProblem({ siteId, trackKey }: TrackPair): KeyProblem | undefined {
  if (siteId.includes(':'))
    return {
      fact: 'the site id contains a colon, as site id and key together do',
      nextAction: 'Store the site id and the Track key apart, exactly as Customer.io shows them.',
    };
  return problemOf('site id', siteId) ?? problemOf('Track key', trackKey);
}

/** The same for an App key. The token of a service account needs a workspace with each request, and does not list workspaces. */
export function findAppKeyProblem(key: string): KeyProblem | undefined {
  if (isServiceAccountToken(key))
    return {
      fact: 'the App key is the token of a service account, which cannot be tried without sending something',
      nextAction: "Give the App key of the workspace in 'CUSTOMERIO_APP_API_KEY', or leave it out.",
    };
  return problemOf('App key', key);
}

function problemOf(name: string, key: string): KeyProblem | undefined {
  const found = PROBLEMS.find(([pattern]) => pattern.test(key));
  return (
    found && {
      fact: `the ${name} ${found[1]}`,
      nextAction: `Store the ${name} again, exactly as Customer.io shows it.`,
    }
  );
}
