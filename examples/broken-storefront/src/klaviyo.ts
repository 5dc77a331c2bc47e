import { ApiKeySession, RetryWithExponentialBackoff } from 'klaviyo-api';

const KEY_PREFIX = 'pk_';

const retry = new RetryWithExponentialBackoff({ numRetries: 0 });

export const session = new ApiKeySession(KEY_PREFIX + 'c7f4cf4022fd61a086d2766cfaecd55df5', retry);
