import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);

export async function findAccount(email: string): Promise<string | null | undefined> {
  const { body } = await profiles.getProfiles({ filter: `equals(email,"${email}")` });
  return body.data[0]?.id;
}
