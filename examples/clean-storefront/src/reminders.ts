import { ProfilesApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const profiles = new ProfilesApi(session);
const MOST_AT_ONCE = 1000;

/** Moves the day of the next reminder of every subscriber. */
export async function remindOn(day: string, subscribers: readonly { email: string }[]): Promise<void> {
  for (let start = 0; start < subscribers.length; start += MOST_AT_ONCE) {
    const batch = subscribers.slice(start, start + MOST_AT_ONCE);
    await profiles.bulkImportProfiles({
      data: {
        type: 'profile-bulk-import-job',
        attributes: {
          profiles: {
            data: batch.map(({ email }) => ({
              type: 'profile',
              attributes: { email, properties: { remindOn: day } },
            })),
          },
        },
      },
    });
  }
}
