import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);

/** The profile that replies to text messages are shown under. */
export async function saveSupport(email: string): Promise<void> {
  const attributes = { email, phoneNumber: '+1 (500) 555-0006' };
  await profiles.createOrUpdateProfile({ data: { type: 'profile', attributes } });
}
