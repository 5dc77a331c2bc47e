import type { VariableName } from '../vendor/written-keys/environment-read.ts';

/** What the variable of the environment with the private key is called. */
export const KEY_VARIABLE: VariableName = {
  name: 'KLAVIYO_PRIVATE_KEY',
  read: /\b(?:env\.|env\[['"]|env\.get\(['"])(KLAVIYO_(?:PRIVATE_)?(?:API_)?(?:KEY|TOKEN|SECRET)(?:_PRIVATE)?)\b/,
};
