import { ApiKeySession } from 'klaviyo-api';

const KEY_PREFIX = 'pk_';

export const session = new ApiKeySession(KEY_PREFIX + 'c7f4cf4022fd61a086d2766cfaecd55df5');
