import { BROWSER_KEY_RULE } from '../../messages/public-variable.ts';
import { HARDCODED_KEY_RULE } from '../../messages/written-key.ts';
import { ACCEPTED_STATUSES } from '../../vendors/klaviyo/webhook-signature.ts';
import type { ChecklistVendor } from '../checklist-vendor.ts';
import { collectors } from './collectors.ts';
import { ITEMS } from './items.ts';
import { presentScopes, SCOPES } from './scopes.ts';
import { KLAVIYO_SIGNS } from './signs.ts';

export const KLAVIYO: ChecklistVendor = {
  id: 'klaviyo',
  name: 'Klaviyo',
  items: ITEMS,
  scopes: SCOPES,
  presentScopes,
  collectors,
  signs: KLAVIYO_SIGNS,
  acceptsStatus: status => ACCEPTED_STATUSES.includes(status),
  ofAnyLanguage: [HARDCODED_KEY_RULE, BROWSER_KEY_RULE, 'check/committed-env-file'],
  allowedKeysRule: HARDCODED_KEY_RULE,
};
