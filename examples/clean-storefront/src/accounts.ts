import { FilterBuilder, ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);

export async function findAccount(email: string): Promise<string | null | undefined> {
  const { body } = await profiles.getProfiles({ filter: new FilterBuilder().equals('email', email).build() });
  return body.data[0]?.id;
}
