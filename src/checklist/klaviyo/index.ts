import type { ChecklistVendor } from '../checklist-vendor.ts';
import { collectors } from '../evidence/index.ts';
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
};
