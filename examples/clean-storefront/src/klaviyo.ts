import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';

const privateKey = process.env.KLAVIYO_PRIVATE_KEY;
if (privateKey === undefined) throw new Error("Set 'KLAVIYO_PRIVATE_KEY' to the private key of the account.");

const retry = new RetryWithExponentialBackoff({ numRetries: 5 });

export const session = new ApiKeySession(privateKey, retry);
