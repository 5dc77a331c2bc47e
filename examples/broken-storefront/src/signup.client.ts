import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);

export async function isKnown(email: string): Promise<boolean> {
  const { body } = await profiles.getProfiles({ filter: `equals(email,${JSON.stringify(email)})` });
  return body.data.length > 0;
}
