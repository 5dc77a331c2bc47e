import { AccountsApi, ApiKeySession, EventsApi, ProfilesApi } from 'klaviyo-api';
import { RateLimiter } from './rate-limiter.js';

const privateKey = process.env.KLAVIYO_PRIVATE_KEY;
if (privateKey === undefined) throw new Error("Set 'KLAVIYO_PRIVATE_KEY' to the private key of the account.");

const session = new ApiKeySession(privateKey);
const limiter = new RateLimiter(10);

export const accounts = new AccountsApi(session);
export const events = new EventsApi(session);
export const profiles = new ProfilesApi(session);

/** The flag is read at each call, so that no deploy is needed. */
export function isEnabled(): boolean {
  return process.env.KLAVIYO_ENABLED !== 'false';
}

/** Runs a call as soon as there is room for it. */
export function limited<Result>(call: () => Promise<Result>): Promise<Result> {
  return limiter.run(call);
}
