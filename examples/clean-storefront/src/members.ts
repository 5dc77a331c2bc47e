import { ListsApi } from 'klaviyo-api';
import { session } from './klaviyo.js';

const lists = new ListsApi(session);

export async function loadMembers(listId: string): Promise<unknown[]> {
  const { body } = await lists.getProfilesForList(listId);
  return body.data;
}
