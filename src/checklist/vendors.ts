import type { ChecklistVendor } from './checklist-vendor.ts';
import { CUSTOMERIO } from './customerio/index.ts';
import { KLAVIYO } from './klaviyo/index.ts';

/** The lists of all vendors, in the order of reports. */
export const CHECKLIST_VENDORS: readonly ChecklistVendor[] = [KLAVIYO, CUSTOMERIO];
