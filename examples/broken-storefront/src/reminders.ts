import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);

/** Moves the day of the next reminder of every subscriber. */
export async function remindOn(day: string, subscribers: readonly { email: string }[]): Promise<void> {
  await Promise.all(
    subscribers.map(({ email }) =>
      profiles.createOrUpdateProfile({
        data: { type: 'profile', attributes: { email, properties: { remindOn: day } } },
      }),
    ),
  );
}
