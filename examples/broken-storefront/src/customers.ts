import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';
import type { Customer } from './shop.js';

const profiles = new ProfilesApi(session);

export async function saveCustomer({ id, email, firstName }: Customer): Promise<string | null | undefined> {
  const { body } = await profiles.createProfile({
    data: { type: 'profile', attributes: { externalId: id, email, firstName } },
  });
  return body.data.id;
}
