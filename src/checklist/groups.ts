import type { VendorId } from '../vendors/sdks.ts';
import { GROUPS as CUSTOMERIO_GROUPS } from './customerio/groups.ts';
import { GROUPS as KLAVIYO_GROUPS } from './klaviyo/groups.ts';

/** What the items of a vendor are about, by what their ids begin with. */
export type Groups = Readonly<Record<string, string>>;

/** The groups of each vendor's list, without the items themselves, which reports do not need. */
export const GROUPS: Readonly<Record<VendorId, Groups>> = { klaviyo: KLAVIYO_GROUPS, customerio: CUSTOMERIO_GROUPS };
