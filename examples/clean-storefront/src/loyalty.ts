import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';
import type { Customer } from './shop.js';

const profiles = new ProfilesApi(session);

export async function saveTier({ email, firstName }: Customer, tier: string): Promise<void> {
  const attributes = { email, firstName, properties: { loyalty_tier: tier } };
  await profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
}
